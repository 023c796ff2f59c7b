import { readMarkdown, wordsOf } from '../discord-markdown.js';
import { buttonsOf } from './user.js';
import { textsOf } from './validate-components.js';
import type { Message } from './world.js';

/** A passage as a person reads it in a reply. */
export interface ReadQuote {
  /** Without the marks, and without the `[…]` of what is left out. */
  readonly words: string;
  readonly bold: string;
  readonly underlined: string;
}

/** What a person reads in a reply of the bot. */
export interface ReadReply {
  /** All of it, a line each, as the words that are shown. */
  readonly words: string;
  /** The question as asked; null when none is shown. */
  readonly question: string | null;
  readonly quotes: readonly ReadQuote[];
  /** Labels of the buttons, in order. */
  readonly labels: readonly string[];
}

/** Reads a reply as Discord shows it. */
export function readReply(message: Pick<Message, 'components'>): ReadReply {
  const texts = textsOf(message.components);
  const runs = texts.map((text) => readMarkdown(text));
  const [question = null] = texts.flatMap((text) => /^\*\*(.+)\*\*…?$/s.exec(text)?.[1] ?? []);
  return {
    words: runs.map((each) => wordsOf(each).trim()).join('\n'),
    question: question === null ? null : wordsOf(readMarkdown(question, [], false)),
    quotes: texts.flatMap(quoteIn),
    labels: buttonsOf(message).map(({ label }) => label ?? ''),
  };
}

/** The block quote of a paragraph, which may have a line of small print above it. */
function quoteIn(text: string): ReadQuote[] {
  const block = text.replace(/^-# .*\n(?=> )/, '');
  if (!block.startsWith('> ')) return [];
  const runs = readMarkdown(block);
  const words = wordsOf(runs)
    .replace(/^\[…\] /, '')
    .replace(/ ?\[…\]$/, '');
  return [{ words, bold: wordsOf(runs, 'strong'), underlined: wordsOf(runs, 'underline') }];
}

/** With every white space as a plain space: French has some that do not break. */
export function plainSpaces(text: string): string {
  return text.replace(/\s/g, ' ');
}
