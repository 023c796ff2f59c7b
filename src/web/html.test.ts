import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyQuote } from '../../test/any-quote.js';
import { anyText, hostileText } from '../../test/hostile-text.js';
import { phrasesFor } from '../i18n/phrases.js';
import { pageOfOurs } from './access.js';
import { networkOf } from './client.js';
import { marked, shown } from './html.js';
import { quoteView } from './quote.js';

/** The text of a piece of a page whose tags are left out. */
const textOf = (html: string, tags: RegExp) =>
  html.replace(tags, '').replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => {
    const meant = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'" }[entity];
    if (meant === undefined) throw new Error(entity);
    return meant;
  });

describe('marked', () => {
  it('is the text to the letter, but for what a page cannot hold', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(anyText, hostileText),
        fc.array(fc.nat(), { minLength: 4, maxLength: 4 }),
        async (text, cuts) => {
          const [a = 0, b = 0, c = 0, d = 0] = cuts
            .map((cut) => cut % (text.length + 1))
            .sort((x, y) => x - y);
          const html = String(await marked(text, { start: a, end: d }, { start: b, end: c }));
          expect(textOf(html, /<\/?(?:mark|strong)>/g).replaceAll('\ufffd', '')).toBe(
            shown(text).replaceAll('\ufffd', ''),
          );
          expect(html).toMatch(/^[^<>]*<mark>[^<>]*<strong>[^<>]*<\/strong>[^<>]*<\/mark>[^<>]*$/);
          expect(String(await marked(text, null, null))).not.toMatch(/[<>]/);
        },
      ),
    );
  });
});

describe('quoteView', () => {
  it('has no tags and no links but ours, whatever the quote', async () => {
    const ours = /^<\/?(?:article|div|p|blockquote|mark|strong|cite|a|span|code)(?: [^<>]*)?>$/;
    await fc.assert(
      fc.asyncProperty(anyQuote, fc.constantFrom('fr', 'en'), async (quote, language) => {
        const html = String(await quoteView(quote, phrasesFor(language)));
        for (const [tag] of html.matchAll(/<[^>]*>?/g)) {
          expect(tag).toMatch(ours);
          for (const [, name] of tag.matchAll(/ ([a-z-]+)="[^"]*"/g)) {
            expect(['class', 'lang', 'dir', 'cite', 'href', 'rel', 'aria-label']).toContain(name);
          }
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('pageOfOurs', () => {
  it('leads nowhere else, whatever is asked for', () => {
    const here = 'http://mill.example/sign-in';
    expect(pageOfOurs('/?q=mill&lang=fr', here)).toBe('/?q=mill&lang=fr');
    const tricks = [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      'javascript:alert(1)',
      '/.//evil.example',
      '\r\nset-cookie: a=b',
      '///evil.example',
    ];
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom(...tricks), fc.webUrl(), fc.string({ unit: 'binary' })),
        (next) => {
          const page = pageOfOurs(next, here);
          expect(page).toMatch(/^\/(?![/\\])[\x21-\x7e]*$|^\/$/);
          expect(new URL(page, here).origin).toBe('http://mill.example');
        },
      ),
    );
    for (const trick of tricks)
      expect(new URL(pageOfOurs(trick, here), here).origin).toBe('http://mill.example');
  });
});

describe('networkOf', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8:1:2::9', '2001:db8:1:2'],
    ['2001:DB8::9', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
  ])('%s is of %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});
