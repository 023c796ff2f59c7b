import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote, side } from '../../../test/answers.js';
import { anyQuote, anyState } from '../../../test/any-quote.js';
import { fuzzRuns } from '../../../test/damage.js';
import { readMarkdown, stylesOf, wordsOf } from '../../../test/discord-markdown.js';
import { anyText } from '../../../test/hostile-text.js';
import { seenOf } from '../../../test/view-payload.js';
import { LANGUAGES } from '../../corpus/document.js';
import { phrasesFor } from '../../i18n/phrases.js';
import { pressOf, type ReplyState } from '../custom-id.js';
import { answerView, questionOf, unansweredView } from './answer.js';
import { chatterView, emptyView, helpView } from './help.js';
import * as notices from './notice.js';
import { restView } from './rest.js';
import { sourcesView } from './sources.js';
import { topicView } from './topic.js';
import type { View } from './view.js';

const fr = phrasesFor('fr');
const en = phrasesFor('en');
const asker = '80351110224678912';
const anyLanguage = fc.constantFrom(...LANGUAGES);
const textsOf = (view: View) => seenOf(view.components).texts;
const pressesOf = (view: View) => seenOf(view.components).buttons.map(({ customId }) => pressOf(customId));

describe('topicView', () => {
  const state: ReplyState = {
    kind: 'topic',
    verdict: 'answered',
    asker,
    language: 'fr',
    show: 'both',
    hidden: false,
    page: 1,
    keys: ['mIll-_1'],
  };

  it('heads a passage by its section, and leads to those beside it', () => {
    const view = topicView({ section: { title: 'L’histoire du *moulin*' }, quote, pages: 12, state }, fr);
    expect(textsOf(view)[0]).toBe('### L’histoire du \\*moulin\\* · 2/12');
    expect(pressesOf(view).slice(0, 2)).toEqual([
      { action: 'page', state: { ...state, page: 0 } },
      { action: 'page', state: { ...state, page: 2 } },
    ]);
    expect(questionOf(view.components)).toBeNull();
  });

  it('is a message that Discord takes, whatever the section', () => {
    fc.assert(
      fc.property(
        anyText,
        anyQuote,
        anyState,
        fc.nat(40_000),
        anyLanguage,
        (title, quote, shown, page, language) => {
          const topic = { ...shown, kind: 'topic', page, keys: shown.keys.slice(0, 1) } as const;
          const view = topicView(
            { section: { title }, quote, pages: 40_000, state: topic },
            phrasesFor(language),
          );
          for (const press of pressesOf(view)) expect(press).not.toBeNull();
        },
      ),
      fuzzRuns(25),
    );
  });
});

describe('restView', () => {
  const text = Array.from({ length: 300 }, (_, i) => `Voici la phrase numéro ${i} d’un long passage.`).join(
    ' ',
  );
  const long = { side: side('fr', text, '', ''), key: 'mIll-_1' };

  it('shows the parts one after the other, all of the passage in all', () => {
    const words = [0, 1, 2, 3, 4].map((part) => textsOf(restView({ ...long, part }, en))[1] ?? '');
    expect(words.map((part) => wordsOf(readMarkdown(part))).join(' ')).toBe(text);
    const view = restView({ ...long, part: 1 }, en);
    expect(textsOf(view)[0]).toBe('-# French · part 2 of 5');
    expect(pressesOf(view)).toEqual([
      { action: 'rest', key: 'mIll-_1', language: 'fr', part: 0, isReading: true },
      { action: 'rest', key: 'mIll-_1', language: 'fr', part: 2, isReading: true },
    ]);
    expect(restView({ ...long, part: 99 }, en)).toEqual(restView({ ...long, part: 4 }, en));
  });

  it('is a message that Discord takes, whatever the passage', () => {
    fc.assert(
      fc.property(anyQuote, fc.nat(40), anyLanguage, (quote, part, language) => {
        const view = restView({ side: quote, key: quote.key, part }, phrasesFor(language));
        for (const press of pressesOf(view)) expect(press).not.toBeNull();
      }),
      fuzzRuns(25),
    );
  });
});

describe('sourcesView', () => {
  const documents = Array.from({ length: 13 }, (_, i) => ({
    source: {
      title: `Moulin ${i}`,
      publisher: i % 2 ? 'Cercle' : null,
      url: i % 3 ? null : 'https://m.example',
      asOf: '2012',
      quoted: true,
      read: null,
    },
    passages: i,
    isInBoth: i % 2 === 0,
  }));
  const sources = { documents, page: 1, asker, hidden: false };

  it('lists the documents, a page at a time, with date, link and number of passages', () => {
    const view = sourcesView(sources, fr);
    expect(textsOf(view)).toHaveLength(7);
    expect(textsOf(view)[0]).toBe('### Sources\u00a0: 13\u00a0documents · 2/3');
    expect(textsOf(view)[1]).toBe(
      '**[Moulin 6](<https://m.example/>)**\n-# informations de 2012 · 6\u00a0passages · dans les deux langues',
    );
    expect(textsOf(view)[2]).toBe('**Moulin 7 — Cercle**\n-# informations de 2012 · 7\u00a0passages');
    expect(pressesOf(view)).toEqual([
      { action: 'sources', asker, hidden: false, page: 0 },
      { action: 'sources', asker, hidden: false, page: 2 },
      { action: 'delete', asker },
    ]);
    expect(sourcesView({ ...sources, page: 99 }, fr)).toEqual(sourcesView({ ...sources, page: 2 }, fr));
    expect(textsOf(sourcesView({ ...sources, documents: [] }, fr))).toEqual([
      '### Aucun document n’est chargé.',
    ]);
  });

  it('is a message that Discord takes, whatever the documents', () => {
    const anyDocuments = fc.array(
      anyQuote.map(({ source }) => ({ source, passages: 100_000, isInBoth: true })),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(anyDocuments, fc.nat(2), fc.boolean(), anyLanguage, (all, page, hidden, language) => {
        const view = sourcesView({ documents: all, page, asker, hidden }, phrasesFor(language));
        for (const text of textsOf(view)) {
          for (const style of stylesOf(readMarkdown(text)))
            expect(style).toMatch(/^(?:heading|strong|subtext|link:http.*)$/);
        }
      }),
      fuzzRuns(25),
    );
  });
});

describe('help', () => {
  it('names the subjects of the corpus, its size and its date, and nothing of them while it is loaded', () => {
    const counts = { documents: 2, passages: 9, pairs: 5 };
    const corpus = { subjects: ['Moulin *de* Valbrune', 'Odile Ferrand'], counts, readOn: '2026-11-03' };
    const said = textsOf(helpView({ asker, corpus }, en)).join('\n');
    expect(said).toContain('Subjects of the corpus: Moulin \\*de\\* Valbrune, Odile Ferrand. It holds 2');
    expect(said).toContain('9\u00a0passages, 5\u00a0pairs, last read on 3 November 2026.');
    expect(textsOf(helpView({ asker, corpus: null }, en)).join('\n')).not.toContain('It holds');
    const nameless = textsOf(helpView({ asker, corpus: { ...corpus, subjects: [] } }, fr)).join('\n');
    expect(nameless).toContain('Il contient 2');
    expect(nameless).not.toContain('Sujets du corpus');
  });

  it('names the commands in both languages, and the other ways to ask', () => {
    for (const phrases of [fr, en]) {
      const text = textsOf(helpView({ asker }, phrases)).join('\n');
      for (const { ask, fact, sources, help, quote: menu } of [fr.commands, en.commands]) {
        for (const name of [
          `/${ask.name}`,
          `/${fact.name}`,
          `/${sources.name}`,
          `/${help.name}`,
          menu.name,
        ]) {
          expect(text).toContain(`**${name}**`);
        }
      }
      expect(text).toContain(`**${phrases.commands.ask.private.name}**`);
      expect(text).toContain(`**${phrases.discord.buttons.delete}**`);
    }
  });

  it('can be deleted by whoever it was given to, unless only they see it', () => {
    for (const view of [helpView, chatterView, emptyView]) {
      const [tour, ...presses] = pressesOf(view({ asker }, fr));
      expect(tour).toBeNull();
      expect(presses).toEqual([{ action: 'delete', asker }]);
      expect(pressesOf(view({ asker, hidden: true }, fr))).toEqual([null]);
    }
  });

  it('gives examples: headings as questions, questions as they are', () => {
    const text = textsOf(chatterView({ asker, examples: ['The locks', 'Who built *it*?', ' '] }, en)).join(
      '\n',
    );
    expect(text).toContain('- What does the corpus say about “The locks”?\n- Who built \\*it\\*?');
    expect(textsOf(emptyView({ asker }, en))).toEqual([`${en.answer.empty} ${en.answer.howToAsk}`]);
  });

  it('is a message that Discord takes, whatever the examples', () => {
    fc.assert(
      fc.property(fc.array(anyText), anyLanguage, (examples, language) => {
        for (const view of [helpView, chatterView, emptyView])
          seenOf(view({ asker, examples }, phrasesFor(language)).components);
      }),
      fuzzRuns(25),
    );
  });
});

describe('room', () => {
  const passage = (text: string) => ({ ...side('fr', text, '', ''), key: 'mIll-_1', pair: 'p', score: 1 });
  const state: ReplyState = {
    kind: 'answer',
    verdict: 'unsure',
    asker,
    language: 'fr',
    show: 'both',
    hidden: false,
    page: 0,
    keys: ['mIll-_1'],
  };

  // Three bytes a character: 4,000 of these are more than Discord can bear.
  it.each(['漢字かな。', 'हिन्दी। ', 'ไทย ', '한국어. ', '😀', 'é', '— « … » '])(
    'is kept to in every message, however long everything in it is: %s',
    (piece) => {
      const text = piece.repeat(4000);
      const url = `https://m.example/${piece.trim()}`;
      const source = { title: text, publisher: text, url, asOf: text, quoted: false, read: text };
      const quoted = { ...passage(text), source, section: text };
      const counterpart = { ...side('en', text, '', ''), source: { ...source, asOf: '2012' }, section: text };
      const reply = { quote: { ...quoted, counterpart }, pages: 1, state, isShared: true };
      const topics = Array.from({ length: 5 }, (_, i) => ({ key: `mIll-_${i}`, title: `${i} ${text}` }));
      const documents = Array.from({ length: 6 }, () => ({ source, passages: 100_000, isInBoth: true }));
      for (const phrases of [fr, en]) {
        const asked = { question: text, understoodAs: text };
        const views = [
          answerView({ ...asked, ...reply }, phrases),
          topicView({ section: { title: text }, ...reply }, phrases),
          unansweredView({ ...asked, ...state, topics }, phrases),
          restView({ side: quoted, key: quoted.key, part: 1 }, phrases),
          sourcesView({ documents, page: 0, asker, hidden: false }, phrases),
          helpView(
            {
              asker,
              examples: [text, `${text}1`, `${text}2`, `${text}3`, `${text}4`],
              corpus: {
                subjects: Array.from({ length: 20 }, () => text),
                counts: { documents: 1e6, passages: 1e6, pairs: 1e6 },
                readOn: '2026-11-03',
              },
            },
            phrases,
          ),
        ];
        for (const { components } of views) expect(() => seenOf(components)).not.toThrow();
      }
    },
  );
});

describe('notices', () => {
  it('say one thing each, in both languages', () => {
    const { rateLimitedView, hiddenView, ...plain } = notices;
    for (const phrases of [fr, en]) {
      const said = Object.values(plain).map((view) => textsOf(view(phrases)).join('\n'));
      expect(new Set(said).size).toBe(said.length);
      expect(new Set([...said, ...Object.values(phrases.discord.notices)]).size).toBe(said.length + 2);
      expect(textsOf(rateLimitedView(new Date(1_700_000_000_000), phrases))[0]).toContain('<t:1700000000:R>');
      expect(textsOf(hiddenView('123456789012345678', phrases))[0]).toContain('<@123456789012345678>');
    }
  });
});
