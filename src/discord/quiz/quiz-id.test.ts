import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type QuizPress, quizIdOf, quizPressOf } from './quiz-id.js';

const key = fc.stringMatching(/^[\w-]{7}$/);
const position = fc.integer({ min: 0, max: 3 });
const offset = fc.integer({ min: 0, max: 100_000 });
const round = (least: number) =>
  fc.record({
    asker: fc.bigInt({ min: 10n ** 17n, max: 2n ** 64n - 1n }).map(String),
    language: fc.constantFrom('fr', 'en'),
    right: fc.integer({ min: 0, max: 5 }),
    asked: fc.array(key, { minLength: least, maxLength: 5 }),
  });
const press: fc.Arbitrary<QuizPress> = fc.oneof(
  fc.constant<QuizPress>({ action: 'stop' }),
  fc.record({ action: fc.constant('next'), round: round(0) }),
  fc.record({
    action: fc.constant('choose'),
    round: round(1),
    chosen: position,
    right: position,
    start: offset,
    end: offset,
  }),
);

it('reads every press back from its custom id, which Discord has room for', () => {
  fc.assert(
    fc.property(press, (given) => {
      const id = quizIdOf(given);
      expect(id.length).toBeLessThanOrEqual(100);
      expect(quizPressOf(id)).toEqual(given);
    }),
  );
});

it('takes no other id for one of its own', () => {
  fc.assert(
    fc.property(press, fc.nat(100), fc.string({ maxLength: 3 }), (given, at, other) => {
      const id = quizIdOf(given);
      const damaged = `${id.slice(0, at)}${other}${id.slice(at + other.length)}`;
      const read = quizPressOf(damaged);
      if (read !== null && read.action !== 'stop') expect(quizIdOf(read).length).toBeLessThanOrEqual(100);
    }),
  );
  for (const id of ['', 'q0|s', 'q1', 'q1|n|1|fr0|', 't1|ask', 'q1|c|123456789012345678|fr0|abcdefg|44|1.2'])
    expect(quizPressOf(id)).toBeNull();
});
