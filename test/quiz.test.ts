import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../src/corpus/document.js';
import { createEngine, openEngine } from '../src/search/engine.js';
import { factOf } from '../src/search/fact.js';
import { type Cloze, createQuiz, type Due, partsOf, type Quiz } from '../src/search/quiz.js';
import { documentsIn } from './expect-faithful.js';
import { writeMillCorpus } from './mill-corpus.js';
import { shippedModels } from './shipped-models.js';

const root = await mkdtemp(join(tmpdir(), 'verbatim-quiz-'));
afterAll(() => rm(root, { recursive: true, force: true }));
const corpusFolder = join(root, 'mill');
await writeMillCorpus(corpusFolder);
const engine = await openEngine({ corpusFolder, indexFolder: join(root, 'index'), ...shippedModels(root) });
const documents = await documentsIn(corpusFolder);

/** Every question that a quiz gives, in turn, up to so many. */
async function all(quiz: Quiz, seed: string, most = 100, due: readonly Due[] = []): Promise<Cloze[]> {
  const questions: Cloze[] = [];
  const asked = new Set<string>();
  for (;;) {
    if (questions.length === most) return questions;
    const made = await quiz.step(seed, asked, due);
    if (made === null) return questions;
    if (made === 'more') continue;
    questions.push(made);
    asked.add(made.key);
  }
}

describe('a quiz', async () => {
  const language = 'en';
  const quiz = await createQuiz(engine, language);
  const questions = await all(quiz, 'a');

  it('asks about the passages of the corpus, each once', () => {
    expect(questions.length).toBeGreaterThanOrEqual(3);
    expect(new Set(questions.map(({ key }) => key)).size).toBe(questions.length);
  });

  it('hides words of a sentence, and says nothing of its own', () => {
    for (const { quote, choices, right, ...cloze } of questions) {
      const { before, after, title, section } = partsOf({ quote, ...cloze });
      const text = documents.get(quote.document)?.text ?? '';
      expect(text).toContain(quote.text);
      expect(quote.text).toContain(`${before}${choices[right]}${after}`);
      expect(quote.language).toBe(language);
      for (const shown of [before, after, title, section]) expect(shown).not.toContain(choices[right]);
    }
  });

  it('gives four choices of the corpus, of which one is right in that sentence', () => {
    const corpus = [...documents.values()].map(({ text }) => text).join('\n');
    for (const { quote, choices, right, ...cloze } of questions) {
      expect(new Set(choices).size).toBe(4);
      const { before, after } = partsOf({ quote, ...cloze });
      for (const [i, choice] of choices.entries()) {
        expect(corpus).toContain(choice);
        if (i === right) continue;
        expect(corpus).not.toContain(`${before}${choice}${after}`);
        expect(quote.text).not.toContain(choice);
      }
    }
  });

  it('takes no figure of the same measure for wrong', () => {
    // 140 and 260 workers are figures of one measure: neither stands beside the other where no year tells them apart.
    for (const { quote, choices } of questions)
      if (!/\b19[35]0\b/.test(quote.text))
        expect(choices).not.toEqual(expect.arrayContaining(['140', '260']));
  });

  it('is the same for the same seed, whatever was asked before', async () => {
    const [again] = await all(quiz, 'a', 1);
    expect(again).toEqual(questions[0]);
  });

  it('begins with what is due, as far as the corpus has it', async () => {
    const last = questions.at(-1);
    const due = [
      { passage: 'gone---', start: 3 },
      { passage: last?.key ?? '', start: last?.quote.span?.start ?? 0 },
    ];
    const [first] = await all(quiz, 'a', 1, due);
    expect(first?.key).toBe(last?.key);
  });
});

describe('without what a quiz takes', () => {
  it('gives no question without a reader, and a fact all the same', async () => {
    const blind = await createEngine({ ...engine, reader: null });
    expect(await all(await createQuiz(blind, 'fr'), 'a')).toEqual([]);
    expect(await factOf(blind, 'fr', 'a', new Set())).not.toBeNull();
  });

  it('gives none of one sentence, which has no date and is no fact either', async () => {
    const folder = join(root, 'one');
    await mkdir(folder);
    await writeFile(join(folder, 'one.md'), 'Odile Ferrand founded the Valbrune mill in 1911.\n');
    const { embedder, reader } = engine;
    const indexFolder = join(root, 'one-index');
    const one = await openEngine({
      corpusFolder: folder,
      indexFolder,
      ...shippedModels(root),
      previous: { embedder, reader },
    });
    for (const language of LANGUAGES) {
      expect(await all(await createQuiz(one, language), 'a')).toEqual([]);
      expect(await factOf(one, language, 'a', new Set())).toBeNull();
    }
  });
});

it('gives facts with their date, each once, until there are no more', async () => {
  const shown = new Set<string>();
  for (let day = 0; ; day++) {
    const fact = await factOf(engine, 'en', `day ${day}`, shown);
    if (fact === null) break;
    expect(fact.source.asOf).not.toBeNull();
    expect(shown.has(fact.key)).toBe(false);
    shown.add(fact.key);
    const { start, end } = fact.highlight ?? { start: 0, end: 0 };
    expect(fact.text.slice(start, end)).toMatch(/^\p{Lu}.*\.$/u);
  }
  expect(shown.size).toBeGreaterThanOrEqual(4);
});
