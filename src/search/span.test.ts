import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { PROJECT_ROOT } from '../config.js';
import { openEngine } from './engine.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-span-'));
afterAll(() => rm(root, { recursive: true, force: true }));

/** An invented observatory, a page a fact. */
const FACTS: Readonly<Record<string, string>> = {
  stars: 'The Union of Night Observers, known as UNO, was founded in Lesteven in 1931.',
  telescope: 'The great telescope of Lesteven was an old lighthouse lens, polished by hand.',
  dome: 'The Lesteven observatory does not have any dome. Rain stops every observation.',
  visits: 'In 2019, the observatory received more than 40,000 visitors and 300 schools.',
  comet: 'Maud Kerjean was already a retired baker when she found her comet.',
  posts:
    'Maud Kerjean worked with Yves Tanguy. Later Maud Kerjean moved to Portugal, to another country and sky.',
  first: 'Alba, the first telescope of the collection, cost 900 francs.',
  tools: 'The observers use three tools: a lens, a clock and a notebook.',
  club: 'The Lesteven club is an association of amateurs. It lends telescopes to schools.',
  birth: 'Gwenola Le Bris was born in May 1962. She learned to read the stars aged 6.',
  building: 'Building the tower took eleven years, because stone was scarce.',
  garden: 'The garden that the UNO planted blooms beside Trebeur all summer.',
};
const corpusFolder = join(root, 'corpus');
await mkdir(corpusFolder);
for (const [name, text] of Object.entries(FACTS))
  await writeFile(join(corpusFolder, `${name}.txt`), `${text}\n`);
const engine = await openEngine({
  corpusFolder,
  indexFolder: join(root, 'index'),
  model: { id: join(PROJECT_ROOT, 'models', 'verbatim-fr-en'), cacheFolder: root },
});

/** The words that the first quote marks. */
async function marked(question: string): Promise<string | null> {
  const [first] = (await engine.inspect(question))?.ranked ?? [];
  const span = first?.side.span ?? null;
  return span === null || first === undefined ? null : first.side.passage.text.slice(span.start, span.end);
}

describe('the words that answer', () => {
  it.each([
    ['a yes-no question', 'Was Maud Kerjean a baker?', 'retired baker when she found her comet'],
    [
      'a yes-no question with a figure',
      'Did the observatory have more than 30,000 visitors in 2019?',
      'more than 40,000 visitors',
    ],
    ['what an acronym stands for', 'What does UNO stand for?', 'Union of Night Observers'],
    ['what something is', 'What was the great telescope of Lesteven made of?', 'old lighthouse lens'],
    ['a denial', 'Who built the dome of the Lesteven observatory?', 'does not have any dome'],
    [
      'a figure that is more than itself',
      'How many visitors did the observatory receive?',
      'more than 40,000 visitors',
    ],
    ['keywords', 'observatory visitors 2019', 'more than 40,000 visitors'],
    ['a name beside what it is', 'the first telescope of the collection', 'Alba'],
    ['a person, not the place after "to"', 'Who did Maud Kerjean work with?', 'Yves Tanguy'],
    ['a country', 'Which country did Maud Kerjean move to?', 'Portugal'],
    ['a place, not an organisation', 'Where does the garden bloom?', 'Trebeur'],
    ['a list', 'What tools do the observers use?', 'a lens, a clock and a notebook'],
    ['what something does', 'What does the Lesteven club do?', 'lends telescopes to schools'],
    ['an age today', 'How old is Gwenola Le Bris?', 'May 1962'],
    ['an age at some time', 'At what age did Gwenola Le Bris learn to read the stars?', '6'],
    ['how long', 'How long did building the tower take?', 'eleven years'],
  ])('of %s', async (_, question, words) => expect(await marked(question)).toBe(words));
});
