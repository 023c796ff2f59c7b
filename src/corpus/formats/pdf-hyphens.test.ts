import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineJoiner } from './pdf-hyphens.js';

const joined = (lines: string[], others: string[] = []) => lineJoiner([...lines, ...others])(lines);

describe('lineJoiner', () => {
  it.each([
    ['The associa-|tion was regis-|tered in Dole.', 'The association was registered in Dole.'],
    ['La biblio-|thèque est ouverte.', 'La bibliothèque est ouverte.'],
    ['Le phare de Saint-|Denis est un porte-|bonheur.', 'Le phare de Saint-Denis est un porte-bonheur.'],
    ['Où va-t-|il ? Est-|ce loin ?', 'Où va-t-il ? Est-ce loin ?'],
    ['Ce sont les années 1914-|1918.', 'Ce sont les années 1914-1918.'],
    ['A soft hy\u00AD|phen is no hyphen.', 'A soft hyphen is no hyphen.'],
    ['It is a self-|made man.', 'It is a self-made man.'],
  ])('joins %s', (lines, text) => {
    expect(joined(lines.split('|'))).toBe(text);
  });

  it('writes a word as the document writes it elsewhere', () => {
    expect(joined(['Un essuie-', 'glace neuf.'], ['Deux essuie-glace.'])).toBe('Un essuie-glace neuf.');
    expect(joined(['Un cerf-', 'volant neuf.'], ['Deux cerf-volant rouges.'])).toBe('Un cerf-volant neuf.');
    expect(joined(['Un porte-', 'feuille neuf.'], ['Le portefeuille est là.'])).toBe('Un portefeuille neuf.');
    // Both parts stand by themselves: nobody cut a word in two.
    expect(joined(['The town-', 'hall clock.'], ['The town has a hall.'])).toBe('The town-hall clock.');
  });

  it('takes nothing away but hyphens, and adds nothing but spaces', () => {
    const line = fc.stringMatching(/^[a-zé]{1,6}(?: [a-zé]{1,6}){0,2}-?$/);
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (lines) => {
        expect(joined(lines).replace(/[ -]/g, '')).toBe(lines.join('').replace(/[ -]/g, ''));
      }),
    );
  });
});
