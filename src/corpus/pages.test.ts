import { expect, it } from 'vitest';
import { withoutLanguage } from './pages.js';

it.each([
  ['fr/a.html', 'a.html'],
  ['x/en-GB/y/a.html', 'x/y/a.html'],
  ['a.fr.html', 'a.html'],
  ['x/a_en.docx', 'x/a.docx'],
  ['fra/a.html', 'a.html'],
  ['x/guide-fr/a.html', 'x/guide/a.html'],
  ['x/Anglais/a.pdf', 'x/a.pdf'],
  ['a-eng.html', 'a.html'],
  ['index.php?lang=fr.html', 'index.php?lang.html'],
  ['guide-en-ligne/a.html', 'guide-en-ligne/a.html'],
  ['france/en-tete.html', 'france/en-tete.html'],
  ['offre.md', 'offre.md'],
])('takes what names a language out of %s', (path, rest) => {
  expect(withoutLanguage(path)).toBe(rest);
});
