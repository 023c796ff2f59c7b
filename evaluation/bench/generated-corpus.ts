import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '../../src/corpus/document.js';

/** A generated question and the language it is in. */
export interface GeneratedQuestion {
  readonly question: string;
  readonly language: Language;
}

type Random = () => number;
type Kind = 'noun' | 'verb' | 'adjective' | 'name';
type Vocabulary = Readonly<Record<Kind, readonly string[]>>;

const PASSAGES_A_FILE = 100;
const PASSAGES_A_SECTION = 5;
const MOST_SENTENCES = 3;
/** Words of each kind, in each language. */
const SIZES: Readonly<Record<Kind, number>> = { noun: 4_000, verb: 1_000, adjective: 1_000, name: 2_000 };

const SYLLABLES: Readonly<Record<Language, string>> = {
  fr: 'bal cor dé fla gri lou mar né pli ran sau tri ver cham moi fen jul breu vi sol qua ter',
  en: 'bal cor den fla gri low mar nel pli ran saw tri ver cham moy fen jud brea wick sol quar ter',
};
const SUFFIXES: Readonly<Record<Language, Readonly<Record<Kind, string>>>> = {
  fr: {
    noun: 'tion ment age ette ance oir ure esse',
    verb: 'ise onne ait ifie era aille',
    adjective: 'able ique al iste ible aire',
    name: 'ac ville ier eau gny ault',
  },
  en: {
    noun: 'ness ing ment er ship age or dom',
    verb: 'izes ters ifies ended led ates',
    adjective: 'ful ish ous al able ic',
    name: 'ton ford ley ham wood well',
  },
};

/** `{kind}` stands for a word, `{year}` and `{count}` for figures. */
const SENTENCES: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    'La {noun} de {name} {verb} les {noun}s de la région depuis {year}.',
    'En {year}, {name} {verb} une {noun} {adjective} avec l’aide de la {noun}.',
    'Plus de {count} {noun}s sont {adjective}s dans la {noun} de {name}.',
    'Il y a une {noun} et une {noun} {adjective} pour chaque {noun} que {name} {verb}.',
    'Cette {noun} n’est pas {adjective}, mais elle {verb} la {noun} des habitants.',
    'Avec la {noun}, {name} {verb} aussi la {noun} {adjective} des plus jeunes.',
  ],
  en: [
    'The {noun} of {name} {verb} the {noun}s of the region since {year}.',
    'In {year}, {name} {verb} a {adjective} {noun} with the help of the {noun}.',
    'More than {count} {noun}s are {adjective} in the {noun} of {name}.',
    'There is a {noun} and a {adjective} {noun} for every {noun} that {name} {verb}.',
    'This {noun} is not {adjective}, but it {verb} the {noun} of the people who live there.',
    'With the {noun}, {name} also {verb} the {adjective} {noun} of the youngest.',
  ],
};
const HEADINGS: Readonly<Record<Language, string>> = {
  fr: 'La {noun} de {name}',
  en: 'The {noun} of {name}',
};
const QUESTIONS: Readonly<Record<Language, readonly string[]>> = {
  fr: [
    'Combien de {noun}s dans la {noun} de {name} ?',
    'Quand {name} {verb} la {noun} ?',
    'Qui {verb} une {noun} {adjective} ?',
  ],
  en: [
    'How many {noun}s are in the {noun} of {name}?',
    'When was the {noun} that {name} {verb}?',
    'Who {verb} a {adjective} {noun}?',
  ],
};

/** Pseudo-random numbers in [0, 1), the same for the same seed: mulberry32, by Tommy Ettinger. */
export function seededRandom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Writes a corpus of plain text files, French and English by turns, of invented but plausible words in
 * real sentences; passages have one to three of them.
 *
 * @param passages How many passages to write, in all.
 * @param questions How many questions to make, each of words that stand in one passage.
 */
export async function writeCorpus(
  folder: string,
  passages: number,
  questions: number,
  seed: number,
): Promise<GeneratedQuestion[]> {
  const random = seededRandom(seed);
  const vocabularies = { fr: vocabularyOf('fr', random), en: vocabularyOf('en', random) };
  const asked: GeneratedQuestion[] = [];
  await mkdir(folder, { recursive: true });
  // A small corpus has both languages too.
  const step = Math.max(1, Math.min(PASSAGES_A_FILE, Math.floor(passages / 2)));
  for (let from = 0; from < passages; from += step) {
    const language = (from / step) % 2 === 0 ? 'fr' : 'en';
    const vocabulary = vocabularies[language];
    const paragraphs: string[] = [];
    for (let passage = from; passage < Math.min(from + step, passages); passage++) {
      if (passage % PASSAGES_A_SECTION === 0)
        paragraphs.push(fill(HEADINGS[language], (kind) => zipf(vocabulary[kind], random), random));
      const used: Record<Kind, string[]> = { noun: [], verb: [], adjective: [], name: [] };
      const write = (kind: Kind) => {
        const word = zipf(vocabulary[kind], random);
        used[kind].push(word);
        return word;
      };
      const sentences = Array.from({ length: 1 + Math.floor(random() * MOST_SENTENCES) }, () =>
        fill(pick(SENTENCES[language], random), write, random),
      );
      paragraphs.push(sentences.join(' '));
      while (asked.length < Math.floor(((passage + 1) * questions) / passages)) {
        const reuse = (kind: Kind) =>
          used[kind].length > 0 ? pick(used[kind], random) : zipf(vocabulary[kind], random);
        asked.push({ question: fill(pick(QUESTIONS[language], random), reuse, random), language });
      }
    }
    await writeFile(join(folder, `notes-${from / step}.txt`), `${paragraphs.join('\n\n')}\n`);
  }
  return asked;
}

function vocabularyOf(language: Language, random: Random): Vocabulary {
  const syllables = SYLLABLES[language].split(' ');
  const words = (kind: Kind): string[] => {
    const suffixes = SUFFIXES[language][kind].split(' ');
    const made = new Set<string>();
    while (made.size < SIZES[kind]) {
      const stem = Array.from({ length: random() < 0.6 ? 2 : 3 }, () => pick(syllables, random)).join('');
      made.add(stem + pick(suffixes, random));
    }
    return [...made];
  };
  const names = words('name').map((name) => name.charAt(0).toUpperCase() + name.slice(1));
  return { noun: words('noun'), verb: words('verb'), adjective: words('adjective'), name: names };
}

function fill(template: string, wordOf: (kind: Kind) => string, random: Random): string {
  const values: Readonly<Record<string, () => string>> = {
    year: () => String(1900 + Math.floor(random() * 125)),
    count: () => String(2 + Math.floor(random() * 998)),
    noun: () => wordOf('noun'),
    verb: () => wordOf('verb'),
    adjective: () => wordOf('adjective'),
    name: () => wordOf('name'),
  };
  return template.replace(/\{(\w+)\}/g, (_, field: string) => values[field]?.() ?? field);
}

function pick(values: readonly string[], random: Random): string {
  return values[Math.floor(random() * values.length)] ?? '';
}

/** A value by Zipf's law: the chance of each is about one over its rank. */
function zipf(values: readonly string[], random: Random): string {
  return values[Math.floor(values.length ** random()) - 1] ?? '';
}
