import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, QuoteSide } from '../src/search/answer.js';
import { startConversation } from '../src/search/follow-up.js';
import { fuzzRuns } from './damage.js';
import { documentsIn, expectFaithful } from './expect-faithful.js';
import { openShippedEngine, shippedCorpus } from './shipped-engine.js';

// The shipped corpus and the shipped model, as a user has them, in an index of their own.
const engine = await openShippedEngine();
const documents = await documentsIn(shippedCorpus);
const passages = await engine.index.sample(Number.POSITIVE_INFINITY);

const boldOf = (side: QuoteSide | null | undefined) =>
  side?.span ? side.text.slice(side.span.start, side.span.end) : null;

/** Asks, and checks what holds of every answer. */
async function ask(...given: Parameters<typeof engine.ask>): Promise<Answer> {
  const answer = await engine.ask(...given);
  expectFaithful(answer, documents);
  expect(answer.question).toBe(given[0]);
  expect(answer.confidence).toBeGreaterThanOrEqual(0);
  expect(answer.confidence).toBeLessThanOrEqual(1);
  expect(answer.quotes.length === 0).toBe(answer.verdict === 'unanswered');
  const pairs = answer.quotes.map(({ pair }) => pair);
  expect(new Set(pairs).size).toBe(pairs.length);
  return answer;
}

it('every passage of the shipped corpus is, to the letter, in its document', () => {
  expect(passages.length).toBeGreaterThan(100);
  for (const { document, start, end, text } of passages) {
    expect(documents.get(document)?.text.slice(start, end)).toBe(text);
  }
});

describe('questions in both languages', () => {
  it.each([
    ['Qui a fondé le Groupe SOS ?', 'Jean-Marc Borello', 'Jean-Marc Borello'],
    ['Who founded Groupe SOS?', 'Jean-Marc Borello', 'Jean-Marc Borello'],
    ['Quand Jean-Marc Borello est-il né ?', 'décembre 1957', 'December 1957'],
    ['Where was Borello born?', 'Aix-en-Provence', 'Aix-en-Provence'],
    ['qui a fonde groupe sos', 'Jean-Marc Borello', 'Jean-Marc Borello'],
    ['OÙ EST NÉ JEAN-MARC BORELLO ?', 'Aix-en-Provence', 'Aix-en-Provence'],
    ['Combien de salariés comptait le Groupe SOS en 2009 ?', '2 200', '2,200'],
    ['How many employees did Groupe SOS have in 2012?', '10,000', '10 000'],
    ['Quel était le chiffre d’affaires en 2012 ?', '560 millions', '560 million'],
  ])('%s', async (question, span, counterpart) => {
    const { verdict, quotes } = await ask(question);
    expect(verdict).not.toBe('unanswered');
    expect(boldOf(quotes[0])?.replace(/\s/g, ' ')).toContain(span);
    expect(boldOf(quotes[0]?.counterpart)?.replace(/\s/g, ' ')).toContain(counterpart);
  });

  it('says that an easy one is answered', async () => {
    expect((await ask('Qui a fondé le Groupe SOS ?')).verdict).toBe('answered');
    expect((await ask('Who founded Groupe SOS?')).verdict).toBe('answered');
  });

  it.each([
    'Quelle est la recette des crêpes ?',
    'What is the capital of Peru?',
    'Qui a gagné le match hier ?',
  ])('does not answer %j', async (question) => expect((await ask(question)).verdict).toBe('unanswered'));

  it('does not say that a sum is answered', async () => {
    expect((await ask('what is 2+2')).verdict).not.toBe('answered');
  });

  it('answers several at once, one after the other', async () => {
    const { quotes } = await ask('Who founded Groupe SOS? Where was Jean-Marc Borello born?');
    expect(boldOf(quotes[0])).toContain('Jean-Marc Borello');
    expect(boldOf(quotes[1])).toContain('Aix-en-Provence');
  });

  it('gives up to as many passages as are asked for', async () => {
    const { quotes } = await ask('Groupe SOS', { limit: 20, language: 'fr' });
    expect(quotes.length).toBeGreaterThan(10);
  });
});

describe('a frame around a question', () => {
  const question = 'Who founded Groupe SOS?';
  it.each([
    `hi! quick question: ${question} thanks`,
    `<@123456789012345678> ${question}`,
    `${question} Thank you!`,
    `Hello everyone, ${question} Answer briefly please.`,
    `> what somebody else wrote about employees\n${question}`,
  ])('%j changes nothing', async (framed) => {
    const [bare, dressed] = [await ask(question), await ask(framed)];
    expect(dressed).toMatchObject({ verdict: bare.verdict, confidence: bare.confidence, understoodAs: null });
    expect(dressed.quotes).toEqual(bare.quotes);
  });
});

it.each([
  ['Combien de salariés compte le Groupe SOS ?', 'Combien de salariés comptait le Groupe SOS en 2012 ?'],
  ['How many employees does Groupe SOS have?', 'How many employees did Groupe SOS have in 2012?'],
])('%s: the newest figure, unless a year is asked for', async (question, ofYear) => {
  const [newest] = (await ask(question)).quotes;
  const dates = [...documents.values()].flatMap(({ path, source }) =>
    /size/.test(path) ? [source.asOf ?? ''] : [],
  );
  expect(newest?.source.asOf).toBe(dates.sort().at(-1));
  expect((await ask(ofYear)).quotes[0]?.source.asOf).toBe('2012');
});

describe('a conversation', () => {
  it.each([
    [['Qui a fondé le Groupe SOS ?', 'qui est-ce ?', 'et quand est-il né ?'], 'décembre 1957'],
    [['Who is Jean-Marc Borello?', 'and when was he born?'], 'December 1957'],
    [['Combien de salariés compte le Groupe SOS ?', 'et en 2012 ?'], '10 000'],
    [['Who founded Groupe SOS?', 'and when?'], '1984'],
    [['Qui préside le MOUVES ?', 'et depuis quand ?'], '2010'],
  ])('%j ends with %j', async (questions, span) => {
    const conversation = startConversation();
    let last: Answer | null = null;
    for (const question of questions) last = await ask(question, { conversation });
    expect(last?.understoodAs).not.toBeNull();
    expect(boldOf(last?.quotes[0])?.replace(/\s/g, ' ')).toContain(span);
  });

  it('is not disturbed by chatter', async () => {
    const conversation = startConversation();
    await ask('Qui a fondé le Groupe SOS ?', { conversation });
    expect((await ask('merci !', { conversation })).intent).toBe('chatter');
    expect((await ask('et quand est-il né ?', { conversation })).understoodAs).toContain('Jean-Marc Borello');
  });
});

describe('what is hardly a question', () => {
  it.each(['', ' \n\t\u00a0', '😀🎉', '?!…', '\u0000\u0001\u0007', '\ud800', '<@123456789>', '\u200b\u202e'])(
    '%j is empty',
    async (text) => expect(await ask(text)).toMatchObject({ intent: 'empty', verdict: 'unanswered' }),
  );

  it.each(['Bonjour !', 'hello there', '/help', 'merci beaucoup', 'Qui es-tu ?'])(
    '%j is chatter',
    async (text) => {
      expect(await ask(text)).toMatchObject({ intent: 'chatter', verdict: 'unanswered' });
    },
  );

  it.each([
    ['one word of 10,000 letters', 'a'.repeat(10_000)],
    ['10,000 letters of words', 'zebu xylo '.repeat(1_000)],
    ['bytes', String.fromCharCode(...Array.from({ length: 256 }, (_, i) => i))],
    ['an image’s first bytes', '\u0089PNG\r\n\u001a\n\u0000\u0000\u0000\rIHDR'],
    ['Arabic', 'مرحبا كم عدد الموظفين؟'],
    ['Hebrew', 'מי ייסד את הקבוצה?'],
    ['Chinese', '谁创立了这个集团？'],
  ])('%s is not answered', async (_, text) => {
    expect(await ask(text)).toMatchObject({
      intent: 'question',
      verdict: expect.not.stringMatching('^answered'),
    });
  });

  it.each([
    [
      'stacked marks',
      'O\u0337u\u0338 \u0336e\u0337s\u0338t né B\u0334o\u0335r\u0336e\u0337l\u0338l\u0334o ?',
    ],
    ['control characters', 'Où\u0007 est né\u0000 Borello ?'],
    ['colours of a terminal', '\u001b[31mOù est né \u001b[1mBorello\u001b[0m ?'],
    ['direction marks', '\u202bOù est né Borello\u202c ?'],
    ['mentions and mark-up', '<@123456789> **Où** est né ||Borello|| ?'],
    ['a page of it', `Où est né Borello ? ${'Où est né Borello ? '.repeat(400)}`],
  ])('is read through %s', async (_, text) => {
    expect(boldOf((await ask(text)).quotes[0])).toContain('Aix-en-Provence');
  });
});

it('never throws, and quotes to the letter, whatever is asked', async () => {
  const words = fc.constantFrom(
    ...'qui quand combien où est-ce que who when how many Borello SOS MOUVES Ashoka salariés 2012 né fondé et de ? — !'.split(
      ' ',
    ),
  );
  const questions = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.oneof({ weight: 4, arbitrary: words }, fc.string()), { maxLength: 12 })
      .map((all) => all.join(' ')),
  );
  const options = fc.record(
    {
      language: fc.constantFrom('fr', 'en'),
      locale: fc.constantFrom('fr', 'en'),
      limit: fc.integer({ min: 0, max: 9 }),
    },
    { requiredKeys: [] },
  );
  const conversation = startConversation();
  await fc.assert(
    fc.asyncProperty(questions, options, async (question, given) => {
      const answer = await engine.ask(question, { ...given, conversation });
      expectFaithful(answer, documents);
      expect(answer.quotes.length).toBeLessThanOrEqual(given.limit ?? 3);
      expect(answer.language).toBe(given.language ?? answer.language);
    }),
    fuzzRuns(30),
  );
});

it.each(['x', 'a', '7', '字', '😀', 'e\u0301', "l'", 'IV', '1 000 ', 'qui est ', '<@', '2012 ', '- a\n'])(
  'takes %j a hundred thousand characters long, alone and before a question',
  async (unit) => {
    const endless = unit.repeat(100_000 / unit.length);
    for (const question of [endless, `${endless} Combien de salariés compte le Groupe SOS ?`])
      expectFaithful(await engine.ask(question), documents);
  },
);

it('quotes up to ten passages when so many are wanted, and each is found again by its key', async () => {
  const question = 'Groupe SOS en 2015';
  const { quotes } = await ask(question, { limit: 10, language: 'fr' });
  expect(quotes.length).toBeGreaterThan(5);
  expect(quotes.length).toBeLessThanOrEqual(10);
  for (const { counterpart, ...quote } of quotes) {
    // Beside the first quote counterparts are not read for marks of their own.
    const found = await engine.quote(quote.key, { language: 'fr', question });
    expect(found).toMatchObject({ ...quote, score: 0 });
    expect(found?.counterpart?.text).toBe(counterpart?.text);
  }
});
