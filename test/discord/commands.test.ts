import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES, otherLanguage } from '../../src/corpus/document.js';
import { readCorpus } from '../../src/corpus/read.js';
import { PROJECT_ROOT } from '../../src/environment.js';
import { phrasesFor } from '../../src/i18n/phrases.js';
import { readMarkdown, stylesOf } from '../discord-markdown.js';
import { type Started, startBot } from './bot-fixture.js';
import { plainSpaces, readReply } from './read-reply.js';
import type { StandIn } from './stand-in.js';
import type { OptionValues, Person, Shown, Where } from './user.js';
import { textsOf } from './validate-components.js';
import { FLAGS } from './validate-message.js';

/** The bot as a user has it: the shipped corpus, the shipped model. */
let started: Started;
let discord: StandIn;
beforeAll(async () => {
  started = await startBot({ env: { QUESTIONS_PER_10_SECONDS: '100' } });
  discord = started.discord;
});
afterAll(() => started.stop());
afterEach(() => {
  expect(discord.refusals).toEqual([]);
  expect(discord.acknowledgements).toMatchObject({ late: 0, doubled: 0, unacknowledged: 0 });
});

const corpus = await readCorpus(join(PROJECT_ROOT, 'corpus'));
const texts = corpus.documents.map(({ text }) => plainSpaces(text));

/** People whose Discord speaks each of our languages, and what they are told in it. */
const READERS = LANGUAGES.map((language) => ({
  language,
  locale: { fr: 'fr', en: 'en-GB' }[language],
  say: phrasesFor(language),
  other: phrasesFor(otherLanguage(language)),
}));
type Reader = (typeof READERS)[number];

/** Uses a command as it is called in the reader's language. */
async function use(
  { locale, say }: Reader,
  command: 'ask' | 'fact' | 'sources' | 'help',
  values: OptionValues = {},
  where: Where = { channel: discord.channel },
  person: Person = discord.person('ada'),
): Promise<Shown> {
  return person.slash(say.commands[command].name, values, { ...where, locale }).response();
}

const ask = (reader: Reader, question: string, more: OptionValues = {}, where?: Where, person?: Person) =>
  use(reader, 'ask', { question, ...more }, where, person);

/** What holds of every reply: it pings nobody, previews no link, and quotes the corpus to the letter. */
function expectFaithful(reply: Shown): void {
  expect(reply).toMatchObject({ mentions: [], mention_everyone: false, mention_roles: [] });
  expect(reply.flags & FLAGS.suppressEmbeds).not.toBe(0);
  for (const { words } of readReply(reply).quotes) {
    const quoted = plainSpaces(words);
    expect(texts.some((text) => text.includes(quoted))).toBe(true);
  }
}

describe.each(READERS)('to someone whose Discord speaks $language', (reader) => {
  const { say, other, language } = reader;
  const { buttons, notices } = say.discord;
  const option = { language: say.commands.ask.language.name, private: say.commands.ask.private.name };

  it.each([
    ['fr', 'Qui a fondé le Groupe SOS ?', 'Jean-Marc Borello', 'Jean-Marc Borello'],
    ['en', 'Who founded Groupe SOS?', 'Jean-Marc Borello', 'Jean-Marc Borello'],
    ['fr', 'Quand Jean-Marc Borello est-il né ?', 'décembre 1957', 'December 1957'],
    ['en', 'When was Jean-Marc Borello born?', 'December 1957', 'décembre 1957'],
  ] as const)(
    '/ask in %s, “%s”: the quote in that language, its counterpart, the source',
    async (asked, question, span, counterpart) => {
      const reply = await ask(reader, question);
      expectFaithful(reply);
      expect(reply.ephemeral).toBe(false);
      const read = readReply(reply);
      expect(read.question).toBe(question);
      expect(read.quotes.map(({ underlined }) => plainSpaces(underlined))).toEqual([span, counterpart]);
      for (const { bold, underlined } of read.quotes) expect(bold).toContain(underlined);
      const shown = textsOf(reply.components);
      expect(shown[1]).toBe(`-# ${say.answer.answered}`);
      expect(shown.at(-2)).toMatch(new RegExp(`^-# ${say.headings[otherLanguage(asked)]}\n> `));
      expect(shown.at(-1)).toMatch(/^-# .* — .* · .* · .*\d{4}$/);
      expect(read.labels.slice(-2)).toEqual([buttons.only[asked], buttons.delete]);
    },
  );

  it('/ask, not sure: says so above the closest passages, and answers nothing off the subject', async () => {
    // Near the subject, each a little further: which of them is which is for the engine to judge.
    const near = [
      'Qui finance le MOUVES ?',
      'How many people work at Groupe SOS?',
      'Quand Jean-Marc Borello a-t-il rencontré Ashoka ?',
      'Does Ashoka pay its Fellows?',
      'Où habite Jean-Marc Borello ?',
      'What is the budget of MOUVES?',
    ];
    const replies = await Promise.all(near.map((question) => ask(reader, question)));
    const unsure = replies.filter(({ components }) => textsOf(components)[1] === `### ${say.answer.unsure}`);
    expect(unsure.length).toBeGreaterThan(0);
    for (const reply of unsure) {
      expectFaithful(reply);
      expect(readReply(reply).quotes.length).toBeGreaterThan(0);
      expect(readReply(reply).words).not.toContain(say.answer.answered);
    }
  });

  it.each(['Quelle est la recette des crêpes ?', 'What is the capital of Peru?'])(
    '/ask, unanswered, “%s”: a plain sentence, how to ask, the nearest topics as buttons',
    async (question) => {
      const reply = await ask(reader, question);
      expectFaithful(reply);
      const { words, quotes, labels, question: shown } = readReply(reply);
      expect(shown).toBe(question);
      expect(words).toContain(`${say.answer.unanswered}\n${say.answer.howToAsk}\n${say.answer.topics}`);
      expect(quotes).toEqual([]);
      expect(labels.length).toBeGreaterThan(1);
      expect(labels.at(-1)).toBe(buttons.delete);
    },
  );

  it.each([
    ['Bonjour !', 'chatter'],
    ['thanks a lot', 'chatter'],
    ['?!…', 'empty'],
    ['🎉', 'empty'],
  ] as const)('/ask “%s”: how to ask, with examples', async (question, intent) => {
    const { words, quotes } = readReply(await ask(reader, question));
    expect(words).toContain(say.answer[intent]);
    expect(words).toContain(say.answer.examples);
    expect(quotes).toEqual([]);
  });

  it.each(LANGUAGES)(
    '/ask with the language %s: that one is quoted first, whatever was asked',
    async (wanted) => {
      for (const question of ['Qui a fondé le Groupe SOS ?', 'Who founded Groupe SOS?']) {
        const { quotes } = readReply(await ask(reader, question, { [option.language]: wanted }));
        expect(quotes.map(({ words }) => words.includes('founded'))).toEqual(
          wanted === 'en' ? [true, false] : [false, true],
        );
      }
    },
  );

  it('/ask in private: only the asker sees it, and may share it', async () => {
    const reply = await ask(reader, 'Who founded Groupe SOS?', { [option.private]: true });
    expect(reply.ephemeral).toBe(true);
    const { labels } = readReply(reply);
    expect(labels).toContain(buttons.share);
    expect(labels).not.toContain(buttons.delete);
    for (const question of ['Hello!', 'What is the capital of Peru?']) {
      expect((await ask(reader, question, { [option.private]: true })).ephemeral).toBe(true);
    }
  });

  describe('as one types', () => {
    const typing = async (command: 'ask' | 'fact', typed: string) => {
      const named = command === 'ask' ? say.commands.ask.question.name : say.commands.fact.topic.name;
      const { locale } = reader;
      const choices = await discord
        .person('ada')
        .autocomplete(say.commands[command].name, named, typed, { channel: discord.channel, locale });
      expect(choices.length).toBeLessThanOrEqual(25);
      for (const { name, value } of choices) {
        expect(name.length).toBeLessThanOrEqual(100);
        expect(String(value).length).toBeLessThanOrEqual(100);
      }
      return choices;
    };

    it.each([
      ['a typo', 'emploees', /employees/i],
      ['no accents', 'salaries chiffre d affaires', /salariés et chiffre d’affaires/i],
      ['accents that are not there', 'Employéés', /employees/i],
      ['French', 'Fondation Sch', /Fondation Schwab/],
      ['English', 'Schwab Found', /Schwab Foundation/],
      ['the beginning of a word', 'turno', /turnover/i],
    ])('/ask and /fact meet %s', async (_, typed, expected) => {
      expect((await typing('ask', typed)).map(({ name }) => name).join('\n')).toMatch(expected);
      expect((await typing('fact', typed)).map(({ name }) => name).join('\n')).toMatch(expected);
    });

    it('offers what there is before anything is typed, in the language of the interface', async () => {
      const questions = await typing('ask', '');
      expect(questions).toHaveLength(25);
      expect(corpus.documents.flatMap((document) => document.questions)).toContain(questions[0]?.name);
      expect(questions[0]?.name).toMatch({ fr: /\u00a0\?$|\u202f\?$| \?$/, en: /\w\?$/ }[language]);
      expect(await typing('fact', '')).toHaveLength(25);
    });

    it.each(['zzzz', '\u202e', '**', '<@1>', 'x'.repeat(1000)])('bears anything: %s', async (typed) => {
      await typing('ask', typed);
      await typing('fact', typed.slice(0, 100));
    });

    it('/ask answers what it proposed', async () => {
      const [first] = await typing('ask', 'Schwab Foundation present');
      const reply = await ask(reader, String(first?.value));
      expectFaithful(reply);
      expect(readReply(reply).quotes.length).toBeGreaterThan(0);
    });

    it('/fact shows the passage of the topic chosen', async () => {
      for (const { name, value } of (await typing('fact', 'Fellow')).slice(0, 3)) {
        const reply = await use(reader, 'fact', { [say.commands.fact.topic.name]: String(value) });
        expectFaithful(reply);
        expect(reply.ephemeral).toBe(false);
        const { words, quotes, labels } = readReply(reply);
        const [heading = ''] = name.split(' — ');
        // A topic proposed in the other language is shown in the reader's.
        if (name.includes('Fellow')) expect(words).toContain('Fellow');
        expect(heading).not.toBe('');
        expect(quotes).toHaveLength(2);
        expect(quotes.every(({ bold }) => bold === '')).toBe(true);
        expect(labels).toContain(buttons.only[language]);
      }
    });
  });

  it.each(['Employees and turnover', 'salaries chiffre daffaires', 'Salariés et chiffre d’affaires'])(
    '/fact with “%s”, not chosen from the list: the nearest topic, in the language of the interface',
    async (topic) => {
      const reply = await use(reader, 'fact', { [say.commands.fact.topic.name]: topic });
      expectFaithful(reply);
      const heading = { fr: 'Salariés et chiffre d’affaires', en: 'Employees and turnover' }[language];
      expect(readReply(reply).words.split('\n')[0]).toBe(heading);
    },
  );

  it('/fact in private: only the asker sees it', async () => {
    const values = { [say.commands.fact.topic.name]: 'Fellow', [say.commands.fact.private.name]: true };
    const reply = await use(reader, 'fact', values);
    expect(reply.ephemeral).toBe(true);
    expect(readReply(reply).labels).toContain(buttons.share);
  });

  it('/fact with no such topic: says so, to the asker alone', async () => {
    const reply = await use(reader, 'fact', { [say.commands.fact.topic.name]: 'zzzz' });
    expect(reply.ephemeral).toBe(true);
    expect(readReply(reply).words).toBe(notices.unknownTopic);
  });

  it('/sources: every document with date, link and number of passages, page by page, there and back', async () => {
    const ada = discord.person('ada');
    const first = await use(reader, 'sources', {}, undefined, ada);
    expect(first.ephemeral).toBe(true);
    // Every page of the corpus is there in both languages: the one in the reader's is listed.
    const own = corpus.documents.filter(({ path }) => path.endsWith(`.${language}.md`));
    const pages = Math.ceil(own.length / 6);
    expect(readReply(first).words.split('\n')[0]).toBe(`${say.discord.sources(own.length)} · 1/${pages}`);
    const listed: string[] = [];
    let page = first;
    for (;;) {
      const [, ...entries] = textsOf(page.components);
      listed.push(...entries.map((entry) => plainSpaces(entry)));
      if (!readReply(page).labels.includes(buttons.next)) break;
      page = await ada.click(page, buttons.next, { locale: reader.locale }).response();
    }
    expect(listed).toHaveLength(own.length);
    for (const [i, { source }] of own.entries()) {
      for (const part of [source.title, source.publisher ?? '', source.url ?? '']) {
        expect(listed[i]).toContain(plainSpaces(part));
      }
    }
    for (const entry of listed)
      expect(entry).toMatch(/-# .*\d{4}(?: environ)? · \d+ passages? · (?:dans|in) /);
    const back = await ada.click(page, buttons.previous, { locale: reader.locale }).response();
    expect(readReply(back).labels).toEqual([buttons.previous, buttons.next]);
  });

  it('/help: what can be done, by its names in both languages, to the asker alone', async () => {
    const reply = await use(reader, 'help');
    expect(reply.ephemeral).toBe(true);
    const { words } = readReply(reply);
    for (const name of [say, other].flatMap(({ commands: { ask, fact, help, quote } }) => [
      `/${ask.name}`,
      `/${fact.name}`,
      `/${help.name}`,
      quote.name,
    ])) {
      expect(words).toContain(name);
    }
  });

  describe('by the menu of a message', () => {
    const menu = (message: Pick<Shown, 'id'>, where: Where = {}, person = discord.person('ada')) =>
      person.contextMenu(say.commands.quote.name, message, { ...where, locale: reader.locale }).response();

    it('answers what anybody asked', async () => {
      const asked = discord.person('bob').say(discord.channel, 'Who founded **Groupe SOS**? 🤔');
      const reply = await menu(asked);
      expectFaithful(reply);
      expect(reply).toMatchObject({ ephemeral: false, type: 23 });
      const { question, quotes, words } = readReply(reply);
      expect(question).toBe('Who founded Groupe SOS ? 🤔');
      expect(quotes[0]?.underlined).toBe('Jean-Marc Borello');
      expect(words).toContain(say.answer.answered);
    });

    it('answers what another bot or a webhook said', async () => {
      const bot = discord.person('quiz', { bot: true });
      for (const message of [
        bot.say(discord.channel, 'Qui a fondé le Groupe SOS ?'),
        discord.person('feed').say(discord.channel, 'Qui a fondé le Groupe SOS ?', { webhook: true }),
      ]) {
        expect(readReply(await menu(message)).quotes[0]?.underlined).toBe('Jean-Marc Borello');
      }
    });

    it('reads people by their names, and pings none of them', async () => {
      const borello = discord.person('Jean-Marc Borello');
      const asked = discord.person('bob').say(discord.channel, `When was <@${borello.user.id}> born?`);
      const reply = await menu(asked);
      expectFaithful(reply);
      expect(readReply(reply)).toMatchObject({ question: 'When was Jean-Marc Borello born?' });
      expect(readReply(reply).quotes[0]?.underlined).toBe('December 1957');
    });

    it('says that there is nothing to answer in a message without text, to the asker alone', async () => {
      const ada = discord.person('ada');
      const own = await ask(reader, 'Who founded Groupe SOS?');
      for (const message of [discord.person('bob').say(discord.channel, ''), own]) {
        const reply = await menu(message, {}, ada);
        expect(reply.ephemeral).toBe(true);
        expect(textsOf(reply.components)).toEqual([notices.unreadable]);
      }
    });

    it('bears a message as long as messages get', async () => {
      const asked = discord.person('bob').say(discord.channel, `${'Who founded Groupe SOS? '.repeat(160)}`);
      const reply = await menu(asked);
      expectFaithful(reply);
      expect(readReply(reply).question).toMatch(/^(?:Who founded Groupe SOS\? )+/);
    });
  });

  describe('wherever commands can be used', () => {
    const places: readonly (readonly [string, (people: readonly [Person, Person, Person]) => Where])[] = [
      ['in a server', () => ({ channel: discord.channel })],
      ['in a thread', () => ({ channel: discord.addThread(discord.channel, 'about') })],
      ['in a direct message with the bot', () => ({})],
      ['in a direct message with the bot that one installed', () => ({ userInstalled: true })],
      [
        'in a direct message with somebody else',
        ([ada, bob]) => ({ channel: discord.addPrivateChannel([ada, bob]), userInstalled: true }),
      ],
      [
        'in a private group',
        (people) => ({ channel: discord.addPrivateChannel(people), userInstalled: true }),
      ],
      [
        'in a server that the bot is not in',
        () => ({
          channel: discord.addChannel('far', { guild: discord.addGuild('Far', { installed: false }) }),
          userInstalled: true,
        }),
      ],
    ];

    it.each(places)('%s: asked, looked up, looked through, shared, deleted', async (_, placeOf) => {
      const people = [discord.person('ada'), discord.person('bob'), discord.person('eve')] as const;
      const [ada, bob] = people;
      const where = placeOf(people);
      const { channel = ada.dmChannel(), ...how } = where;
      const press = { ...how, locale: reader.locale };

      const reply = await ask(reader, 'Who founded Groupe SOS?', {}, where, ada);
      expectFaithful(reply);
      const next = await ada.click(reply, readReply(reply).labels[0] ?? '', press).response();
      expect(next.id).toBe(reply.id);
      expect(textsOf(next.components)[1]).toMatch(new RegExp(`^### ${say.answer.others} · 2/`));
      ada.click(next, buttons.delete, press);
      await discord.gone(reply);

      const topic = await use(reader, 'fact', { [say.commands.fact.topic.name]: 'Fellow' }, where, ada);
      expect(readReply(topic).quotes).toHaveLength(2);
      expect((await use(reader, 'sources', {}, where, ada)).ephemeral).toBe(true);
      expect((await use(reader, 'help', {}, where, ada)).ephemeral).toBe(true);

      const hidden = await ask(reader, 'Who founded Groupe SOS?', { [option.private]: true }, where, ada);
      expect(hidden.ephemeral).toBe(true);
      const [shared] = await ada.click(hidden, buttons.share, press).followUps(1);
      expect(shared).toMatchObject({ ephemeral: false, channel_id: channel.id, mentions: [] });

      const said = bob.say(channel, 'Who founded <@&12345678901234567>? <#12345678901234567> Groupe SOS');
      const menu = ada.contextMenu(say.commands.quote.name, said, { ...how, locale: reader.locale });
      expectFaithful(await menu.response());
    });
  });
});

it.each(['de', 'es-ES', 'en-US', 'ja'])(
  'speaks English to someone whose Discord speaks %s',
  async (locale) => {
    const { answer } = phrasesFor('en');
    const question = 'Quand Jean-Marc Borello est-il né ?';
    const asked = discord.person('ada').slash('ask', { question }, { locale });
    const { words, quotes } = readReply(await asked.response());
    expect(words).toContain(answer.answered);
    expect(quotes[0]?.words).toContain('décembre 1957');
  },
);

describe('hostile questions', () => {
  const HOSTILE = [
    ['mentions', '@everyone @here <@80351110224678912> <@&80351110224678912> <#80351110224678912> Borello?'],
    ['Markdown', '# **Who** __founded__ ~~Groupe~~ ||SOS|| *Borello* _now_?\n- a\n1. b\n> c\n-# d'],
    ['code fences', '```js\nWho founded Groupe SOS?\n``` `Borello` ``'],
    ['links', '[Who founded Groupe SOS?](https://evil.example) https://evil.example/a_b <https://x.example>'],
    ['emoji and times', ':smile: <:smile:80351110224678912> <t:1700000000:R> Who founded Groupe SOS? 👩‍👩‍👧'],
    ['right to left', '\u202eWho founded\u202c \u2066Groupe SOS\u2069?\u200f שלום مرحبا'],
    ['zalgo', 'W̸̡͚̏h̷͉̎̈́o̷̰͗ f̴̗̋ö̵̺u̶͓͝n̶̹̈́d̸̦̂e̷̖̓d̵̖̑ Groupe SOS?'],
    ['Chinese', '谁创立了 Groupe SOS？漢字かな交じり文。'.repeat(10)],
    ['controls', 'Who\u0000 founded\u0007\u009b31m Groupe SOS?\u2028\u0085'],
    ['half a character', 'Who founded Groupe SOS? \ud83d'],
    ['backslashes', 'Who founded \\*Groupe\\\\ SOS\\_?\\'],
    ['1,000 characters', `Who founded Groupe SOS? ${'*|`_~<@1>漢'.repeat(98)}`.slice(0, 1000)],
    ['1,000 emoji', '😀'.repeat(500)],
    ['1,000 letters without a space', 'x'.repeat(1000)],
    ['1,000 Chinese characters', '漢'.repeat(1000)],
  ] as const;

  it.each(HOSTILE)('%s: shown as they are, obeyed by nobody', async (_, question) => {
    for (const reader of READERS) {
      const ada = discord.person('ada');
      const said = discord.person('bob').say(discord.channel, question);
      const { name } = reader.say.commands.quote;
      const replies = [
        await ask(reader, question, {}, undefined, ada),
        await ada.contextMenu(name, said, { locale: reader.locale }).response(),
      ];
      const [more = ''] = readReply(replies[0] ?? said).labels;
      if (/1\/\d+$/.test(more)) {
        replies.push(await ada.click(replies[0] ?? said, more, { locale: reader.locale }).response());
      }
      for (const reply of replies) {
        expectFaithful(reply);
        const shown = textsOf(reply.components);
        for (const style of stylesOf(shown.flatMap((text) => readMarkdown(text)))) {
          expect(style).toMatch(
            /^(?:quote|strong|underline|subtext|heading|list|link:https:\/\/(?!evil|x).*)$/,
          );
        }
        expect(shown.join('')).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200f\0]/);
      }
    }
  });

  it('sends nothing that could ping anybody', () => {
    const sent = discord.requests.filter(({ body }) => JSON.stringify(body)?.includes('"components"'));
    expect(sent.length).toBeGreaterThan(50);
    for (const { body } of sent)
      expect(JSON.stringify(body)).toContain('"allowed_mentions":{"parse":[],"replied_user":false}');
  });
});
