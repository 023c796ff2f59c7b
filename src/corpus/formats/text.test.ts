import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outlineText } from './text.js';

/** The blocks of a text, headings marked with `# `. */
function outline(text: string): string[] {
  return outlineText(text).blocks.map(
    ({ kind, start, end }) => `${kind === 'heading' ? '# ' : ''}${text.slice(start, end)}`,
  );
}

const BODY = 'La maison accueille trente enfants du quartier.';

describe('outlineText', () => {
  it.each([
    ['capitals', `QUE FAIT-ELLE ?\n\n${BODY}`, ['# QUE FAIT-ELLE ?', BODY]],
    ['a short line', `La maison bleue\n\n${BODY}`, ['# La maison bleue', BODY]],
    ['no empty line below', `Présentation\n${BODY}`, ['# Présentation', BODY]],
    [
      'a question',
      `Qui peut venir jouer dans la maison bleue ?\n${BODY}`,
      ['# Qui peut venir jouer dans la maison bleue ?', BODY],
    ],
    [
      'a number',
      `1. Contexte\n\n${BODY}\n\n2.1 Méthode\n${BODY}`,
      ['# 1. Contexte', BODY, '# 2.1 Méthode', BODY],
    ],
    ['a line under it', `Le jardin\n=========\n${BODY}`, ['# Le jardin', BODY]],
    ['a dashed line under it', `Le jardin\n---------\n\n${BODY}`, ['# Le jardin', BODY]],
    ['a colon', `Histoire :\n${BODY}`, ['# Histoire :', BODY]],
    ['after a body without an empty line', `${BODY}\nHistoire\n${BODY}`, [BODY, '# Histoire', BODY]],
    ['empty space of other kinds', `LE JARDIN\n\u00a0\n${BODY}\u00a0\n \n`, ['# LE JARDIN', BODY]],
    ['CRLF', `LE JARDIN\r\n\r\n${BODY}\r\n`, ['# LE JARDIN', BODY]],
  ])('finds a heading: %s', (_, text, expected) => expect(outline(text)).toEqual(expected));

  it('keeps a short line with a figure that nothing follows', () => {
    expect(outline(`${BODY}\n\nAdresse\n\n12 rue des Tilleuls`)).toEqual([
      BODY,
      '# Adresse',
      '12 rue des Tilleuls',
    ]);
  });

  it('keeps several short lines at the beginning whole, the first as the title', () => {
    const text = `Maison bleue\nBelgique\nOuverte depuis 1999\n\nHISTOIRE\n\n${BODY}`;
    expect(outline(text)).toEqual(['Maison bleue\nBelgique\nOuverte depuis 1999', '# HISTOIRE', BODY]);
    expect(outlineText(text).source.title).toBe('Maison bleue');
  });

  it('takes a single short first line for the title', () => {
    expect(outlineText(`Maison bleue\n\nHISTOIRE\n\n${BODY}`).source.title).toBe('Maison bleue');
    expect(outlineText(BODY).source.title).toBeNull();
  });

  it('keeps a document of one short line', () => {
    expect(outline('Le jardin ouvre à midi')).toEqual(['Le jardin ouvre à midi']);
  });

  it('joins wrapped lines and parts paragraphs', () => {
    const wrapped =
      'La maison fut bâtie par trois frères qui venaient de loin et qui\n' +
      'ne savaient pas le métier. Elle tint pourtant cent ans. On y vit\n' +
      'encore les jours de fête.';
    expect(outline(`${wrapped}\n\n${BODY}`)).toEqual([wrapped, BODY]);
    expect(outline(`${wrapped}\n${wrapped}`)).toEqual([wrapped, wrapped]);
  });

  it('goes on in lower case', () => {
    const text = 'Le jardin\nest ouvert à tous.';
    expect(outline(text)).toEqual([text]);
  });

  it('takes long lines for paragraphs', () => {
    const long = `${BODY} ${BODY} ${BODY}`;
    expect(outline(`${long}\n${long}`)).toEqual([long, long]);
  });

  it('makes each item of a list a paragraph, with its own wrapped lines', () => {
    expect(outline(`On y trouve :\n- une cour\n* un puits\n• un four\n  à pain\n– une cave`)).toEqual([
      'On y trouve :',
      'une cour',
      'un puits',
      'un four\n  à pain',
      'une cave',
    ]);
    expect(outline(`Voici la liste :\n1. Une cour\n2. Un puits`)).toEqual([
      'Voici la liste :',
      '1. Une cour',
      '2. Un puits',
    ]);
  });

  it('leaves page furniture out', () => {
    const page = (n: number) => `Maison bleue - rapport\n\n${BODY} Partie ${n}.\n\nPage ${n}\f`;
    expect(outline(`Skip to content\n\n${page(1)}${page(2)}${page(3)}`)).toEqual([
      `${BODY} Partie 1.`,
      `${BODY} Partie 2.`,
      `${BODY} Partie 3.`,
    ]);
  });

  const texts = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          'TITRE',
          'Un titre',
          'Il dort. Elle veille.',
          '- un',
          '1. Deux',
          '===',
          '---',
          'suite.',
        ),
        fc.constantFrom('\n', '\n\n', '\r\n', '\f', ' ', '\u00a0', 'Page 3', '3/12', 'Pourquoi ?', 'Note :'),
        fc.string({ unit: 'grapheme', maxLength: 12 }),
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''));

  it('gives trimmed blocks in order, without overlap', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { blocks } = outlineText(text);
        let at = 0;
        blocks.forEach(({ start, end }) => {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim());
          at = end;
        });
      }),
      { numRuns: 500 },
    );
  });
});
