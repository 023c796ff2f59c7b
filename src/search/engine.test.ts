import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { documentsIn, expectFaithful } from '../../test/expect-faithful.js';
import { writeMillCorpus } from '../../test/mill-corpus.js';
import { shippedModels } from '../../test/shipped-models.js';
import { LANGUAGES } from '../corpus/document.js';
import { keyOf } from '../index/keys.js';
import type { IndexedPair, Side } from '../index/snapshot.js';
import type { QuoteSide } from './answer.js';
import { type AskStage, createEngine, type OpenedEngine, openEngine } from './engine.js';
import { startConversation } from './follow-up.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-search-'));
afterAll(() => rm(root, { recursive: true, force: true }));
const corpusFolder = join(root, 'corpus');
await writeMillCorpus(corpusFolder);

const open = (folder = corpusFolder, indexFolder = join(root, 'index')): Promise<OpenedEngine> =>
  openEngine({
    corpusFolder: folder,
    indexFolder,
    ...shippedModels(root),
  });
const engine = await open();
const documents = await documentsIn(corpusFolder);

/** The engine over an index whose documents hold something else than its passages. */
const damaged = await createEngine({
  ...engine,
  index: {
    ...engine.index,
    pairs: async (positions) => (await engine.index.pairs(positions)).map(altered),
    find: async (key) => {
      const pair = await engine.index.find(key);
      return pair === null ? null : altered(pair);
    },
  },
});

function altered({ fr, en, ...pair }: IndexedPair): IndexedPair {
  const changed = (side: Side | null) => side && { ...side, original: side.text.replace('a', 'e') };
  return { ...pair, fr: changed(fr), en: changed(en) };
}

/** The words that a side shows in bold. */
const boldOf = (side: QuoteSide | null | undefined) =>
  side?.span ? side.text.slice(side.span.start, side.span.end) : null;

describe('the words that answer', () => {
  it.each([
    ['Qui a fondé le moulin de Valbrune ?', 'founder.fr#founding/1', 'Odile Ferrand', 'Odile Ferrand'],
    ['Who founded the Valbrune mill?', 'founder.en#founding/1', 'Odile Ferrand', 'Odile Ferrand'],
    ['Quand Odile Ferrand est-elle née ?', 'founder.fr#birth/1', '1884', '1884'],
    ['Where was Odile Ferrand born?', 'founder.en#birth/1', 'Kersaint', 'Kersaint'],
    ['Où la Guilde des meuniers a-t-elle son siège ?', 'guild.fr#seat/1', 'Pontarec', 'Pontarec'],
    ['When did Odile Ferrand sit on the council?', 'founder.en#council/1', '1920', '1920'],
    ['Combien d’ouvriers en 1930 ?', 'size-1930.fr#workers/1', '140', '140'],
    ['How many sacks of flour in 1930?', 'size-1930.en#workers/1', '14,000', '14\u202f000'],
  ])('%s', async (question, passage, span, counterpart) => {
    const { quotes, verdict } = await engine.ask(question);
    const [first] = quotes;
    expect(verdict).not.toBe('unanswered');
    expect(first?.passage).toBe(passage);
    expect(boldOf(first)).toContain(span);
    expect(boldOf(first?.counterpart)).toContain(counterpart);
    expectFaithful({ quotes }, documents);
  });

  it('are in the sentence that answers, on both sides', async () => {
    const { quotes } = await engine.ask('Quel était le métier du père d’Odile Ferrand ?');
    const [first] = quotes;
    const sentenceOf = (side: QuoteSide | null | undefined) =>
      side?.highlight ? side.text.slice(side.highlight.start, side.highlight.end) : null;
    expect(sentenceOf(first)).toBe('Son père était charpentier.');
    expect(sentenceOf(first?.counterpart)).toBe('Her father was a carpenter.');
  });
});

it('leads to the very words of a page that is quoted, and to the page of one that is written after', async () => {
  const url = 'https://valbrune.example/';
  const from = (quoted: boolean) => {
    const published = (side: Side | null) => side && { ...side, source: { ...side.source, url, quoted } };
    const pairs = async (positions: readonly number[]) =>
      (await engine.index.pairs(positions)).map(({ fr, en, ...pair }) => ({
        ...pair,
        fr: published(fr),
        en: published(en),
      }));
    return createEngine({ ...engine, index: { ...engine.index, pairs } });
  };
  const question = 'Quel était le métier du père d’Odile Ferrand ?';
  const [quoted] = (await (await from(true)).ask(question)).quotes;
  expect(quoted?.address).toBe(`${url}#:~:text=Son%20p%C3%A8re%20%C3%A9tait%20charpentier.`);
  expect(quoted?.counterpart?.address).toBe(`${url}#:~:text=Her%20father%20was%20a%20carpenter.`);
  const [after] = (await (await from(false)).ask(question)).quotes;
  expect(after?.address).toBe(url);
});

describe('figures of several years', () => {
  it.each([
    ['Combien d’ouvriers emploie le moulin de Valbrune ?', '260', '1950'],
    ['How many workers does the Valbrune mill employ?', '260', '1950'],
    ['Combien d’ouvriers employait le moulin en 1930 ?', '140', '1930'],
    ['How many workers did the mill employ in 1950?', '260', '1950'],
  ])('%s', async (question, span, asOf) => {
    const [first] = (await engine.ask(question)).quotes;
    expect(boldOf(first)).toContain(span);
    expect(first?.source.asOf).toBe(asOf);
  });
});

describe('the language of an answer', () => {
  it('is that of the question, unless another is asked for', async () => {
    const question = 'Who founded the Valbrune mill?';
    expect((await engine.ask(question)).quotes[0]?.language).toBe('en');
    const { quotes, language } = await engine.ask(question, { language: 'fr' });
    expect(language).toBe('fr');
    expect(quotes[0]?.language).toBe('fr');
    expect(quotes[0]?.counterpart?.language).toBe('en');
    expect(boldOf(quotes[0])).toBe('Odile Ferrand');
  });

  it('is the asker’s where the question tells none', async () => {
    expect((await engine.ask('Odile Ferrand', { locale: 'en' })).language).toBe('en');
    expect((await engine.ask('Odile Ferrand', { locale: 'fr' })).language).toBe('fr');
  });
});

describe('the question as it is understood', () => {
  it.each([
    ['Who is Odile Ferrrand?', 'Who is odile ferrand?'],
    ['Qui a fondé Valbrunne ?', 'Qui a fondé valbrune ?'],
  ])('%j has its names spelled right', async (question, understood) => {
    expect((await engine.ask(question)).understoodAs?.toLowerCase()).toBe(understood.toLowerCase());
  });

  it('is null when nothing was changed', async () => {
    expect((await engine.ask('Qui a fondé le moulin ?')).understoodAs).toBeNull();
  });

  it.each([
    ['c quoi le moulin de Valbrune', 'c’est quoi le moulin de Valbrune'],
    ['c ki Odile Ferrand', 'c’est ki Odile Ferrand'],
    ['Odile Ferrand est nee kan', 'Odile Ferrand est née quand'],
    ['ou est ne Odile', 'ou est né Odile'],
  ])('spells out French as it is typed in messages: %s', async (typed, meant) => {
    expect((await engine.ask(typed, { locale: 'fr' })).understoodAs).toBe(meant);
  });

  it.each(['Qui est Kan ?', 'Where is c quoi?', 'Le moulin n’est ni grand ni petit, c qui-vive'])(
    'leaves %s as it is',
    async (typed) => {
      expect((await engine.ask(typed)).understoodAs).toBeNull();
    },
  );
});

it('follows a conversation', async () => {
  const conversation = startConversation();
  const said: (readonly [string | null, string | null])[] = [];
  for (const question of ['Who founded the Valbrune mill?', 'and when was she born?', 'and where?']) {
    const { quotes, understoodAs } = await engine.ask(question, { conversation });
    said.push([understoodAs, boldOf(quotes[0])]);
  }
  expect(said).toEqual([
    [null, 'Odile Ferrand'],
    ['when was she born — Odile Ferrand', expect.stringContaining('March 1884')],
    [expect.stringContaining('Odile Ferrand'), expect.stringContaining('Kersaint')],
  ]);
});

it('does not answer what the corpus does not say, and names what is near', async () => {
  const answer = await engine.ask('What does a litre of petrol cost in Lisbon?');
  expect(answer).toMatchObject({ verdict: 'unanswered', quotes: [] });
  expect(answer.topics.length).toBeGreaterThan(0);
  const titles = answer.topics.map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});

it('quotes what two documents say in nearly the same words once', async () => {
  const folder = join(root, 'twice');
  await mkdir(folder);
  await writeFile(
    join(folder, 'a.txt'),
    'The lighthouse of Trevignon was lit again in 1962 after a long repair.\n',
  );
  await writeFile(
    join(folder, 'b.txt'),
    'The lighthouse of Trevignon was lit again in 1962, after a long repair!\n',
  );
  await writeFile(join(folder, 'c.txt'), 'Its keeper painted the lighthouse of Trevignon every summer.\n');
  const twice = await open(folder, join(root, 'twice-index'));
  const question = 'When was the lighthouse of Trevignon lit again?';
  const ranked = (await twice.inspect(question))?.ranked ?? [];
  const documents = ranked.map(({ passage }) => passage.document);
  expect(documents.slice(0, 2).sort()).toEqual(['a.txt', 'b.txt']);
  const quoted = (await twice.ask(question)).quotes.map(({ document }) => document);
  expect(quoted).toContain(documents[0]);
  expect(quoted).not.toContain(documents[1]);
});

it('gives no more quotes than asked for, best first', async () => {
  const all = (await engine.ask('Odile Ferrand et le moulin de Valbrune')).quotes;
  const { quotes } = await engine.ask('Odile Ferrand et le moulin de Valbrune', { limit: 1 });
  expect(all.length).toBeGreaterThan(1);
  expect(quotes).toEqual(all.slice(0, 1));
});

it('never shows a passage that is not what its document holds', async () => {
  await expect(damaged.ask('Who founded the Valbrune mill?')).rejects.toMatchObject({
    code: 'quote-mismatch',
    details: { document: expect.stringMatching(/^founder\./) },
  });
});

it.each([
  ['Qui est-ce ?', 'en', 'fr'],
  ['Who is it?', 'fr', 'en'],
] as const)(
  'answers %j in its own language, whatever that of the asker',
  async (question, locale, language) => {
    expect((await engine.ask(question, { locale })).language).toBe(language);
  },
);

describe('a quote looked up by its key', () => {
  const asked = [
    'Qui a fondé le moulin de Valbrune ?',
    'When was Odile Ferrand born?',
    'Combien d’ouvriers en 1930 ?',
    'Odile Ferrand et le moulin de Valbrune',
  ];

  it.each(asked)('is what was quoted in answer to %j', async (question) => {
    const quotes = LANGUAGES.map(async (language) => {
      const answer = await engine.ask(question, { language, limit: 10 });
      expect(answer.quotes.length).toBeGreaterThan(0);
      for (const [i, quote] of answer.quotes.entries()) {
        const found = await engine.quote(quote.key, { language, question });
        if (i === 0) expect(found).toEqual({ ...quote, score: 0 });
        // Beside the first quote counterparts are not read for marks of their own.
        else
          expect(found).toMatchObject({
            key: quote.key,
            text: quote.text,
            span: quote.span,
            highlight: quote.highlight,
          });
      }
    });
    await Promise.all(quotes);
  });

  it('has nothing marked without a question, or with one that has no word to look for', async () => {
    const [first] = (await engine.ask('Where was Odile Ferrand born?')).quotes;
    const bare = { highlight: null, span: null };
    for (const more of [{}, { question: '' }, { question: '?!' }]) {
      const found = await engine.quote(first?.key ?? '', { language: 'fr', ...more });
      expect(found).toMatchObject({
        ...bare,
        key: first?.key,
        pair: first?.pair,
        language: 'fr',
        text: first?.counterpart?.text,
        counterpart: { ...bare, language: 'en', text: first?.text, source: first?.source },
      });
    }
  });

  it('is in the language that there is', async () => {
    const folder = join(root, 'alone');
    await mkdir(folder);
    await writeFile(join(folder, 'a.txt'), 'The lighthouse of Trevignon was lit again in 1962.\n');
    const alone = await open(folder, join(root, 'alone-index'));
    const key = keyOf((await alone.index.pairs([0]))[0] ?? { fr: null, en: null });
    expect(await alone.quote(key, { language: 'fr' })).toMatchObject({ language: 'en', counterpart: null });
    expect(await alone.topic(key, 'fr')).toEqual({ title: 'a', documentTitle: 'a', keys: [key] });
  });

  it('is null when the corpus has no such passage', async () => {
    for (const key of ['', 'AAAAAAA', 'constructor', '<@1234>', 'x'.repeat(1_000)]) {
      expect(await engine.quote(key, { language: 'fr', question: 'Qui a fondé le moulin ?' })).toBeNull();
      expect(await engine.topic(key, 'fr')).toBeNull();
    }
  });

  it('is never shown when it is not what its document holds', async () => {
    const [pair] = await engine.index.pairs([0]);
    await expect(damaged.quote(pair ? keyOf(pair) : '', { language: 'fr' })).rejects.toMatchObject({
      code: 'quote-mismatch',
    });
  });
});

it('names a topic near what it does not answer by a key that leads to it', async () => {
  const { topics } = await engine.ask('What does a litre of petrol cost in Lisbon?');
  for (const { key, title } of topics) expect((await engine.topic(key, 'en'))?.title).toBe(title);
});

it('knows the section of a passage, with its passages in order', async () => {
  const folder = join(root, 'garden');
  await mkdir(folder);
  const heading = { fr: ['Le jardin', 'Les poules'], en: ['The garden', 'The hens'] };
  for (const language of LANGUAGES) {
    const [garden, hens] = heading[language];
    const text = [
      `---\ntitle: ${language === 'fr' ? 'La ferme' : 'The farm'}\n---\n`,
      `## ${garden} {#garden}\n`,
      language === 'fr' ? 'Le jardin a des murs de pierre.\n' : 'The garden has walls of stone.\n',
      language === 'fr' ? 'On y cultive des fèves.\n' : 'Beans are grown there.\n',
      `## ${hens} {#hens}\n`,
      language === 'fr' ? 'Les poules sont noires.\n' : 'The hens are black.\n',
    ];
    await writeFile(join(folder, `farm.${language}.md`), text.join('\n'));
  }
  const { index, topic } = await open(folder, join(root, 'garden-index'));
  const [walls, beans, hens] = (await index.pairs([0, 1, 2])).map(keyOf);
  for (const key of [walls, beans]) {
    const keys = [walls, beans];
    expect(await topic(key ?? '', 'fr')).toEqual({ title: 'Le jardin', documentTitle: 'La ferme', keys });
    expect(await topic(key ?? '', 'en')).toEqual({ title: 'The garden', documentTitle: 'The farm', keys });
  }
  expect(await topic(hens ?? '', 'en')).toEqual({
    title: 'The hens',
    documentTitle: 'The farm',
    keys: [hens],
  });
});

it('tells as each stage ends, in the order of the way', async () => {
  const stagesOf = async (question: string): Promise<AskStage[]> => {
    const ended: AskStage[] = [];
    await engine.ask(question, { onStage: (stage) => ended.push(stage) });
    return ended;
  };
  expect(await stagesOf('Who founded the Valbrune mill?')).toEqual([
    'understand',
    'embed',
    'search',
    'read',
    'quote',
  ]);
  expect(await stagesOf('?!')).toEqual([]);
});
