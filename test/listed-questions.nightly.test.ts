import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../src/corpus/document.js';
import { readCorpus } from '../src/corpus/read.js';
import { expectCards } from './cards.js';
import { openShippedEngine, shippedCorpus } from './shipped-engine.js';

// The questions that the pages of the shipped corpus list, put to the engine as people would.
const engine = await openShippedEngine();
const pages = (await readCorpus(shippedCorpus)).documents.map(({ path, questions }) => ({
  topic: path.replace(/\.(?:fr|en)\.md$/, ''),
  language: LANGUAGES.find((language) => path.endsWith(`.${language}.md`)),
  questions,
}));

it('are as many on both pages of a topic, four at most, and on no other page', () => {
  const all = pages.flatMap(({ questions }) => questions);
  expect(new Set(all).size).toBe(all.length);
  for (const { topic, questions } of pages) {
    expect(questions.length, topic).toBeLessThanOrEqual(4);
    const counterparts = pages.filter((page) => page.topic === topic);
    expect(
      counterparts.map((page) => page.questions.length),
      topic,
    ).toEqual([questions.length, questions.length]);
  }
});

it('make the cards of all subjects, and the tour', async () => {
  expect(await expectCards(engine, shippedCorpus)).toBe(2 * 7);
});

describe('the first quote of the answer is of the page that lists the question, in its language', () => {
  const listed = pages.flatMap(({ topic, language, questions }) =>
    questions.map((question) => ({ question, topic, language })),
  );
  it.each(listed)('$question', async ({ question, topic, language }) => {
    // Asked from the other side, so that only the question can tell its language.
    const { verdict, quotes } = await engine.ask(question, { locale: language === 'fr' ? 'en' : 'fr' });
    expect(quotes[0]).toMatchObject({ language, document: `${topic}.${language}.md` });
    expect(verdict).not.toBe('unanswered');
  });
});
