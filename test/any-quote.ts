import fc from 'fast-check';
import { LANGUAGES, type Language, otherLanguage } from '../src/corpus/document.js';
import { splitSentences } from '../src/corpus/sentences.js';
import type { ReplyState } from '../src/discord/custom-id.js';
import type { Quote, QuoteSide } from '../src/search/answer.js';
import { anyText, hostileText } from './hostile-text.js';

const anyUrl = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  hostileText,
  hostileText.map((text) => `https://example.com/${text}`),
  fc.constantFrom(
    'javascript:alert(1)',
    'https://user:secret@example.com/',
    'https://[::1]/',
    'not an address',
  ),
  fc.constant(`https://example.com/${'long/'.repeat(2000)}`),
);
const anyDate = fc.oneof(fc.constantFrom('2012', '2010-02', '2010-02-13'), hostileText);
const source = fc.record({
  title: anyText,
  publisher: fc.option(anyText),
  url: fc.option(anyUrl),
  asOf: fc.option(anyDate),
  quoted: fc.boolean(),
  read: fc.option(anyDate),
});

const anySide = (language: Language): fc.Arbitrary<QuoteSide> =>
  fc
    .record({
      text: anyText,
      section: anyText,
      source,
      address: fc.option(anyUrl),
      at: fc.nat(),
      within: fc.nat(),
    })
    .map(({ text, section, source, address, at, within }) => {
      const sentences = splitSentences(text, language);
      const highlight = sentences[at % (sentences.length + 1)] ?? null;
      const start =
        (highlight?.start ?? 0) + (within % Math.max((highlight?.end ?? 1) - (highlight?.start ?? 0), 1));
      const span = highlight === null ? null : { start, end: Math.min(start + 20, highlight.end) };
      return { passage: 'p', document: 'd.md', language, text, section, source, address, highlight, span };
    });

const key = fc.stringMatching(/^[A-Za-z0-9_-]{7}$/);

/** Any quote, in any language, with or without a counterpart. */
export const anyQuote: fc.Arbitrary<Quote> = fc
  .constantFrom(...LANGUAGES)
  .chain((language) =>
    fc
      .tuple(anySide(language), fc.option(anySide(otherLanguage(language))), key)
      .map(([side, counterpart, key]) => ({ ...side, pair: 'p', key, counterpart, score: 1 })),
  );

/** Any state of a reply that answers. */
export const anyState: fc.Arbitrary<ReplyState> = fc
  .record({
    verdict: fc.constantFrom('answered', 'unsure'),
    asker: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String),
    language: fc.constantFrom(...LANGUAGES),
    show: fc.constantFrom('both', 'one'),
    hidden: fc.boolean(),
    keys: fc.array(key, { minLength: 1, maxLength: 10 }),
    at: fc.nat(),
  } as const)
  .map(({ at, ...state }) => ({ ...state, kind: 'answer', page: at % state.keys.length }));
