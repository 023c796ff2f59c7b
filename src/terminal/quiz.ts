import { createInterface } from 'node:readline';
import { type Language, otherLanguage } from '../corpus/document.js';
import { phrasesFor } from '../i18n/phrases.js';
import type { Engine } from '../search/engine.js';
import { type Cloze, createQuiz, GAP, LETTERS, partsOf } from '../search/quiz.js';
import { inline, safeJson } from './display.js';
import { openForSession } from './open.js';
import { renderQuote } from './quote.js';
import { EXIT, print, type Session, tell } from './session.js';
import { wrap } from './wrap.js';

/** How a quiz is to be played. */
export interface QuizChoices {
  readonly count: number;
  readonly seed: string;
  /** Print the questions with their answers, and ask nothing. */
  readonly json: boolean;
}

/** Asks a number of questions, in the language of the session when the corpus gives any in it. */
export async function quiz(session: Session, choices: QuizChoices): Promise<number> {
  const engine = await openForSession(session);
  const language = session.language ?? session.locale;
  for (const each of [language, otherLanguage(language)]) {
    const questions = questionsIn(engine, each, choices);
    const first = await questions.next();
    if (first.done) continue;
    const all = (async function* () {
      yield first.value;
      yield* questions;
    })();
    if (!choices.json) return play(session, each, choices.count, all);
    for await (const cloze of all) await print(session, `${safeJson(recordOf(cloze))}\n`);
    return EXIT.done;
  }
  tell(session, session.phrases.quiz.none);
  return EXIT.unanswered;
}

async function* questionsIn(
  engine: Engine,
  language: Language,
  { count, seed }: QuizChoices,
): AsyncGenerator<Cloze> {
  const { step } = await createQuiz(engine, language);
  const asked = new Set<string>();
  while (asked.size < count) {
    const made = await step(seed, asked);
    if (made === null) return;
    if (made === 'more') continue;
    asked.add(made.key);
    yield made;
  }
}

async function play(
  session: Session,
  language: Language,
  count: number,
  questions: AsyncIterable<Cloze>,
): Promise<number> {
  const { stdin, stdout, style } = session;
  const phrases = phrasesFor(language);
  const terminal = stdin.isTTY === true && stdout.isTTY === true;
  const lines = createInterface({ input: stdin, terminal, ...(terminal ? { output: stdout } : {}) });
  lines.setPrompt(phrases.quiz.terminal.prompt);
  const typed = lines[Symbol.asyncIterator]();
  let [asked, right] = [0, 0];
  for await (const cloze of questions) {
    await print(session, `${questionText(session, cloze, phrases.quiz.heading(asked + 1, count))}\n`);
    const chosen = await chosenOf(session, typed, () => terminal && lines.prompt());
    if (chosen === null) break;
    asked++;
    const isRight = chosen === cloze.right;
    if (isRight) right++;
    const said = isRight
      ? style.good(phrases.quiz.right)
      : style.doubtful(phrases.quiz.wrong(inline(cloze.choices[cloze.right] ?? '')));
    await print(session, `${[said, '', ...renderQuote(cloze.quote, true, style, phrases)].join('\n')}\n\n`);
  }
  lines.close();
  if (asked > 0) await print(session, `${style.heading(phrases.quiz.score(right, asked))}\n`);
  return EXIT.done;
}

/** Position of the choice that is typed; null when the person leaves. */
async function chosenOf(
  session: Session,
  typed: AsyncIterator<string>,
  prompt: () => void,
): Promise<number | null> {
  for (;;) {
    prompt();
    const line = await typed.next();
    const word = line.done ? 'q' : line.value.trim().toLowerCase();
    if (word === 'q' || word === '/quit') return null;
    const chosen = LETTERS.findIndex((letter) => letter.toLowerCase() === word);
    if (chosen >= 0) return chosen;
    tell(session, session.phrases.quiz.terminal.choose);
  }
}

function questionText({ style }: Session, cloze: Cloze, heading: string): string {
  const { title, section, before, after } = partsOf(cloze);
  const sentence = inline(`${before}${GAP}${after}`);
  const over = inline([title, section].filter((part) => part !== '').join(' · '));
  return [
    style.small(heading),
    style.heading(over),
    ...wrap(sentence, style.columns - 2).map(({ start, end }) => `  ${sentence.slice(start, end)}`),
    ...cloze.choices.map((choice, i) => `  ${LETTERS[i]}. ${inline(choice)}`),
  ].join('\n');
}

function recordOf(cloze: Cloze) {
  const { title, section, before, after } = partsOf(cloze);
  const { choices, right, key, quote } = cloze;
  const { passage, language, document, text, source } = quote;
  const question = { title, section, before, after, choices, right };
  return { ...question, key, passage, language, document, text, source };
}
