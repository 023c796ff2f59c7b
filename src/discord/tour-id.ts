import { createHash } from 'node:crypto';
import { LANGUAGES, type Language } from '../corpus/document.js';
import { isKey } from './custom-id.js';

/** Names a subject, or a question of its card, in a custom id: seven base64url characters of a SHA-256 over its words. */
export function markOf(words: string): string {
  return createHash('sha256').update(words).digest('base64url').slice(0, MARK);
}

/** What the buttons of cards and of the tour ask for. */
export type TourPress =
  /** The card of a subject as a picture. */
  | {
      readonly action: 'picture';
      readonly subject: string;
      readonly language: Language;
      readonly hidden: boolean;
    }
  /** A question of a subject's card, by the marks of both. */
  | {
      readonly action: 'ask';
      readonly subject: string;
      readonly language: Language;
      readonly question: string;
    }
  /** The section of a passage, by its key. */
  | { readonly action: 'look'; readonly language: Language; readonly key: string }
  /** The tour, in a message of its own, where somebody left it. */
  | { readonly action: 'take' }
  /** A step of the tour, from 0, in the place of the one it is on; where that has nothing to say, the one after it, or before. */
  | { readonly action: 'step'; readonly step: number; readonly isBack: boolean }
  | { readonly action: 'stop'; readonly step: number }
  /** The welcome is to be posted in the channel that is chosen. */
  | { readonly action: 'welcome' };

const VERSION = 'c1';
const MARK = 7;
const MARKED = new RegExp(`^[\\w-]{${MARK}}$`);

/** A press as a custom id: `c1|<action>|<what it is about>…`, at most 40 characters. */
export function tourIdOf(press: TourPress): string {
  return [VERSION, press.action, ...aboutOf(press)].join('|');
}

function aboutOf(press: TourPress): string[] {
  switch (press.action) {
    case 'picture':
      return [press.subject, press.language, press.hidden ? '1' : '0'];
    case 'ask':
      return [press.subject, press.language, press.question];
    case 'look':
      return [press.language, press.key];
    case 'step':
      return [String(press.step), press.isBack ? '1' : '0'];
    case 'stop':
      return [String(press.step)];
    default:
      return [];
  }
}

/** What a custom id asks of cards and the tour; null when it is of another version, or none of these. */
export function tourPressOf(customId: string): TourPress | null {
  const [version, action = '', ...about] = customId.split('|');
  const press = version === VERSION ? parsed(action, about) : null;
  return press !== null && tourIdOf(press) === customId ? press : null;
}

function parsed(action: string, about: readonly string[]): TourPress | null {
  const language = LANGUAGES.find((one) => about.includes(one));
  const [first = '', , last = ''] = about;
  const step = /^\d{1,3}$/.test(first) ? Number(first) : null;
  switch (action) {
    case 'picture':
      return language !== undefined && MARKED.test(first)
        ? { action, subject: first, language, hidden: last === '1' }
        : null;
    case 'ask':
      return language !== undefined && MARKED.test(first) && MARKED.test(last)
        ? { action, subject: first, language, question: last }
        : null;
    case 'look': {
      const key = about[1] ?? '';
      return language !== undefined && isKey(key) ? { action, language, key } : null;
    }
    case 'step':
      return step === null ? null : { action, step, isBack: about[1] === '1' };
    case 'stop':
      return step === null ? null : { action, step };
    case 'take':
    case 'welcome':
      return { action };
    default:
      return null;
  }
}
