import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { evenly, newPairs, parseTsv, readHeldOut, unique } from './sets.js';

const folder = await mkdtemp(join(tmpdir(), 'verbatim-sets-'));
afterAll(() => rm(folder, { recursive: true }));

const TABLES = {
  'tatoeba_laser.tsv': ['Où es-tu ?\tWhere are you?', 'Il pleut.\tIt rains.'],
  'flores_devtest.tsv': ['OÙ ES-TU ?\tWhere is it?', 'Le moulin.\tThe mill.'],
  'squad_dev_q_sentence_en.tsv': [
    'who mills?\tmarthe mills.',
    'what?\tshe mills rye.',
    'when?\tmarthe mills.',
  ],
  'piaf_heldout_q_paragraph_fr.tsv': ['Qui moud ?\tMarthe moud du seigle.'],
  'laws_heldout_heading_text.tsv': ['Moulins\tMills\tLe meunier déclare.\tThe miller declares.'],
  'covid_faq_bilingual.tsv': [
    'Dois-je ?\tMust I?\tOui.\tYes.',
    'Puis-je ?\tMay I?\tNon.\tNo.',
    'Alors ?\tSo?\tOui.\tYes, yes.',
  ],
};

beforeAll(async () => {
  for (const [file, lines] of Object.entries(TABLES))
    await writeFile(join(folder, file), `${lines.join('\n')}\n`);
});

it('reads the sets: passages once each, questions with the position of theirs', async () => {
  const { passageSets, tatoeba } = await readHeldOut(folder, []);
  expect(tatoeba[1]).toEqual({ fr: 'Il pleut.', en: 'It rains.' });
  const [squad, piaf, lawsFr, , covidFr, covidEn] = passageSets;
  expect(squad).toEqual({
    name: 'SQuAD',
    language: 'en',
    passages: ['marthe mills.', 'she mills rye.'],
    asked: {
      en: [
        { text: 'who mills?', right: 0 },
        { text: 'what?', right: 1 },
        { text: 'when?', right: 0 },
      ],
    },
  });
  expect(piaf?.asked.en).toBeUndefined();
  expect(lawsFr?.asked).toEqual({ fr: [{ text: 'Moulins', right: 0 }], en: [{ text: 'Mills', right: 0 }] });
  expect(covidFr?.passages).toEqual(['Oui.', 'Non.']);
  expect(covidFr?.asked.en?.map(({ right }) => right)).toEqual([0, 1, 0]);
  expect(covidEn?.passages).toEqual(['Yes.', 'No.', 'Yes, yes.']);
});

it('takes for questions what asks in both languages, and none twice', async () => {
  const { questions, headings } = await readHeldOut(folder, [
    { fr: 'Qui est Marthe ?', en: 'Who is Marthe?' },
    { fr: 'Puis-je ?', en: 'Am I allowed to?' },
  ]);
  expect(questions.Tatoeba).toEqual([{ fr: 'Où es-tu ?', en: 'Where are you?' }]);
  expect(questions.FLORES).toEqual([]);
  expect(questions['COVID FAQ']).toHaveLength(3);
  expect(questions.corpus).toEqual([{ fr: 'Qui est Marthe ?', en: 'Who is Marthe?' }]);
  expect(headings).toEqual([{ fr: 'Moulins', en: 'Mills' }]);
});

it('names the line that has other columns', () => {
  expect(parseTsv('a\tb\r\nc\td\n', 2, 'x.tsv')).toEqual([
    ['a', 'b'],
    ['c', 'd'],
  ]);
  expect(() => parseTsv('a\tb\n\nc\n', 2, 'x.tsv')).toThrow('x.tsv:3');
  expect(() => parseTsv('a\t\n', 2, 'x.tsv')).toThrow('x.tsv:1');
});

it('takes items evenly, the first and the last among them', () => {
  const items = Array.from({ length: 11 }, (_, i) => i);
  expect(evenly(items, 3)).toEqual([0, 5, 10]);
  expect(evenly(items, 1)).toEqual([0]);
  expect(evenly(items, 0)).toEqual([]);
  expect(evenly(items, 20)).toEqual(items);
});

it('keeps what is new', () => {
  expect(unique(['a', 'b', 'a'])).toEqual({ distinct: ['a', 'b'], positions: [0, 1, 0] });
  const isNew = newPairs();
  expect(isNew({ fr: 'Blé', en: 'Wheat' })).toBe(true);
  expect(isNew({ fr: 'Froment', en: 'wheat' })).toBe(false);
  expect(isNew({ fr: 'Froment', en: 'Spelt' })).toBe(true);
});
