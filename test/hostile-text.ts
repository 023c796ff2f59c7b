import fc from 'fast-check';

/** Pieces of text that Discord might obey, or that are hard to measure, cut or lay out. */
const PIECES = [
  ...['*', '**', '***', '_', '__', '~', '~~', '|', '||', '`', '```', '```js\n', '\\', '\\\\', '\\*'],
  ...['# ', '## ', '#', '-# ', '- ', '+ ', '1. ', '12) ', '1.', '-', '> ', '>>> ', '>', '\n', '\n\n', '\n  '],
  ...[
    '<@123>',
    '<@!123>',
    '<@&123>',
    '<#123>',
    '</ask:123>',
    '<id:guide>',
    '<t:1700000000:R>',
    '@everyone',
    '@here',
  ],
  ...[
    '<:smile:123>',
    '<a:smile:123>',
    ':smile:',
    ':+1:',
    ':',
    '::',
    '10:30:45',
    '<a@b.example>',
    '<+33123456789>',
    '<',
  ],
  ...[
    'https://example.com/a_b',
    'http',
    's',
    '://',
    '[a](https://example.com)',
    '[',
    ']',
    '](',
    '(',
    ')',
    '<https://e.example>',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200f',
    '\u061c',
    '\0',
    '\u0007',
    '\u009b',
    '\t',
    '\r',
    '\r\n',
    '\u2028',
    '\u0085',
    '\ud83d',
    '\ude00',
  ],
  ...[
    '😀',
    '漢字かな。',
    'हिन्दी ',
    '👩\u200d👩\u200d👧',
    'é',
    'e\u0301',
    'שלום',
    'مرحبا',
    '\u00a0',
    '\u200b',
    '«\u00a0',
    '\u00a0»',
    '…',
    '[…]',
  ],
  ...['a', 'B', '7', ' ', '. ', '? ', '! ', 'mot ', 'Une phrase. ', 'A sentence. ', 'M. X ', "l'eau ", ', '],
];

const piece = fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 3 }));

/** A short text of such pieces. */
export const hostileText = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));

/** Such a text, or a very long one: up to 100,000 UTF-16 code units, with or without sentences and words. */
export const anyText = fc.oneof(
  { weight: 6, arbitrary: hostileText },
  {
    weight: 3,
    arbitrary: fc
      .tuple(hostileText, fc.integer({ min: 1, max: 6000 }))
      .map(([text, length]) => text.repeat(Math.ceil(length / Math.max(text.length, 1))).slice(0, length)),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(
        'x',
        '😀',
        '*',
        '\n',
        '- a\n',
        '字',
        '漢字。',
        'ไทย ',
        'Un mot. ',
        'e\u0301',
        'a ',
        '://',
        '**b** c. ',
        '\0',
      )
      .map((text) => text.repeat(100_000 / text.length)),
  },
);
