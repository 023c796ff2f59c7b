import type { Phrases } from '../i18n/en.js';
import type { Answer, Quote } from '../search/answer.js';
import { columnsOf, excerpt, inline } from './display.js';
import { renderQuote } from './quote.js';
import type { Style } from './style.js';
import { wrap } from './wrap.js';

/**
 * An answer as a person reads it, ending with a line feed.
 *
 * @param examples questions or headings of the corpus, for the how-to that meets a greeting
 */
export function renderAnswer(
  answer: Answer,
  style: Style,
  phrases: Phrases,
  examples: readonly string[] = [],
): string {
  return `${[...understood(answer, style, phrases), ...body(answer, style, phrases, examples)].join('\n')}\n`;
}

/** The passages after the best one, under a rule that says so. */
export function renderOthers(quotes: readonly Quote[], style: Style, phrases: Phrases): string[] {
  if (quotes.length === 0) return [];
  if (style.isPlain) {
    const passages = quotes.flatMap((quote) => ['', ...renderQuote(quote, false, style, phrases)]);
    return [phrases.answer.others, ...passages];
  }
  const title = `── ${phrases.answer.others} `;
  const rule = title + '─'.repeat(Math.max(0, style.columns - columnsOf(title)));
  return [
    style.small(rule),
    ...quotes.flatMap((quote) => ['', ...renderQuote(quote, false, style, phrases)]),
  ];
}

function understood(answer: Answer, style: Style, phrases: Phrases): string[] {
  if (answer.understoodAs === null) return [];
  const understoodAs = phrases.answer.understoodAs(excerpt(answer.understoodAs));
  return paragraph(`${excerpt(answer.question)} → ${understoodAs}`, style).map(style.small);
}

function body(answer: Answer, style: Style, phrases: Phrases, examples: readonly string[]): string[] {
  const say = phrases.answer;
  if (answer.intent === 'empty') return [say.empty, ...paragraph(say.howToAsk, style)];
  if (answer.intent === 'chatter') {
    return [...paragraph(say.chatter, style), ...exampleLines(examples, phrases)];
  }
  if (answer.verdict === 'unanswered') {
    return [
      style.bad(say.unanswered),
      ...(answer.topics.length === 0 ? [] : [say.topics]),
      ...bullets(answer.topics.map(({ title }) => title)),
      ...paragraph(say.howToAsk, style),
    ];
  }
  const heading = answer.verdict === 'answered' ? style.good : style.doubtful;
  const [best, ...others] = answer.quotes;
  return [
    ...paragraph(say[answer.verdict], style).map((line) => heading(style.heading(line))),
    '',
    ...(best === undefined ? [] : renderQuote(best, true, style, phrases)),
    ...(others.length === 0 ? [] : ['', ...renderOthers(others, style, phrases)]),
  ];
}

/** Questions to begin with, or questions made of headings, under what introduces them. */
export function exampleLines(examples: readonly string[], { answer }: Phrases): string[] {
  if (examples.length === 0) return [];
  const questions = examples.map((topic) => (/\?\s*$/.test(topic) ? topic : answer.example(topic)));
  return [answer.examples, ...bullets(questions)];
}

function bullets(items: readonly string[]): string[] {
  return items.map((item) => `  • ${inline(item)}`);
}

function paragraph(text: string, style: Style): string[] {
  return wrap(text, style.columns).map(({ start, end }) => text.slice(start, end));
}
