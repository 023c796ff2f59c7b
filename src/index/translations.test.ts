import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { Language, Pair, Passage } from '../corpus/document.js';
import { openEncoder } from '../models/encoder.js';
import { pairTranslations } from './translations.js';

const MODEL = fileURLToPath(new URL('../../models/verbatim-fr-en', import.meta.url));
const cacheFolder = await mkdtemp(join(tmpdir(), 'verbatim-translations-'));
afterAll(() => rm(cacheFolder, { recursive: true, force: true }));
const embedder = await openEncoder({ id: MODEL, cacheFolder });

const FRENCH = [
  'Le vieux phare éclaire la côte et les bateaux de pêche pendant la nuit.',
  'La bibliothèque du village prête des livres aux enfants le mercredi.',
  'Le médecin visite les malades de l’hôpital chaque matin avec une infirmière.',
];
const ENGLISH = [
  'Every morning the doctor visits the patients of the hospital with a nurse.',
  'The old lighthouse lights the coast and the fishing boats during the night.',
  'The village library lends books to children on Wednesdays.',
];

const passage = (document: string, language: Language) => (text: string) =>
  ({
    id: `${document}#${text}`,
    document,
    section: '',
    path: [],
    language,
    start: 0,
    end: text.length,
    text,
  }) satisfies Passage;

async function joined(
  fr: Passage[],
  en: Passage[],
  counterparts: ReadonlyMap<string, string> = new Map(),
): Promise<[string, string][]> {
  const passages = [...fr, ...en];
  const singles: Pair[] = passages.map((single) => ({
    id: single.id,
    fr: single.language === 'fr' ? single : null,
    en: single.language === 'en' ? single : null,
  }));
  const vectors = await embedder.embedPassages(passages.map(({ text }) => text));
  const pairs = pairTranslations(
    { passages, pairs: singles, counterparts },
    (position) => vectors[position] ?? new Float32Array(),
  );
  const members = pairs.flatMap((pair) => [pair.fr, pair.en]).filter((member) => member !== null);
  expect(members).toHaveLength(passages.length);
  expect(new Set(members)).toEqual(new Set(passages));
  return pairs.flatMap(({ fr: one, en: two }): [string, string][] =>
    one && two ? [[one.text, two.text]] : [],
  );
}

const TRANSLATIONS = [
  [FRENCH[0], ENGLISH[1]],
  [FRENCH[1], ENGLISH[2]],
  [FRENCH[2], ENGLISH[0]],
];

/** As they stand in a translation. */
const IN_ORDER = [ENGLISH[1], ENGLISH[2], ENGLISH[0]].map(String);

it('joins translations within a document, and between two of a folder', async () => {
  const both = 'a/both.md';
  expect(await joined(FRENCH.map(passage(both, 'fr')), IN_ORDER.map(passage(both, 'en')))).toEqual(
    TRANSLATIONS,
  );
  expect(await joined(FRENCH.map(passage('a/un.md', 'fr')), ENGLISH.map(passage('a/one.md', 'en')))).toEqual(
    TRANSLATIONS,
  );
});

it('joins translations between pages that say so, and pages of a folder and its like that say the same in the same order', async () => {
  const [un, one] = ['un/phare.html', 'two/lighthouse.html'];
  const [fr, en] = [FRENCH.map(passage(un, 'fr')), IN_ORDER.map(passage(one, 'en'))];
  expect(await joined(fr, en)).toEqual([]);
  expect(
    await joined(
      fr,
      en,
      new Map([
        [un, one],
        [one, un],
      ]),
    ),
  ).toEqual(TRANSLATIONS);
  const [french, english] = ['a/fr-ca/phare.html', 'a/en-ca/lighthouse.html'];
  expect(await joined(FRENCH.map(passage(french, 'fr')), IN_ORDER.map(passage(english, 'en')))).toEqual(
    TRANSLATIONS,
  );
});

it('leaves alone what a document quotes, or has not translated', async () => {
  const others = ['The bakery sells bread.', 'A train leaves for the capital at noon.'];
  expect(await joined(FRENCH.map(passage('a.md', 'fr')), others.map(passage('a.md', 'en')))).toEqual([]);
});

it.each([
  ['fr/about.html', 'en/about.html'],
  ['site/fr-ca/a/about.html', 'site/en-gb/a/about.html'],
  ['fr/about.html', 'about.html'],
])('joins translations between %s and %s', async (fr, en) => {
  expect(await joined(FRENCH.map(passage(fr, 'fr')), ENGLISH.map(passage(en, 'en')))).toEqual(TRANSLATIONS);
});

it('leaves alone what stands in another folder or has no translation', async () => {
  expect(await joined(FRENCH.map(passage('a/un.md', 'fr')), ENGLISH.map(passage('b/one.md', 'en')))).toEqual(
    [],
  );
  const others = ['The bakery sells bread.', 'A train leaves for the capital at noon.'];
  expect(await joined(FRENCH.map(passage('un.md', 'fr')), others.map(passage('one.md', 'en')))).toEqual([]);
});

it('does not join sentences whose numbers differ', async () => {
  const fr = [...FRENCH, 'La bibliothèque compte 12 livres.'].map(passage('un.md', 'fr'));
  const en = [...ENGLISH, 'The library has 15 books.'].map(passage('one.md', 'en'));
  expect(await joined(fr, en)).toEqual(TRANSLATIONS);
});
