import { describe, expect, it } from 'vitest';
import type { Passage } from './document.js';
import { findPages, pagePassageId, placeOf } from './pages.js';
import { pairPassages } from './pairs.js';

const PATHS = ['garden.en.md', 'garden.fr.md', 'notes.txt', 'fr/well.md', 'en/well.md', 'fr/alone.md'];
const PAGES = findPages(PATHS);

function passage(document: string, place: string): Passage {
  const page = PAGES.get(document);
  const id = page ? `${page.topic}.${page.language}#${place}` : `${document}#${place}`;
  return {
    id,
    document,
    section: '',
    path: [],
    language: page?.language ?? 'fr',
    start: 0,
    end: 1,
    text: 'x',
  };
}

describe('findPages', () => {
  it('knows pages by their names and by their folders', () => {
    expect([...PAGES]).toEqual([
      ['garden.en.md', { topic: 'garden', language: 'en', counterpart: 'garden.fr.md' }],
      ['garden.fr.md', { topic: 'garden', language: 'fr', counterpart: 'garden.en.md' }],
      ['fr/well.md', { topic: 'well', language: 'fr', counterpart: 'en/well.md' }],
      ['en/well.md', { topic: 'well', language: 'en', counterpart: 'fr/well.md' }],
      ['fr/alone.md', { topic: 'alone', language: 'fr', counterpart: 'en/alone.md' }],
    ]);
  });

  it('takes a folder that happens to be called fr for nothing', () => {
    expect(findPages(['fr/a.md', 'a.md', 'a.fr.txt', 'x/en/b.md']).size).toBe(0);
  });

  it('finds a place again in an id', () => {
    const page = PAGES.get('garden.fr.md');
    if (!page) throw new Error('no page');
    const place = { anchor: 'a/b#c', paragraph: 12 };
    expect(placeOf(page, pagePassageId(page, place))).toEqual(place);
  });
});

describe('pairPassages', () => {
  it('pairs by topic, anchor and paragraph', () => {
    const [en1, en2, fr1, fr2] = [
      passage('garden.en.md', 'yard/1'),
      passage('garden.en.md', 'yard/2'),
      passage('garden.fr.md', 'yard/1'),
      passage('garden.fr.md', 'yard/2'),
    ] as const;
    expect(pairPassages([en1, en2, fr1, fr2], PAGES)).toEqual([
      { id: 'garden#yard/1', fr: fr1, en: en1 },
      { id: 'garden#yard/2', fr: fr2, en: en2 },
    ]);
  });

  it('leaves single what has no sure counterpart', () => {
    const all = [
      passage('garden.en.md', 'yard/1'),
      passage('garden.en.md', 'well/1'),
      passage('garden.en.md', 'well/2'),
      passage('garden.fr.md', 'well/1'),
      passage('garden.fr.md', 'oven/1'),
      passage('notes.txt', '1'),
    ];
    const pairs = pairPassages(all, PAGES);
    expect(pairs.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(pairs.map(({ fr, en }) => fr ?? en)).toEqual(all);
    expect(pairs.every(({ fr, en }) => (fr === null) !== (en === null))).toBe(true);
  });
});
