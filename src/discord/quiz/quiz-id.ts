import type { Language } from '../../corpus/document.js';

/** Questions of a round. */
export const ROUND = 5;

/** How far somebody has come in a round. */
export interface Round {
  /** User id. */
  readonly asker: string;
  readonly language: Language;
  readonly right: number;
  /** Keys of the passages asked about so far, the last one's at the end; at most `ROUND`. */
  readonly asked: readonly string[];
}

/** What the buttons of a quiz ask for. Each carries its round: it outlives a restart. */
export type QuizPress =
  | {
      readonly action: 'choose';
      /** With the question that is being answered, which is not counted yet. */
      readonly round: Round;
      /** Positions of the choice and of the right one, 0–3. */
      readonly chosen: number;
      readonly right: number;
      /** Where the hidden words stand in the passage, in UTF-16 code units. */
      readonly start: number;
      readonly end: number;
    }
  | { readonly action: 'next'; readonly round: Round }
  /** No more reminders. */
  | { readonly action: 'stop' };

const VERSION = 'q1';
const KEY = /[\w-]{7}/g;

/** A press as a custom id: at most 90 characters. */
export function quizIdOf(press: QuizPress): string {
  if (press.action === 'stop') return [VERSION, 's'].join('|');
  const { asker, language, right, asked } = press.round;
  const round = [asker, `${language}${right}`, asked.join('')];
  if (press.action === 'next') return [VERSION, 'n', ...round].join('|');
  const place = [press.start, press.end].map((at) => at.toString(36)).join('.');
  return [VERSION, 'c', ...round, `${press.chosen}${press.right}`, place].join('|');
}

/** What a custom id asks of a quiz; null when it is of another version, or none of these. */
export function quizPressOf(customId: string): QuizPress | null {
  const [version, letter, asker = '', told = '', keys = '', ...rest] = customId.split('|');
  if (version !== VERSION) return null;
  if (letter === 's') return { action: 'stop' };
  const [, language, right] = /^(fr|en)([0-5])$/.exec(told) ?? [];
  const asked = keys.match(KEY) ?? [];
  const isRound = /^\d{17,20}$/.test(asker) && asked.join('') === keys && asked.length <= ROUND;
  if (!isRound || (language !== 'fr' && language !== 'en')) return null;
  const round: Round = { asker, language, right: Number(right), asked };
  if (letter === 'n') return rest.length === 0 ? { action: 'next', round } : null;
  const [positions = '', place = '', ...more] = rest;
  const [, start, end] = /^([0-9a-z]{1,6})\.([0-9a-z]{1,6})$/.exec(place) ?? [];
  if (letter !== 'c' || more.length > 0 || asked.length === 0 || start === undefined || end === undefined)
    return null;
  if (!/^[0-3]{2}$/.test(positions)) return null;
  return {
    action: 'choose',
    round,
    chosen: Number(positions[0]),
    right: Number(positions[1]),
    start: Number.parseInt(start, 36),
    end: Number.parseInt(end, 36),
  };
}
