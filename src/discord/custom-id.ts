import type { Language } from '../corpus/document.js';

/** Passages that a reply can page through: as many as fit a custom id. */
export const MOST_KEYS = 10;
/** Pages and parts that a custom id can number. */
const MOST_PAGES = 36 ** 3;

const VERSION = 'v1';
const KEY_LENGTH = 7;
const KEYS = new RegExp(`^(?:[\\w-]{${KEY_LENGTH}}){1,${MOST_KEYS}}$`);
const NUMBER = /^(?:0|[1-9a-z][0-9a-z]{0,12})$/;
/** Discord's ids are numbers of 64 bits. */
const MOST_ID = 2n ** 64n;

/** What a reply of passages shows, as told by its buttons. */
export interface ReplyState {
  /** `answer`: the passages that answer a question; `topic`: the passages of a section. */
  readonly kind: 'answer' | 'topic';
  readonly verdict: 'answered' | 'unsure';
  /** User id of whoever asked. */
  readonly asker: string;
  /** Language quoted first. */
  readonly language: Language;
  /** Whether both languages are shown, or only the first. */
  readonly show: 'both' | 'one';
  /** Whether only the asker sees the reply. */
  readonly hidden: boolean;
  /** Passage shown, from 0. */
  readonly page: number;
  /** Of an answer, its passages, best first, at most `MOST_KEYS`; of a topic, one of its passages. */
  readonly keys: readonly string[];
}

/** What a button asks for. The state is the one that the reply is to have after the press. */
export type Press =
  | { readonly action: 'page' | 'show' | 'share' | 'topic'; readonly state: ReplyState }
  | { readonly action: 'delete'; readonly asker: string }
  | {
      readonly action: 'rest';
      readonly key: string;
      readonly language: Language;
      readonly part: number;
      /** Whether the button is on a part that is being read, which the next one replaces. */
      readonly isReading: boolean;
    }
  | {
      readonly action: 'sources';
      readonly asker: string;
      readonly hidden: boolean;
      readonly page: number;
    };

const LETTERS = {
  page: 'p',
  show: 's',
  share: 'h',
  topic: 't',
  delete: 'd',
  rest: 'r',
  sources: 'o',
} as const;
/** Actions that carry a reply's state, by letter. */
const STATE_ACTIONS: Readonly<Record<string, 'page' | 'show' | 'share' | 'topic'>> = {
  p: 'page',
  s: 'show',
  h: 'share',
  t: 'topic',
};

/**
 * A press as a custom id: `v1|p|<flags>|<page>|<asker>|<keys>` and the like, numbers in base 36. At most 95
 * characters; the same press always gives the same id, another press another.
 */
export function customIdOf(press: Press): string {
  const letter = LETTERS[press.action];
  switch (press.action) {
    case 'delete':
      return [VERSION, letter, packId(press.asker)].join('|');
    case 'rest': {
      const flag = press.isReading ? '1' : '0';
      return [VERSION, letter, flag, press.language, packNumber(press.part), press.key].join('|');
    }
    case 'sources': {
      const flag = press.hidden ? '1' : '0';
      return [VERSION, letter, flag, packNumber(press.page), packId(press.asker)].join('|');
    }
    default: {
      const { page, asker, keys } = press.state;
      const packed = keys.slice(0, MOST_KEYS).join('');
      return [VERSION, letter, flagsOf(press.state), packNumber(page), packId(asker), packed].join('|');
    }
  }
}

/** What a custom id asks for; null when it is of another version, or none of ours. */
export function pressOf(customId: string): Press | null {
  const [version, letter = '', ...fields] = customId.split('|');
  if (version !== VERSION) return null;
  switch (letter) {
    case LETTERS.delete:
      return fields.length === 1 ? parseDelete(fields) : null;
    case LETTERS.rest:
      return fields.length === 4 ? parseRest(fields) : null;
    case LETTERS.sources:
      return fields.length === 3 ? parseSources(fields) : null;
    default: {
      const action = Object.hasOwn(STATE_ACTIONS, letter) ? STATE_ACTIONS[letter] : undefined;
      const state = fields.length === 4 ? parseState(fields) : null;
      return action === undefined || state === null ? null : { action, state };
    }
  }
}

/** Whether a text has the form of a passage's key. */
export function isKey(text: string): boolean {
  return text.length === KEY_LENGTH && KEYS.test(text);
}

function parseDelete([asker = '']: readonly string[]): Press | null {
  const id = unpackId(asker);
  return id === null ? null : { action: 'delete', asker: id };
}

function parseRest([flag, language, part = '', key = '']: readonly string[]): Press | null {
  const number = unpackNumber(part);
  if ((flag !== '0' && flag !== '1') || (language !== 'fr' && language !== 'en')) return null;
  if (number === null || !isKey(key)) return null;
  return { action: 'rest', key, language, part: number, isReading: flag === '1' };
}

function parseSources([flag, page = '', asker = '']: readonly string[]): Press | null {
  const number = unpackNumber(page);
  const id = unpackId(asker);
  if ((flag !== '0' && flag !== '1') || number === null || id === null) return null;
  return { action: 'sources', asker: id, hidden: flag === '1', page: number };
}

function parseState([flags = '', page = '', asker = '', packed = '']: readonly string[]): ReplyState | null {
  const number = unpackNumber(page);
  const id = unpackId(asker);
  if (!/^[0-9a-v]$/.test(flags) || number === null || id === null || !KEYS.test(packed)) return null;
  const keys = packed.match(new RegExp(`.{${KEY_LENGTH}}`, 'g')) ?? [];
  const bits = Number.parseInt(flags, 36);
  const kind = bits & 1 ? 'topic' : 'answer';
  if (kind === 'topic' ? keys.length !== 1 : number >= keys.length) return null;
  return {
    kind,
    verdict: bits & 2 ? 'unsure' : 'answered',
    asker: id,
    language: bits & 4 ? 'en' : 'fr',
    show: bits & 8 ? 'one' : 'both',
    hidden: (bits & 16) !== 0,
    page: number,
    keys,
  };
}

function flagsOf({ kind, verdict, language, show, hidden }: ReplyState): string {
  const bits = [kind === 'topic', verdict === 'unsure', language === 'en', show === 'one', hidden];
  return bits.reduce((sum, bit, i) => sum + (bit ? 2 ** i : 0), 0).toString(36);
}

function packNumber(n: number): string {
  return Math.min(n, MOST_PAGES - 1).toString(36);
}

function unpackNumber(packed: string): number | null {
  return NUMBER.test(packed) && packed.length <= 3 ? Number.parseInt(packed, 36) : null;
}

function packId(id: string): string {
  return BigInt(id).toString(36);
}

function unpackId(packed: string): string | null {
  if (!NUMBER.test(packed)) return null;
  const id = Array.from(packed).reduce((sum, digit) => sum * 36n + BigInt(Number.parseInt(digit, 36)), 0n);
  return id < MOST_ID ? id.toString() : null;
}
