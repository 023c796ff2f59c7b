import type { Language } from './document.js';
import { ENGLISH_WORDS, FRENCH_WORDS, OTHER_WORDS } from './language-words.js';

/** How much speaks for French, for English, and for some other language. */
interface Votes {
  fr: number;
  en: number;
  other: number;
}

const WORD = /\p{L}+(?:['’]\p{L}+)?/gu;
const CAPITAL = /^\p{Lu}/u;
const FRENCH_LETTER = /[éèêëàâçùûîïôœæ]/;
const OTHER_LETTER = /[ñãõßäöüåøłşğąęćčšžřáíóúìò]/;
const OTHER_MARK = /[¿¡]/;
const FRENCH_ENDING =
  /(?:ité|ités|euse|euses|eux|aire|aires|ique|iques|eurs?|ement|aux|ois|aises?|ienne?s?)$/;
const ENGLISH_ENDING = /(?:ing|ness|ly|ful|ship|ght|ed|wn|sh|th|ck|ow|ys?)$/;
const ENGLISH_SUFFIX = new Set(['s', 't', 're', 'll', 've', 'm']);
const LETTERS = /\p{L}/gu;
const LATIN = /\p{Script=Latin}/gu;

/** Fewest votes that decide: one usual function word. */
const ENOUGH = 2;
/** How far the winner must be ahead of both others. */
const AHEAD = 1.5;
/** Fewest words from which a text may be said to be in a third language. */
const FOREIGN_WORDS = 4;

/**
 * The language of a text by its function words, elisions, contractions, accents and endings; null
 * when they do not decide it: proper nouns alone, a word or two, another language. Questions of
 * three words, without accents or in chat spelling, are decided too.
 */
export function detectLanguage(text: string): Language | null {
  return winner(vote(text));
}

/** As `detectLanguage`, and whether so much speaks for both languages that a part may be in each. */
export function detectMixture(text: string): { language: Language | null; mixed: boolean } {
  const votes = vote(text);
  return { language: winner(votes), mixed: votes.fr >= ENOUGH && votes.en >= ENOUGH };
}

function winner({ fr, en, other }: Votes): Language | null {
  if (fr >= ENOUGH && fr >= AHEAD * Math.max(en, other)) return 'fr';
  if (en >= ENOUGH && en >= AHEAD * Math.max(fr, other)) return 'en';
  return null;
}

/**
 * The language of a text: by `detectLanguage`, else by its letter sequences, else the fallback.
 * The n-gram table (`eld`, extra small: some 90 MB and half a second to load) is loaded by the first undecided text.
 */
export async function tellLanguage(text: string, fallback: Language): Promise<Language> {
  const voted = detectLanguage(text);
  if (voted) return voted;
  // Of names alone, letters tell where the name comes from, not what is spoken.
  const plain =
    text
      .match(WORD)
      ?.filter((word) => !CAPITAL.test(word))
      .join(' ') ?? '';
  if (plain.length < 4) return fallback;
  const { fr = 0, en = 0 } = (await detector()).detect(plain).getScores();
  if (Math.abs(fr - en) < 0.02) return fallback;
  return fr > en ? 'fr' : 'en';
}

/**
 * Whether a text is, for all that can be told, in neither French nor English. Only texts that
 * `detectLanguage` leaves undecided need be asked about.
 */
export async function isForeign(text: string): Promise<boolean> {
  const letters = text.match(LETTERS)?.length ?? 0;
  if (letters === 0) return false;
  if ((text.match(LATIN)?.length ?? 0) < letters / 2) return true;
  const words = text.match(WORD)?.filter((word) => !CAPITAL.test(word)) ?? [];
  if (words.length < FOREIGN_WORDS) return false;
  const found = (await detector()).detect(words.join(' '));
  return found.language !== 'fr' && found.language !== 'en' && found.isReliable();
}

function vote(text: string): Votes {
  const votes: Votes = { fr: 0, en: 0, other: OTHER_MARK.test(text) ? 3 : 0 };
  let first = true;
  for (const written of text.normalize('NFC').match(WORD) ?? []) {
    const word = written.toLowerCase().replace('’', "'");
    // Inside a sentence a capital makes a name of the word: it tells half as much.
    const share = first || !CAPITAL.test(written) || written === written.toUpperCase() ? 1 : 0.5;
    first = false;
    const apostrophe = word.indexOf("'");
    if (apostrophe > 0 && !FRENCH_WORDS.has(word) && !ENGLISH_WORDS.has(word)) {
      const head = word.slice(0, apostrophe + 1);
      const tail = word.slice(apostrophe + 1);
      if (ENGLISH_SUFFIX.has(tail)) {
        votes.en += 2;
        voteForWord(votes, head.slice(0, -1), share);
      } else {
        if (FRENCH_WORDS.has(head)) votes.fr += CAPITAL.test(written.slice(apostrophe + 1)) ? 1 : 2;
        voteForWord(votes, tail, share);
      }
    } else {
      voteForWord(votes, word, share);
    }
  }
  return votes;
}

function voteForWord(votes: Votes, word: string, share: number): void {
  const fr = FRENCH_WORDS.get(word) ?? 0;
  const en = ENGLISH_WORDS.get(word) ?? 0;
  votes.fr += fr * share;
  votes.en += en * share;
  votes.other += (OTHER_WORDS.get(word) ?? 0) * share;
  if (OTHER_LETTER.test(word)) votes.other += 1.5 * share;
  if (fr > 0 || en > 0) return;
  if (FRENCH_LETTER.test(word)) votes.fr += share;
  if (word.length < 5) return;
  if (FRENCH_ENDING.test(word)) votes.fr += 0.4 * share;
  if (ENGLISH_ENDING.test(word)) votes.en += 0.4 * share;
}

let loading: Promise<Detector> | null = null;

type Detector = typeof import('eld/extrasmall')['eld'];

function detector(): Promise<Detector> {
  loading ??= import('eld/extrasmall').then(({ eld }) => eld);
  return loading;
}
