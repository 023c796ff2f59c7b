import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expectWellFormed } from '../../../test/expect-well-formed.js';
import { outlinePdf } from './pdf.js';

interface Page {
  /** What is drawn, Latin-1. */
  readonly content: string;
  readonly rotate?: number;
  /** Dictionaries of what lies over the page. */
  readonly over?: readonly string[];
}

interface Extra {
  /** More entries of the catalog and of the resources of every page, and objects from number 10 on. */
  readonly catalog?: string;
  readonly resources?: string;
  readonly objects?: readonly string[];
  readonly isPacked?: boolean;
}

/** A PDF of pages drawn by hand, in Helvetica as `/F`. */
function drawnPdf(
  pages: readonly Page[],
  { catalog = '', resources = '', objects = [], isPacked }: Extra = {},
) {
  const first = 10 + objects.length;
  const numbered: [number, string][] = [
    [1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`],
    [
      2,
      `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${first + 2 * i} 0 R`).join(' ')}] >>`,
    ],
    [3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>'],
    ...objects.map((object, i): [number, string] => [10 + i, object]),
  ];
  pages.forEach(({ content, rotate = 0, over = [] }, i) => {
    const drawn = isPacked ? deflateSync(Buffer.from(content, 'latin1')).toString('latin1') : content;
    numbered.push(
      [
        first + 2 * i,
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Rotate ${rotate} /Annots [${over.join(' ')}] ` +
          `/Resources << ${resources.includes('/Font') ? resources : `/Font << /F 3 0 R >> ${resources}`} >> /Contents ${first + 2 * i + 1} 0 R >>`,
      ],
      [
        first + 2 * i + 1,
        `<< /Length ${drawn.length} ${isPacked ? '/Filter /FlateDecode' : ''} >>\nstream\n${drawn}\nendstream`,
      ],
    );
  });
  // Without a table of places: readers then look for the objects.
  const body = numbered.map(([number, object]) => `${number} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(
    `%PDF-1.5\n${body}trailer << /Root 1 0 R /Size ${first + 2 * pages.length} >>\n`,
    'latin1',
  );
}

/** Text at a place, in a size. */
const at = (x: number, y: number, text: string, size = 11) =>
  `BT /F ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[()\\]/g, '\\$&')}) Tj ET\n`;
/** Lines one under the other. */
const lines = (x: number, y: number, ...texts: string[]) =>
  texts.map((text, i) => at(x, y - 14 * i, text)).join('');
/** Pieces of one line, raised by so much and in such a size, one after the other. */
const pieces = (x: number, y: number, ...parts: (string | [string, number, number])[]) =>
  `BT 1 0 0 1 ${x} ${y} Tm ${parts
    .map((part) =>
      typeof part === 'string'
        ? `/F 11 Tf 0 Ts (${part}) Tj`
        : `/F ${part[2]} Tf ${part[1]} Ts (${part[0]}) Tj`,
    )
    .join(' ')} ET\n`;

async function read(pages: readonly (Page | string)[], extra?: Extra): Promise<string[]> {
  const { outline, problems } = await outlinePdf(
    drawnPdf(
      pages.map((page) => (typeof page === 'string' ? { content: page } : page)),
      extra,
    ),
  );
  expect(problems).toEqual([]);
  if (outline === null) throw new Error('no outline');
  expectWellFormed(outline);
  return outline.blocks.map(({ start, end }) => outline.text.slice(start, end));
}

describe('raised and lowered figures', () => {
  const up = (text: string): [string, number, number] => [text, 4, 7];
  const down = (text: string): [string, number, number] => [text, -2, 7];
  it.each([
    [
      'a note after a number',
      pieces(72, 700, 'The port has 240', up('3'), ' cranes in use.'),
      'The port has 240 cranes in use.',
    ],
    [
      'a note before a full stop',
      pieces(72, 700, 'It was lit in 1887', up('12'), '.'),
      'It was lit in 1887.',
    ],
    [
      'a note after a word',
      pieces(72, 700, 'The keeper', up('a'), ' lives there.'),
      'The keeper lives there.',
    ],
    ['a star', pieces(72, 700, 'The keeper', up('*'), ' lives there.'), 'The keeper lives there.'],
    ['several notes', pieces(72, 700, 'The keeper', up('1,2'), ' lives there.'), 'The keeper lives there.'],
    [
      'a power of ten',
      pieces(72, 700, 'It makes 4 x 10', up('6'), ' turns a year.'),
      'It makes 4 x 10⁶ turns a year.',
    ],
    [
      'a negative power',
      pieces(72, 700, 'It weighs 3 x 10', up('-4'), ' grams.'),
      'It weighs 3 x 10⁻⁴ grams.',
    ],
    ['a unit', pieces(72, 700, 'It covers 18 km', up('2'), ' of land.'), 'It covers 18 km² of land.'],
    [
      'a note as large as the text',
      pieces(72, 700, 'The port has 240', ['3', 4, 11], ' cranes.'),
      'The port has 240 cranes.',
    ],
    [
      'quantities',
      pieces(72, 700, 'It is E = mc', up('2'), ' and x', up('4'), ' here.'),
      'It is E = mc² and x⁴ here.',
    ],
    [
      'an index',
      pieces(72, 700, 'It gives off CO', down('2'), ' and H', down('2'), 'O.'),
      'It gives off CO₂ and H₂O.',
    ],
    [
      'an ordinal',
      pieces(72, 700, 'Le XIX', up('e'), ' fut long, le 1', up('er'), ' aussi.'),
      'Le XIXe fut long, le 1er aussi.',
    ],
    [
      'a fraction',
      pieces(72, 700, 'It takes 2', up('1'), '/', down('2'), ' cups of milk.'),
      'It takes 2 1/2 cups of milk.',
    ],
    ['cents', pieces(72, 700, 'It costs $11', up('99'), ' a day.'), 'It costs $11⁹⁹ a day.'],
  ])('tells %s', async (_, content, text) => {
    expect(await read([content])).toEqual([text]);
  });

  it('keeps each note at the foot of the page a paragraph of its own', async () => {
    const content =
      pieces(72, 700, 'The port has 240', up('1'), ' cranes', up('2'), ' in use, all of them built by') +
      at(72, 686, 'the yard of the town.') +
      at(72, 60, '1', 5) +
      at(76, 57, 'Counted in May.', 8) +
      at(72, 50, '2', 5) +
      at(76, 47, 'Of all sizes.', 8);
    expect(await read([content])).toEqual([
      'The port has 240 cranes in use, all of them built by the yard of the town.',
      'Counted in May.',
      'Of all sizes.',
    ]);
  });
});

describe('columns', () => {
  const left = ['Ana Torres mended the', 'lock in 2021. She was', 'paid by the county.'];
  const right = ['Hugo Stamm keeps the', 'bees of the abbey, and', 'sells their honey.'];
  const read1 = 'Ana Torres mended the lock in 2021. She was paid by the county.';
  const read2 = 'Hugo Stamm keeps the bees of the abbey, and sells their honey.';

  it('reads one after the other, drawn row by row or not, at one height or not', async () => {
    const rows = left
      .map((text, i) => at(72, 700 - 14 * i, text) + at(320, 700 - 14 * i, right[i] ?? ''))
      .join('');
    expect(await read([rows])).toEqual([read1, read2]);
    expect(await read([lines(72, 700, ...left) + lines(320, 695, ...right)])).toEqual([read1, read2]);
  });

  it('reads three of them, under a line that runs over all', async () => {
    const head = at(72, 740, 'The people of the valley and what they have been doing all these years.');
    const third = ['Ida Bloom runs the old', 'mill by the river, and', 'grinds rye there.'];
    const page = head + [left, right, third].map((column, i) => lines(72 + 165 * i, 720, ...column)).join('');
    expect((await read([page])).slice(1)).toEqual([
      read1,
      read2,
      'Ida Bloom runs the old mill by the river, and grinds rye there.',
    ]);
  });

  it('keeps what stands in the margin out of the sentences beside it', async () => {
    const page =
      lines(
        72,
        700,
        'The theatre was founded by Irena Novak in 1931 and it',
        'has four hundred seats, all of them numbered.',
      ) + lines(420, 700, 'OPEN DAILY', '9 to 18');
    expect((await read([page]))[0]).toBe(
      'The theatre was founded by Irena Novak in 1931 and it has four hundred seats, all of them numbered.',
    );
  });

  it('keeps what stands beside a single line out of its sentence', async () => {
    const page =
      lines(
        72,
        700,
        'The theatre was founded by Irena Novak in 1931 and',
        'has four hundred seats, all of them numbered.',
      ) + at(440, 700, 'OPEN DAILY');
    expect(await read([page])).toEqual([
      'The theatre was founded by Irena Novak in 1931 and has four hundred seats, all of them numbered.',
      'OPEN DAILY',
    ]);
  });

  it('reads a table row by row, with what goes on under a cell', async () => {
    const rows = [
      ['Treasurer', 'Nadia Belhadj', '2019'],
      ['Secretary', 'Jules Cordier', '2021'],
      ['Captain', 'Moira Flynn', '2022'],
    ];
    const cells = rows
      .map((row, i) => row.map((cell, j) => at(72 + 150 * j, 700 - 14 * i, cell)).join(''))
      .join('');
    expect(await read([cells])).toEqual(rows.map((row) => row.join('; ')));
    const hanging =
      lines(72, 700, '1887', '', '1904') +
      lines(140, 700, 'The lighthouse was lit by the', 'engineer himself.', 'The lamp was renewed.');
    expect(await read([hanging])).toEqual([
      '1887; The lighthouse was lit by the engineer himself.',
      '1904; The lamp was renewed.',
    ]);
  });

  it('reads whole what follows a row that introduces a list', async () => {
    const page =
      lines(72, 700, 'Subject', 'Sources') +
      lines(200, 700, 'The rules of the port', 'These texts of the council:') +
      lines(72, 660, '- the rules of 1904', '- the rules of 1951') +
      at(72, 620, 'The council may change them in any year.');
    expect(await read([page])).toEqual([
      'Subject; The rules of the port',
      'Sources; These texts of the council:',
      'the rules of 1904',
      'the rules of 1951',
      'The council may change them in any year.',
    ]);
  });

  it('reads on over bullets and wide spaces', async () => {
    const page =
      lines(72, 700, '-', '-', '-') +
      lines(100, 700, 'The first of them all', 'The second of them', 'The third');
    expect(await read([page])).toEqual(['The first of them all', 'The second of them', 'The third']);
  });
});

describe('turned pages', () => {
  const turned = (angle: number, x: number, y: number, text: string) => {
    const [cos, sin] = [Math.round(Math.cos(angle)), Math.round(Math.sin(angle))];
    return `BT /F 11 Tf ${cos} ${sin} ${-sin} ${cos} ${x} ${y} Tm (${text}) Tj ET\n`;
  };
  const quarter = Math.PI / 2;

  it.each([
    [
      90,
      turned(quarter, 100, 72, 'The gates were inspected by Marta') +
        turned(quarter, 114, 72, 'Lindqvist in April.'),
    ],
    [
      180,
      turned(2 * quarter, 500, 700, 'The gates were inspected by Marta') +
        turned(2 * quarter, 500, 714, 'Lindqvist in April.'),
    ],
    [
      270,
      turned(-quarter, 200, 700, 'The gates were inspected by Marta') +
        turned(-quarter, 186, 700, 'Lindqvist in April.'),
    ],
  ])('are read upright: %i', async (rotate, content) => {
    const text = 'The gates were inspected by Marta Lindqvist in April.';
    expect(await read([{ content, rotate }])).toEqual([text]);
    // What is only sideways is read all the same.
    expect(await read([content])).toEqual([text]);
  });

  it('reads a sideways table under an upright heading, and no stamp in the margin', async () => {
    const berths =
      turned(quarter, 200, 100, 'Berth one was let to the Olsson company.') +
      turned(quarter, 230, 100, 'Berth two was let to the Kervran yard.');
    expect((await read([at(72, 780, 'Annex to the report.') + berths])).join(' ')).toContain(
      'let to the Kervran yard',
    );
    const text = lines(
      72,
      700,
      'The canal was opened to boats in May 1911 by the',
      'town council, which had paid for all of it.',
    );
    expect(await read([text + turned(quarter, 20, 300, 'Printed in 2003')])).toEqual([
      'The canal was opened to boats in May 1911 by the town council, which had paid for all of it.',
    ]);
  });

  it('leaves a watermark out', async () => {
    const text = lines(72, 700, 'The canal was opened to boats in May 1911 by the', 'town council.');
    const mark = 'BT /F 60 Tf 0.7 0.7 -0.7 0.7 150 300 Tm (DRAFT) Tj ET\n';
    expect((await read([text + mark])).join()).not.toContain('DRAFT');
  });
});

describe('letters', () => {
  it('are one with the accent drawn over them, before or after', async () => {
    const page =
      "BT /F 11 Tf 72 700 Td [(La fr\xB4) 333 (egate d'H) ] TJ [(e) 445 (\xB4) 112 (l) (e) 445 (`) 112 (ne Gar\xB8) 417 (con fut b)] TJ [(\x88) 445 (atie.)] TJ ET";
    expect(await read([page])).toEqual(["La frégate d'Hélène Garçon fut bâtie."]);
  });

  it('are read once where they are drawn twice', async () => {
    const page = at(72, 700, 'The town hall is open.') + at(72.3, 700, 'The town hall is open.');
    expect(await read([page])).toEqual(['The town hall is open.']);
    const each = Array.from(
      'Hall',
      (letter, i) => at(72 + 9 * i, 700, letter) + at(72.3 + 9 * i, 700, letter),
    ).join('');
    expect((await read([each + at(120, 700, 'is open.')])).join()).not.toContain('HH');
  });

  it('may be spaced out, or drawn by the document itself', async () => {
    const spaced = `BT /F 11 Tf 4 Tc 1 0 0 1 72 700 Tm (The town hall is open.) Tj ET`;
    expect(await read([spaced])).toEqual(['The town hall is open.']);
    const drawn = {
      resources: '/Font << /D 10 0 R >>',
      objects: [
        '<< /Type /Font /Subtype /Type3 /FontMatrix [1 0 0 1 0 0] /FontBBox [0 0 40 40] /FirstChar 97 /LastChar 98 /Widths [40 40] ' +
          '/CharProcs << /a 11 0 R /b 11 0 R >> /Encoding << /Type /Encoding /Differences [97 /a /b] >> /Resources << >> >>',
        '<< /Length 29 >>\nstream\n40 0 0 0 40 40 d1 0 0 9 9 re f\nendstream',
      ],
    };
    expect(await read(['BT /D 0.25 Tf 1 0 0 1 72 700 Tm (abba) Tj ET'], drawn)).toEqual(['abba']);
  });

  it('that are large and begin a paragraph belong to its first word', async () => {
    const page =
      at(72, 672, 'T', 38) +
      lines(98, 700, 'he old bridge was built', 'by two brothers, who', 'came over the sea.');
    expect(await read([page])).toEqual(['The old bridge was built by two brothers, who came over the sea.']);
  });
});

describe('the end of a page', () => {
  it('is no end of a sentence, whatever note and header stand between', async () => {
    const first =
      lines(
        72,
        700,
        'The mill was sold in 1903. It was bought by the',
        'brothers Kervran, who had made their money in',
      ) + at(72, 60, 'So says the register.', 8);
    const second =
      at(72, 800, 'The mill of Orvelle', 8) + lines(72, 760, 'slate and in cider, and never ground a grain.');
    expect(await read([first, second])).toContain(
      'The mill was sold in 1903. It was bought by the brothers Kervran, who had made their money in slate and in cider, and never ground a grain.',
    );
  });
});

describe('forms and notes', () => {
  const over = (dictionary: string) => `<< /Type /Annot ${dictionary} >>`;
  const field = (value: string, rect: string, more = '') =>
    over(`/Subtype /Widget /FT /Tx /T (f) /V (${value}) /Rect [${rect}] ${more}`);
  const catalog = '/AcroForm << /Fields [] >>';

  it('are read with what they are called', async () => {
    const page = {
      content: lines(72, 700, 'Name of the guardian:', 'Town') + at(72, 600, 'The form is to be sent back.'),
      over: [
        field('Marguerite Oyelaran', '200 695 500 712'),
        field('Orvelle', '110 682 300 696'),
        field('blue', '300 400 400 420', '/TU (Colour of the boat)'),
        over('/Subtype /FreeText /Contents (The head teacher is Tomas Beck.) /Rect [72 500 400 520]'),
      ],
    };
    expect(await read([page], { catalog })).toEqual([
      'Name of the guardian: Marguerite Oyelaran',
      'Town: Orvelle',
      'The form is to be sent back.',
      'The head teacher is Tomas Beck.',
      'Colour of the boat: blue',
    ]);
  });

  it('show which boxes are ticked, beside what they are called', async () => {
    const states = (on: string) => `/AP << /N << /${on} 20 0 R /Off 20 0 R >> >>`;
    const tick = (name: string, value: string, rect: string, more = '') =>
      over(
        `/Subtype /Widget /FT /Btn /T (${name}) /V /${value} /AS /${value} /Rect [${rect}] ${states('Yes')} ${more}`,
      );
    const radio = (on: string, rect: string) =>
      over(`/Subtype /Widget /Parent 10 0 R /Rect [${rect}] /AS /${on === 'b' ? 'b' : 'Off'} ${states(on)}`);
    const page = {
      content:
        lines(90, 700, 'The dues are paid for the year', 'A boat is kept in the harbour') +
        at(72, 600, 'Member since birth:') +
        at(200, 600, 'yes') +
        at(260, 600, 'no') +
        at(72, 500, 'The form is to be sent back.'),
      over: [
        tick('a', 'Yes', '74 698 84 708'),
        tick('b', 'Off', '74 684 84 694'),
        tick('c', 'Yes', '300 400 310 410', '/TU (Keys returned)'),
        radio('a', '220 598 230 608'),
        radio('b', '276 598 286 608'),
        over('/Subtype /Widget /FT /Btn /Ff 65536 /T (Send) /MK << /CA (Send) >> /Rect [72 300 100 320]'),
      ],
    };
    const objects = ['<< /FT /Btn /Ff 49152 /T (member) /V /b >>'];
    expect(await read([page], { catalog, objects })).toEqual([
      '☑ The dues are paid for the year',
      '☐ A boat is kept in the harbour',
      'Member since birth: yes ☐; no ☑',
      'The form is to be sent back.',
      '☑ Keys returned',
    ]);
  });

  it('are told where only another program makes them', async () => {
    const bytes = drawnPdf([{ content: at(72, 700, 'Please wait...') }], {
      catalog: '/AcroForm << /XFA 10 0 R /Fields [] >>',
      objects: ['<< /Length 9 >>\nstream\n<xdp:xdp>\nendstream'],
    });
    expect(await outlinePdf(bytes)).toEqual({
      outline: null,
      problems: [expect.objectContaining({ details: { reason: 'dynamic-form' } })],
    });
  });

  it('are not read where they are private, hidden or a password', async () => {
    const page = {
      content: lines(72, 700, 'The form is to be sent back.', 'Password:'),
      over: [
        over('/Subtype /Text /Contents (Brigitte has to be asked first.) /Rect [72 500 90 520]'),
        over(
          '/Subtype /Highlight /Contents (Really?) /Rect [72 700 90 712] /QuadPoints [72 712 90 712 72 700 90 700]',
        ),
        over('/Subtype /FreeText /F 2 /Contents (Hidden.) /Rect [72 400 400 420]'),
        field('secret', '200 682 500 698', '/Ff 8192'),
      ],
    };
    expect((await read([page], { catalog })).join(' ')).not.toMatch(/Brigitte|Really|Hidden|secret/);
  });
});

describe('hidden text', () => {
  const shown = lines(72, 700, 'The town hall opens at nine and closes at noon.', 'It is shut on Mondays.');
  const whole = 'The town hall opens at nine and closes at noon. It is shut on Mondays.';
  const secret = at(72, 650, 'The mayor is a crook.');
  const layered = '/OCProperties << /OCGs [10 0 R] /D << /OFF [10 0 R] >> >>';

  it.each([
    ['drawn without ink', `3 Tr ${secret} 0 Tr`],
    ['white on white', `1 g ${secret} 0 g`],
    ['of the colour of its box', `0.2 g 60 640 300 30 re f ${secret.replace('BT', 'BT 0.2 g')}`],
    ['too small', at(72, 650, 'The mayor is a crook.', 0.5)],
    ['on a layer that is off', `/OC /L BDC ${secret} EMC`],
    ['off the page', at(72, 900, 'The mayor is a crook.')],
    ['clipped away', `q 0 0 10 10 re W n ${secret} Q`],
    ['transparent', `q /G gs ${secret} Q`],
    ['under a bar', `${secret} 0 g 60 640 300 30 re f`],
  ])('is not read: %s', async (_, content) => {
    const extra = {
      catalog: layered,
      resources: '/Properties << /L 10 0 R >> /ExtGState << /G << /ca 0 >> >>',
      objects: ['<< /Type /OCG /Name (Layer) >>'],
    };
    expect(await read([shown + content], extra)).toEqual([whole]);
  });

  it('is not what is white on a dark box or on a picture, nor the text of a scan', async () => {
    const box = `q 0 0 0.5 rg 60 640 300 30 re f 1 g ${at(72, 650, 'The market is on Friday.')} Q`;
    expect(await read([shown + box])).toContain('The market is on Friday.');
    const marker = {
      resources: '/XObject << /M 10 0 R >> /ExtGState << /B << /BM /Multiply >> /N << /BM /Normal >> >>',
      objects: [
        '<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency >> /Resources << /ExtGState << /N << /BM /Normal >> >> >> /Length 37 >>\nstream\n/N gs 1 1 0 rg 60 640 500 80 re f     \nendstream',
      ],
    };
    expect(await read([`${shown} q /B gs /M Do Q`], marker)).toEqual([whole]);
    const picture = {
      resources: '/XObject << /P 10 0 R >>',
      objects: [
        '<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >>\nstream\n0\nendstream',
      ],
    };
    const paint = 'q 400 0 0 60 60 620 cm /P Do Q';
    const onPicture = `${paint} 1 g ${at(72, 650, 'The market is on Friday.')} 0 g`;
    expect(await read([shown + onPicture], picture)).toContain('The market is on Friday.');
    expect(await read([`3 Tr ${shown}`])).toEqual([whole]);
    // Part of the page is a picture of what is written over it.
    const covered = `${shown} ${paint} q /G gs ${at(72, 650, 'The market is on Friday.')} Q`;
    const resources = `${picture.resources} /ExtGState << /G << /ca 0 >> >>`;
    expect(await read([covered], { ...picture, resources })).toEqual([whole, 'The market is on Friday.']);
    const half = `${shown} ${paint} 3 Tr ${at(72, 650, 'The market is on Friday.')} ${at(72, 300, 'The mayor is a crook.')}`;
    expect(await read([half], picture)).toEqual([whole, 'The market is on Friday.']);
  });
});

describe('a PDF without end', () => {
  const page = (text: string) => ({ content: at(72, 700, text) });
  const pages = [page('The first page.'), page('The second page.'), page('The third page.')];
  const limits = { pages: 2000, milliseconds: 1e6, unpacked: 50e6 };

  it('is read as far as its limits go, and says so', async () => {
    const { outline, problems } = await outlinePdf(drawnPdf(pages), { ...limits, pages: 2 });
    expect(outline?.text).toBe('The first page.\n\nThe second page.');
    expect(problems).toEqual([
      { code: 'pages-left-out', severity: 'warning', line: null, details: { read: 2, pages: 3 } },
    ]);
    const late = await outlinePdf(drawnPdf(pages), { ...limits, milliseconds: 0 });
    expect(late.problems[0]?.details).toEqual({ read: 1, pages: 3 });
  });

  it('is not unpacked where that would fill the memory', async () => {
    const bomb = drawnPdf([{ content: 'q Q '.repeat(100_000) }], { isPacked: true });
    const { outline, problems } = await outlinePdf(bomb, { ...limits, unpacked: 100_000 });
    expect(outline).toBeNull();
    expect(problems[0]?.details['reason']).toBe('too-large-unpacked');
    const small = drawnPdf(pages, { isPacked: true });
    expect((await outlinePdf(small, { ...limits, unpacked: 10_000 })).outline).not.toBeNull();
  });
});

it('a page of more characters than are read is told', async () => {
  const many = `BT /F 2 Tf 72 700 Td ${'(a mill on a river and a boat) Tj 0 0 Td '.repeat(4_000)} ET`;
  const { problems } = await outlinePdf(drawnPdf([{ content: at(72, 800, 'The mill.') }, { content: many }]));
  expect(problems).toEqual([
    expect.objectContaining({ code: 'page-cut', details: { page: 2, read: 100_000 } }),
  ]);
});
