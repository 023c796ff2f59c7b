import { describe, expect, it } from 'vitest';
import { quote, style } from '../../test/answers.js';
import type { Passage } from '../corpus/document.js';
import { phrasesFor } from '../i18n/phrases.js';
import { exampleTopics } from '../search/topics.js';
import { problemLine } from './problems.js';
import { renderSources } from './sources.js';

function passage(n: number, section: string, document = 'mill.fr.md'): Passage {
  return {
    id: `${document}#${n}`,
    document,
    section,
    path: [section],
    language: 'fr',
    start: 0,
    end: 1,
    text: 'x',
  };
}

describe('renderSources', () => {
  it('lists documents with date, number of passages, link and path', () => {
    const files = [
      { path: 'mill.fr.md', source: quote.source, passages: 2 },
      {
        path: 'notes.txt',
        source: { title: 'Notes', publisher: null, url: null, asOf: null, quoted: true, read: null },
        passages: 0,
      },
    ];
    expect(renderSources(files, style(80), phrasesFor('fr'))).toBe(
      'Moulins du pays — Cercle des meuniers\n  informations de février 2010 · 2\u00a0passages · https://mills.example/valbrune · mill.fr.md\n' +
        'Notes\n  sans date · 0\u00a0passage · notes.txt\n',
    );
  });
});

describe('exampleTopics', () => {
  it('takes up to three different headings of the language, from all over the corpus', () => {
    const passages = ['A', 'A', '', 'B', 'C', 'D', 'E', 'F'].map((section, i) => passage(i, section));
    expect(exampleTopics(passages, 'fr')).toEqual(['A', 'C', 'E']);
    expect(exampleTopics(passages.slice(0, 2), 'fr')).toEqual(['A']);
    expect(exampleTopics(passages, 'en')).toEqual([]);
  });
});

describe('problemLine', () => {
  it('is file:line: severity: message', () => {
    const problem = {
      code: 'anchor-missing',
      severity: 'error',
      file: 'a.fr.md',
      line: 7,
      details: { heading: 'Eau' },
    } as const;
    expect(problemLine(problem, phrasesFor('en'))).toBe(
      'a.fr.md:7: error: the heading “Eau” has no {#anchor}',
    );
    expect(problemLine({ ...problem, line: null }, phrasesFor('en'))).toMatch(/^a\.fr\.md: error: /);
  });
});
