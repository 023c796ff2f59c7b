import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote, side } from '../../../test/answers.js';
import { anyQuote, anyState } from '../../../test/any-quote.js';
import { fuzzRuns } from '../../../test/damage.js';
import { readMarkdown, stylesOf, wordsOf } from '../../../test/discord-markdown.js';
import { anyText, hostileText } from '../../../test/hostile-text.js';
import { seenOf } from '../../../test/view-payload.js';
import { LANGUAGES } from '../../corpus/document.js';
import { phrasesFor } from '../../i18n/phrases.js';
import { legible } from '../../search/clean.js';
import { pressOf, type ReplyState } from '../custom-id.js';
import { withoutControls } from '../markdown.js';
import { answerView, askedIn, questionOf, unansweredView } from './answer.js';
import type { View } from './view.js';

const fr = phrasesFor('fr');
const en = phrasesFor('en');
const asker = '80351110224678912';
const state: ReplyState = {
  kind: 'answer',
  verdict: 'answered',
  asker,
  language: 'fr',
  show: 'both',
  hidden: false,
  page: 0,
  keys: ['mIll-_1', 'mIll-_2', 'mIll-_3'],
};
const content = { question: 'Qui a bâti le moulin ?', understoodAs: null, quote, pages: 3, state };
const anyLanguage = fc.constantFrom(...LANGUAGES);
const labelsOf = (view: View) => seenOf(view.components).buttons.map(({ label }) => label);
const pressesOf = (view: View) => seenOf(view.components).buttons.map(({ customId }) => pressOf(customId));

/** As Discord gives components back: numbered from 1 where they have no id of their own. */
function asDiscordKeepsThem({ components }: View): unknown[] {
  const taken = new Set(
    JSON.stringify(components)
      .match(/(?<="id":)\d+/g)
      ?.map(Number),
  );
  let next = 1;
  const numbered = (component: object): object => {
    while (taken.has(next)) next++;
    const id = 'id' in component && typeof component.id === 'number' ? component.id : next++;
    const inner =
      'components' in component && Array.isArray(component.components) ? component.components : null;
    return { ...component, id, ...(inner === null ? {} : { components: inner.map(numbered) }) };
  };
  return components.map(numbered);
}

describe('answerView', () => {
  it('shows the question, the quote with its sentence and span, the counterpart and the source', () => {
    const { texts } = seenOf(answerView(content, fr).components);
    expect(texts).toEqual([
      '**Qui a bâti le moulin ?**',
      '-# Trouvé dans le corpus',
      expect.stringContaining('> Le moulin de Valbrune tourne'),
      expect.stringMatching(/^-# Anglais\n> The Valbrune mill/),
      '-# [Moulins du pays](<https://mills.example/valbrune>) — Cercle des meuniers · Histoire · informations de février 2010',
    ]);
    const [, , main = '', counterpart = ''] = texts;
    const sentence = quote.highlight && quote.text.slice(quote.highlight.start, quote.highlight.end);
    expect(wordsOf(readMarkdown(main), 'strong')).toBe(sentence);
    expect(wordsOf(readMarkdown(main), 'underline')).toBe('Odile Ferrand');
    expect(wordsOf(readMarkdown(main))).toBe(quote.text);
    expect(wordsOf(readMarkdown(counterpart))).toBe(`Anglais\n${quote.counterpart?.text}`);
  });

  it('says of an unsure answer that it is only near, in another colour', () => {
    const unsure = answerView({ ...content, state: { ...state, verdict: 'unsure' } }, en);
    expect(seenOf(unsure.components).texts[1]).toBe(`### ${en.answer.unsure}`);
    expect(JSON.stringify(unsure)).not.toContain(en.answer.answered);
    const colourOf = (view: View) => JSON.stringify(view).match(/"accent_color":\d+/)?.[0];
    expect(colourOf(unsure)).not.toBe(colourOf(answerView(content, en)));
  });

  it('says what the question was understood as', () => {
    const { texts } = seenOf(
      answerView({ ...content, question: 'Et qui ?', understoodAs: 'Qui ?' }, fr).components,
    );
    expect(texts.slice(0, 2)).toEqual(['**Et qui ?**', '-# comprise ainsi\u00a0: **Qui ?**']);
  });

  it('heads the passages after the first by what they are', () => {
    const { texts } = seenOf(answerView({ ...content, state: { ...state, page: 1 } }, fr).components);
    expect(texts[1]).toBe('### Autres passages · 2/3');
    expect(texts.join('\n')).not.toContain(fr.answer.answered);
  });

  it('shows one language when that is asked for', () => {
    const one = seenOf(answerView({ ...content, state: { ...state, show: 'one' } }, fr).components);
    expect(one.texts.join('\n')).not.toContain('The Valbrune mill');
    expect(one.texts.join('\n')).not.toContain('n’existe qu’en');
    expect(one.buttons.map(({ label }) => label)).toContain('Les deux langues');
  });

  it('says of a passage in one language only that it is', () => {
    const view = answerView({ ...content, quote: { ...quote, counterpart: null } }, fr);
    expect(seenOf(view.components).texts.at(-1)).toMatch(/^-# Ce passage n’existe qu’en français\.\n-# \[/);
    expect(labelsOf(view)).not.toContain('Français seulement');
  });

  it('names both sources when they differ', () => {
    const later = { ...side('en', 'A mill.', '', ''), source: { ...quote.source, asOf: '2012' } };
    const { texts } = seenOf(
      answerView({ ...content, quote: { ...quote, counterpart: later } }, fr).components,
    );
    expect(texts.filter((text) => text.startsWith('-# ['))).toHaveLength(2);
    expect(texts.at(-1)).toContain('informations de 2012');
  });

  it('leads with its buttons to the passages before and after, the other look, and away', () => {
    expect(labelsOf(answerView(content, fr))).toEqual([
      'Autres passages 1/3',
      'Français seulement',
      'Supprimer',
    ]);
    const middle = { ...state, page: 1 };
    const view = answerView({ ...content, state: middle }, fr);
    expect(pressesOf(view)).toEqual([
      { action: 'page', state },
      { action: 'page', state: { ...middle, page: 2 } },
      { action: 'show', state: { ...middle, show: 'one' } },
      { action: 'delete', asker },
    ]);
    const last = answerView({ ...content, state: { ...state, page: 2 } }, en);
    expect(labelsOf(last)).toEqual(['Previous', 'French only', 'Delete']);
  });

  it('can be shared when it is private, and needs no deleting then', () => {
    const hidden = { ...state, hidden: true };
    const view = answerView({ ...content, pages: 1, state: hidden }, fr);
    expect(labelsOf(view)).toEqual(['Français seulement', 'Partager']);
    expect(pressesOf(view)[1]).toEqual({ action: 'share', state: hidden });
  });

  it('leads to the rest of passages that are cut, each in its language', () => {
    const text = 'Une phrase assez ordinaire. '.repeat(500);
    const long = { ...quote, ...side('fr', text, '', '') };
    const one = answerView({ ...content, quote: { ...long, counterpart: side('en', 'Short.', '', '') } }, fr);
    expect(labelsOf(one)).toContain('Lire la suite');
    const both = answerView({ ...content, quote: { ...long, counterpart: side('en', text, '', '') } }, fr);
    expect(labelsOf(both)).toEqual(
      expect.arrayContaining(['Lire la suite en français', 'Lire la suite en anglais']),
    );
    expect(pressesOf(both)).toContainEqual({
      action: 'rest',
      key: quote.key,
      language: 'en',
      part: 0,
      isReading: false,
    });
  });

  it('links a title in no other way than to its address', () => {
    const linesOf = (title: string, url: string, address: string | null = null) => {
      const source = { title, publisher: null, url, asOf: null, quoted: true, read: null };
      const view = answerView(
        { ...content, quote: { ...quote, section: '', source, address, counterpart: null } },
        en,
      );
      return seenOf(view.components).texts.at(-1)?.split('\n').at(-1);
    };
    expect(linesOf('A_b', 'https://e.example/a_(b)?c=[d]')).toBe(
      '-# [A\\_b](<https://e.example/a_%28b%29?c=%5Bd%5D>) · undated',
    );
    const words = 'https://e.example/#:~:text=a-,b%20(c)';
    expect(linesOf('A', 'https://e.example', words)).toBe(
      '-# [A](<https://e.example/#:~:text=a-,b%20%28c%29>) · undated',
    );
    const tooLong = `${words}${'%20'.repeat(80)}`;
    expect(linesOf('A', 'https://e.example', tooLong)).toBe('-# [A](<https://e.example/>) · undated');
    expect(linesOf('A [b', 'https://e.example')).toBe('-# A [b ([link](<https://e.example/>)) · undated');
    expect(linesOf('https://f.example', 'https://e.example')).toBe(
      '-# https\\://f.example ([link](<https://e.example/>)) · undated',
    );
    for (const url of [
      'javascript:alert(1)',
      'https://a:b@e.example',
      `https://e.example/${'a'.repeat(300)}`,
      'x',
    ]) {
      expect(linesOf('A', url)).toBe('-# A · undated');
    }
  });
});

describe('any answer', () => {
  const anyAnswer = fc.record({
    question: fc.option(anyText, { freq: 9 }),
    understoodAs: fc.option(anyText),
    quote: anyQuote,
    state: anyState,
  });

  it('is a message that Discord takes, whose words are the passage’s, and in which nothing else is obeyed', () => {
    const ours = /^(?:quote|strong|underline|subtext|heading|link:https?:\/\/[^\s<>()[\]\\*`|"']+)$/;
    fc.assert(
      fc.property(anyAnswer, anyLanguage, ({ quote: drawn, ...asked }, language) => {
        const pages = asked.state.keys.length;
        const view = answerView({ ...asked, quote: drawn, pages }, phrasesFor(language));
        const { texts, buttons } = seenOf(view.components);
        for (const { customId } of buttons) expect(pressOf(customId)).not.toBeNull();
        const runs = texts.map((text) => readMarkdown(text));
        for (const style of stylesOf(runs.flat())) expect(style).toMatch(ours);
        expect(texts.join('')).not.toMatch(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/);

        const quoted = texts
          .map((text) => text.replace(/^-# .*\n(?=> )/, ''))
          .filter((text) => text.startsWith('> '));
        const sides =
          asked.state.show === 'one' ? [drawn] : [drawn, drawn.counterpart].filter((one) => one !== null);
        expect(quoted).toHaveLength(sides.length);
        quoted.forEach((block, i) => {
          const words = wordsOf(readMarkdown(block)).trim();
          const bare = words.replace(/^\[…\] /, '').replace(/ ?\[…\]$/, '');
          const whole = withoutControls(sides[i]?.text ?? '').trim();
          expect(whole.includes(bare) || whole.includes(words)).toBe(true);
        });
      }),
      fuzzRuns(37),
    );
  });
});

describe('questionOf', () => {
  it('reads back the question, as it was understood, from what Discord keeps', () => {
    fc.assert(
      fc.property(hostileText, fc.option(hostileText), anyState, (question, understoodAs, state) => {
        const asked = { question, understoodAs, quote, pages: 1, state };
        const view = answerView(asked, fr);
        const words = legible(understoodAs ?? '') || legible(question);
        expect(questionOf(asDiscordKeepsThem(view))).toBe(words === '' ? null : words);
      }),
      fuzzRuns(250),
    );
  });

  it('reads none where there is none, and none that is cut', () => {
    const read = (view: View) => questionOf(asDiscordKeepsThem(view));
    expect(read(answerView({ ...content, question: null }, fr))).toBeNull();
    const long = 'Qui a bâti le moulin ? '.repeat(100);
    expect(read(answerView({ ...content, question: long }, fr))).toBeNull();
    expect(read(answerView({ ...content, understoodAs: long }, fr))).toBeNull();
    expect(read(answerView({ ...content, question: long, understoodAs: 'Qui ?' }, fr))).toBe('Qui ?');
    const most = `${'mot '.repeat(249)}fin ?`.slice(0, 1000);
    expect(read(answerView({ ...content, question: most }, fr))).toBe(legible(most));
    for (const other of [[], [null], [{ type: 17 }], [{ components: [{ id: 1001, content: 3 }] }], ['x']]) {
      expect(questionOf(other)).toBeNull();
    }
  });
});

describe('askedIn', () => {
  it('reads back what a reply shows of its question, so that it can be shown again', () => {
    const asked = { question: 'Et *qui* ?', understoodAs: 'Qui a bâti le moulin ?' };
    expect(askedIn(asDiscordKeepsThem(answerView({ ...content, ...asked }, fr)))).toEqual(asked);
    const long = answerView({ ...content, question: 'Qui a bâti le moulin ? '.repeat(100) }, fr);
    expect(askedIn(asDiscordKeepsThem(long)).question).toMatch(/^Qui a bâti .*…$/);
    expect(askedIn([])).toEqual({ question: null, understoodAs: null });
  });
});

describe('unansweredView', () => {
  const topics = [
    { key: 'mIll-_1', title: 'Les écluses' },
    { key: 'mIll-_1', title: 'Les écluses' },
    { key: 'mIll-_2', title: ' \n' },
    { key: 'mIll-_3', title: 'Un très long titre '.repeat(10) },
  ];
  const unanswered = {
    question: 'Et le pain ?',
    understoodAs: null,
    topics,
    asker,
    language: 'fr',
    hidden: false,
  } as const;

  it('says so plainly, with the nearest topics as buttons and how to ask', () => {
    const view = unansweredView(unanswered, fr);
    expect(seenOf(view.components).texts.join('\n')).toMatch(
      /Je n’ai pas trouvé cela dans les documents\.\nEssayez une question entière/,
    );
    const [first, second, third] = pressesOf(view);
    expect(first).toEqual({ action: 'topic', state: { ...state, kind: 'topic', keys: ['mIll-_1'] } });
    expect(second).toMatchObject({ action: 'topic', state: { keys: ['mIll-_3'] } });
    expect(third).toEqual({ action: 'delete', asker });
    expect(labelsOf(view)[1]).toMatch(/^Un très long titre.*…$/);
    expect(questionOf(view.components)).toBe('Et le pain ?');
  });

  it('is a message that Discord takes, whatever is asked and near', () => {
    const anyTopics = fc.array(fc.record({ key: fc.stringMatching(/^[\w-]{7}$/), title: anyText }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        anyText,
        fc.option(anyText),
        anyTopics,
        anyState,
        anyLanguage,
        (question, understoodAs, near, drawn, shownIn) => {
          const phrases = phrasesFor(shownIn);
          const { asker, language, hidden } = drawn;
          const view = unansweredView(
            { question, understoodAs, topics: near, asker, language, hidden },
            phrases,
          );
          for (const press of pressesOf(view)) expect(press).not.toBeNull();
          expect(labelsOf(view).includes(phrases.discord.buttons.delete)).toBe(!hidden);
        },
      ),
      fuzzRuns(50),
    );
  });
});
