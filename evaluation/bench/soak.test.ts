import { expect, it } from 'vitest';
import { soakQuestions } from './soak.js';

const golden = ['Qui a fondé le moulin ?', 'How many sacks of flour?', 'Où est la guilde ?'];

function first(count: number, seed: number): string[] {
  const questions = soakQuestions(golden, seed);
  return Array.from({ length: count }, () => questions.next().value);
}

it('asks golden questions and three other kinds by turns, the same for the same seed', () => {
  const questions = first(400, 1);
  expect(questions.filter((_, i) => i % 4 === 0).every((question) => golden.includes(question))).toBe(true);
  expect(new Set(questions.filter((_, i) => i % 4 === 1)).size).toBe(100);
  expect(first(400, 1)).toEqual(questions);
  expect(first(400, 2)).not.toEqual(questions);
});
