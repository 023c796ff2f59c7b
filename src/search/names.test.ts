import { expect, it } from 'vitest';
import type { Passage } from '../corpus/document.js';
import { learnNames } from './names.js';

const passage = (text: string, i: number): Passage => ({
  id: `mill.fr#${i}`,
  document: 'mill.fr.md',
  language: 'fr',
  section: '',
  path: [],
  start: 0,
  end: text.length,
  text,
});

const names = learnNames(
  [
    'Le moulin de Valbrune appartient à Odile Ferrand.',
    'Le moulin tourne. Moulin ouvert le samedi, dit Odile Ferrand, de la Société des Moulins Réunis.',
    'Un moulin, des moulins : la Société Nationale de Valbrune.',
  ].map(passage),
);

it.each(['valbrune', 'odile', 'ferrand', 'societe'])('%s is a name', (word) => {
  expect(names.isName(word)).toBe(true);
});

// A capital that opens a sentence says nothing.
it.each(['moulin', 'le', 'tourne', 'absent'])('%s is none', (word) => {
  expect(names.isName(word)).toBe(false);
});

it('knows what initials stand for', () => {
  expect(names.expand('SNV')).toBe('Société Nationale de Valbrune');
  expect(names.expand('smr')).toBe('Société des Moulins Réunis');
  expect(names.expand('OF')).toBeNull();
  expect(names.expand('XYZ')).toBeNull();
});
