import { loadImage } from '@napi-rs/canvas';
import { describe, expect, it } from 'vitest';
import { phrasesFor } from '../i18n/phrases.js';
import type { Card, Fact } from '../search/card.js';
import { drawCard } from './card-picture.js';

const fact = (sentence: string, asOf: string | null = '1930'): Fact => ({
  key: 'aaaaaaa',
  document: 'mill.en.md',
  section: 'The mill',
  language: 'en',
  sentence,
  source: { title: 'The mill', publisher: 'Valbrune Review', url: null, asOf, quoted: false, read: null },
});
const card = (name: string, more: Partial<Card> = {}): Card => ({
  subject: { name, aliases: [], kind: 'place', isMain: true, isDeclared: true, questions: [], pages: [] },
  language: 'en',
  definition: fact('The Valbrune mill is a water mill of three wheels.'),
  facts: [fact('In 1930, the mill employed 140 workers.'), fact('The mill burnt down.', null)],
  questions: [],
  topics: [],
  ...more,
});
const en = phrasesFor('en');

/** How many pixels of each colour other than the paper stand in a part of a picture. */
async function inkIn(
  png: Buffer,
  [x, y, width, height]: readonly [number, number, number, number],
): Promise<number> {
  const { createCanvas } = await import('@napi-rs/canvas');
  const context = createCanvas(1200, 630).getContext('2d');
  context.drawImage(await loadImage(png), 0, 0);
  const { data } = context.getImageData(x, y, width, height);
  let inked = 0;
  for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 255) < 160) inked++;
  return inked;
}

describe('drawCard', () => {
  it.each([
    ['a card', card('Valbrune mill')],
    ['a title of 300 characters', card('The mill of the village of Valbrune '.repeat(9).slice(0, 300))],
    [
      'one word of 300 characters, and a sentence of 3,000',
      card('W'.repeat(300), { definition: fact('m'.repeat(3_000)) }),
    ],
    ['right to left', card('ארגון אשוקה — منظمة أشوكا')],
    ['an emoji alone', card('🚀')],
    ['nothing but a title', card('Valbrune mill', { definition: null, facts: [] })],
  ])('draws %s on 1200 × 630, with nothing in the margins', async (_, given) => {
    const { png } = await drawCard(given, en);
    const { width, height } = await loadImage(png);
    expect([width, height]).toEqual([1200, 630]);
    expect(await inkIn(png, [72, 60, 1056, 500])).toBeGreaterThan(
      given.definition === null && given.subject.name === '🚀' ? -1 : 500,
    );
    for (const margin of [
      [16, 0, 50, 630],
      [1140, 0, 60, 630],
      [16, 0, 1184, 40],
      [16, 612, 1184, 18],
    ] as const) {
      expect(await inkIn(png, margin)).toBe(0);
    }
  });

  it('says in its alternative text all that the card does, with sources and dates', async () => {
    const { alt } = await drawCard(card('Valbrune mill 🚀'), en);
    expect(alt.split('\n')).toEqual([
      'Valbrune mill 🚀',
      'The Valbrune mill is a water mill of three wheels. (after Valbrune Review · as of 1930)',
      'In 1930, the mill employed 140 workers. (after Valbrune Review · as of 1930)',
      'The mill burnt down. (after Valbrune Review · undated)',
    ]);
  });
});
