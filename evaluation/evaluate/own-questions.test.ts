import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, type Pair, type Passage } from '../../src/corpus/document.js';
import { fuzzRuns } from '../../test/damage.js';
import { readQuestions } from '../questions.js';
import { question } from './fixtures.js';
import { acceptedPairs } from './outcome.js';
import { readOwnQuestions } from './own-questions.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-own-'));
});
afterAll(async () => rm(folder, { recursive: true }));

async function read(text: string) {
  const file = join(folder, 'questions.jsonl');
  await writeFile(file, text);
  return readOwnQuestions(file);
}

describe('questions of one’s own', () => {
  it('need no more than the question, its language and what answers', async () => {
    const lines = [
      '\uFEFF{"question": "Who keeps it?", "language": "en", "answers": ["guide.txt"]}\r',
      '',
      '{"question": "Et la lune ?", "language": "fr", "unanswerable": "off-topic", "id": "moon"}',
    ];
    const [first, second, ...more] = await read(lines.join('\n'));
    expect(first).toMatchObject({
      id: 'question-1',
      kind: 'full',
      spans: null,
      unanswerable: null,
      after: [],
    });
    expect(second).toMatchObject({ id: 'moon', answers: [], unanswerable: 'off-topic' });
    expect(more).toEqual([]);
  });

  it('may give spans in one language alone', async () => {
    const line = '{"question": "Who?", "language": "en", "answers": ["a"], "spans": {"en": ["Ada"]}}';
    expect((await read(line))[0]?.spans).toEqual({ fr: [], en: ['Ada'] });
  });

  it.each([
    ['not JSON', 'jsonl:1: not JSON'],
    ['{"question": "Who?", "language": "de", "answers": ["a"]}', 'jsonl:1: '],
    ['{"question": "Who?", "language": "en"}', 'either "answers" or "unanswerable"'],
    ['{"question": "Who?", "language": "en", "answers": ["a"], "unanswerable": "near-miss"}', 'not both'],
    ['{"question": "Who?", "language": "en", "answers": ["a"], "spam": 1}', 'spam'],
    ['\n\n', 'no questions'],
  ])('says what is wrong with %j', async (line, message) => {
    await expect(read(line)).rejects.toThrow(message);
  });
});

describe('a file of questions', () => {
  const value = fc.oneof(fc.jsonValue(), fc.constantFrom('fr', 'en', 'off-topic', 'near-miss', ['a'], []));
  const object = fc.dictionary(
    fc.constantFrom('question', 'language', 'answers', 'spans', 'unanswerable', 'after', 'id', 'kind'),
    value,
  );
  const line = fc.oneof(
    fc.record({ question: fc.string(), language: value, answers: value }).map((each) => JSON.stringify(each)),
    object.map((each) => JSON.stringify(each)),
    fc.json(),
    fc.string({ unit: 'binary' }),
  );

  it.each([
    ['of one’s own', readOwnQuestions],
    ['golden', readQuestions],
  ])('%s, whatever is in it, is read or told with its name', async (_, readAll) => {
    const file = join(folder, 'any.jsonl');
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 4 }), async (lines) => {
        await writeFile(file, lines.join('\n'));
        try {
          for (const { question, language, answers } of await readAll(file)) {
            expect(question).not.toBe('');
            expect(LANGUAGES).toContain(language);
            expect(answers).toBeInstanceOf(Array);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
          expect(String(error)).toContain(file);
        }
      }),
      fuzzRuns(300),
    );
  });
});

describe('what answers', () => {
  const passage = (id: string, document: string, text: string): Passage => ({
    ...{ id, document, text, section: '', language: 'en' },
    ...{ start: 0, end: text.length },
  });
  const one = passage('guide.txt#1', 'guide.txt', 'Ada keeps the lighthouse.');
  const two = passage('guide.txt#2', 'guide.txt', 'It was built in 1850.');
  const pairs: Pair[] = [one, two].map((en) => ({ id: en.id, fr: null, en }));
  const positions = (answers: string[], spans: string[] | null) =>
    [...acceptedPairs(question({ answers, spans: spans && { fr: [], en: spans } }), { pairs })].sort();

  it('may be named by passage or by document', () => {
    expect(positions(['guide.txt#2'], null)).toEqual([1]);
    expect(positions(['guide.txt'], null)).toEqual([0, 1]);
    expect(positions(['elsewhere.txt'], null)).toEqual([]);
  });

  it('is, of a document, what holds the span', () => {
    expect(positions(['guide.txt'], ['1850'])).toEqual([1]);
  });
});
