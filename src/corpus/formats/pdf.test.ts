import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { expectWellFormed } from '../../../test/expect-well-formed.js';
import { makePdf, type PdfLine } from '../../../test/make-pdf.js';
import { outlinePdf } from './pdf.js';

async function blocksOf(pages: PdfLine[][]) {
  const { outline, problems } = await outlinePdf(makePdf(pages));
  expect(problems).toEqual([]);
  if (outline === null) throw new Error('no outline');
  expectWellFormed(outline);
  return outline.blocks.map(({ kind, start, end }) => [
    kind === 'heading' ? 'h' : 'p',
    outline.text.slice(start, end),
  ]);
}

/** Lines of body text, one under the other from `y` down. */
const body = (y: number, ...texts: string[]): PdfLine[] => texts.map((text, i) => ({ text, y: y - 14 * i }));

describe('outlinePdf', () => {
  beforeEach(() => {
    vi.spyOn(console, 'log');
    vi.spyOn(console, 'warn');
  });
  afterEach(() => {
    expect(console.log).not.toHaveBeenCalled();
    expect(console.warn).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it('tells headings by their size and joins lines into paragraphs', async () => {
    const page = [
      { text: 'Le port et', y: 760, size: 20 },
      { text: 'ses phares', y: 738, size: 20 },
      ...body(
        700,
        'Une ligne de texte assez longue pour aller au bout,',
        'et sa suite \xE9crite ici, longue elle aussi, sans doute.',
      ),
      ...body(650, 'Un autre paragraphe, plus bas dans la page, tout aussi', 'long que le premier.'),
      ...body(622, '- un point', '- un autre'),
    ];
    expect(await blocksOf([page])).toEqual([
      ['h', 'Le port et ses phares'],
      [
        'p',
        'Une ligne de texte assez longue pour aller au bout, et sa suite écrite ici, longue elle aussi, sans doute.',
      ],
      ['p', 'Un autre paragraphe, plus bas dans la page, tout aussi long que le premier.'],
      ['p', 'un point'],
      ['p', 'un autre'],
    ]);
  });

  it('drops running lines and page numbers, and goes on over the end of a page', async () => {
    const page = (number: number, ...texts: string[]) => [
      { text: `La gazette, num\xE9ro 4, page ${number}`, y: 800, size: 9 },
      ...body(700, ...texts),
      { text: String(number), y: 40, size: 9 },
    ];
    const pages = [
      page(
        1,
        'Premier paragraphe de la premi\xE8re page.',
        'Le second ne finit pas sur cette page mais bien sur la',
      ),
      page(2, 'suivante, en haut.', 'La page deux continue avec une phrase qui finit par un point.'),
      page(3, 'Nouveau paragraphe.', 'Et encore une phrase qui tient toute la largeur de la page.'),
    ];
    const texts = (await blocksOf(pages)).map(([, text]) => text);
    expect(texts.join(' ')).not.toMatch(/gazette|\d/);
    expect(texts).toContainEqual(expect.stringContaining('mais bien sur la suivante, en haut.'));
  });

  it('drops tables of contents', async () => {
    const contents = body(700, 'Le port . . . . . . . . . 3', 'Le phare.......... 12');
    const texts = await blocksOf([[...contents, ...body(600, 'Une phrase.')]]);
    expect(texts.map(([, text]) => text)).toEqual(['Une phrase.']);
  });

  it('takes a hyphen away where it parts a word, and leaves it where it joins two', async () => {
    const page = body(
      700,
      'Une association est un groupe ; chaque associa-',
      'tion a un porte-',
      'parole et un inconnu-',
      'able secret, que nous ne dirons pas ici.',
    );
    const [, block] = await blocksOf([[{ text: 'Titre', y: 780, size: 20 }, ...page]]);
    expect(block?.[1]).toBe(
      'Une association est un groupe ; chaque association a un porte-parole et un inconnuable secret, que nous ne dirons pas ici.',
    );
  });

  it('reads title and date, and no title that is a file’s name', async () => {
    const lines = body(700, 'Une phrase.');
    const { outline } = await outlinePdf(makePdf([lines], { title: 'Le port' }));
    expect(outline?.source).toEqual({ title: 'Le port', publisher: null, url: null, asOf: '2021-05-04' });
    const named = await outlinePdf(makePdf([lines], { title: 'rapport_v2.doc' }));
    expect(named.outline?.source.title).toBeNull();
  });

  it('says why a PDF cannot be read', async () => {
    const reasonOf = async (bytes: Uint8Array) => (await outlinePdf(bytes)).problems[0]?.details['reason'];
    const lines = body(700, 'Une phrase.');
    expect(await reasonOf(makePdf([lines], { isEncrypted: true }))).toBe('encrypted');
    expect(await reasonOf(makePdf([[], []]))).toBe('no-text');
    expect(await reasonOf(Buffer.from('%PDF-1.4 et rien'))).toBe('broken');
    expect(await reasonOf(new Uint8Array())).toBe('broken');
  });

  it('leaves the bytes it is given as they were', async () => {
    const bytes = makePdf([body(700, 'Une phrase.')]);
    const before = bytes.slice();
    await outlinePdf(bytes);
    expect(Buffer.compare(bytes, before)).toBe(0);
  });
});
