import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Started, startBot } from './bot-fixture.js';
import { runBot } from './run-bot.js';
import type { StandIn } from './stand-in.js';
import type { Person, Shown } from './user.js';
import { textsOf } from './validate-components.js';
import { BOT_PERMISSIONS, type Channel, INTENTS, memberJson, PERMISSIONS } from './world.js';

/** Nobody here asks too often. */
const ENV = { QUESTIONS_PER_10_SECONDS: '100', QUESTIONS_PER_HOUR: '36000' };

const QUESTION = { fr: 'Qui a fondé Ashoka ?', en: 'Who founded Ashoka?' };
const ANSWER = {
  fr: /Bill Drayton est le fondateur d’Ashoka/,
  en: /Bill Drayton is the founder of Ashoka/,
};
/** Whatever was asked before changes what this asks. */
const FOLLOW_UP = { fr: 'et en 2012 ?', en: 'and in 2012?' };
const FIRST = {
  fr: 'Combien de salariés le Groupe SOS comptait-il en 2009 ?',
  en: 'How many people did Groupe SOS employ in 2009?',
};
const UNDERSTOOD = {
  fr: '-# comprise ainsi : Combien de salariés le Groupe SOS comptait-il en 2012\n',
  en: '-# understood as: How many people did Groupe SOS employ in 2012\n',
};
const EMPLOYEES = { fr: /10 000 salariés/, en: /10,000 employees/ };
const HIDDEN = {
  fr: 'Discord ne montre pas au bot ce que dit ce message.',
  en: 'Discord does not show the bot what this message says.',
};
const EMPTY = { fr: 'Il n’y a pas de question ici.', en: 'There is no question here.' };
const UNREADABLE = {
  fr: 'Ce message ne contient pas de texte auquel répondre.',
  en: 'There is no text to answer in this message.',
};

let started: Started;
let discord: StandIn;
let ada: Person;
let bob: Person;
/** Mentions the bot. */
let at: string;

beforeAll(async () => {
  started = await startBot({ env: ENV });
  ({ discord } = started);
  ada = discord.person('ada');
  bob = discord.person('bob');
  at = `<@${discord.bot.id}>`;
});
afterAll(() => started.stop());
afterEach(() => {
  expect(discord.refusals).toEqual([]);
  const refused = discord.requests.filter(({ status }) => status === 401 || status === 403);
  expect(refused).toEqual([]);
  expect(started.bot.process.exitCode).toBeNull();
});

/** What a message says, without what sets it in bold and the like, and with plain spaces. */
const said = (message: Shown): string =>
  textsOf(message.components)
    .join('\n')
    .replace(/[*_]/g, '')
    .replace(/[\u00a0\u202f]/g, ' ');

/** A channel in a server of its own, which prefers French or English. */
function channelIn(language: 'fr' | 'en'): Channel {
  const guild = discord.addGuild(language, { preferred_locale: language === 'fr' ? 'fr' : 'en-US' });
  return discord.addChannel('library', { guild });
}

/** Writes in a channel, and gets the reply. */
async function replyTo(message: Shown): Promise<Shown> {
  const channel = discord.world.channels.get(message.channel_id);
  if (channel === undefined) throw new Error('no such channel');
  return discord.nextMessage(channel, { after: message });
}

/** What was answered by the time that a question asked later, by message, is answered. */
function silence(channel: Channel): Promise<Shown[]> {
  return discord.quiet(channel, async () => {
    await replyTo(discord.person('later').dm(QUESTION.en));
  });
}

/** Asks in a channel by mentioning the bot, and gets the answer. */
const asking = (who: Person, channel: Channel, text: string): Promise<Shown> =>
  replyTo(who.say(channel, `${at} ${text}`));

describe('what is answered', () => {
  interface Case {
    readonly name: string;
    readonly language: 'fr' | 'en';
    /** Writes the message, somewhere that the bot is. */
    readonly write: (channel: Channel) => Shown | Promise<Shown>;
    readonly expected: string | RegExp;
  }
  const role = (channel: Channel): string => `<@&${channel.guild?.botRoleId}>`;
  const cases: readonly Case[] = (['fr', 'en'] as const).flatMap((language): Case[] => {
    const question = QUESTION[language];
    const answer = ANSWER[language];
    const all: readonly Omit<Case, 'language'>[] = [
      { name: 'a mention, then a question', write: (c) => ada.say(c, `${at} ${question}`), expected: answer },
      { name: 'a question, then a mention', write: (c) => ada.say(c, `${question} ${at}`), expected: answer },
      {
        name: 'a mention in the middle',
        write: (c) => ada.say(c, question.replace(' ', ` ${at} `)),
        expected: answer,
      },
      {
        name: 'a mention written in the old way',
        write: (c) => ada.say(c, `<@!${discord.bot.id}> ${question}`),
        expected: answer,
      },
      {
        name: 'a mention beside one of somebody else',
        write: (c) => ada.say(c, `${at} ${question} <@${bob.user.id}>`),
        expected: answer,
      },
      {
        name: 'a mention beside @everyone',
        write: (c) => ada.say(c, `@everyone ${at} ${question}`),
        expected: answer,
      },
      {
        name: 'a mention beside the bot’s role',
        write: (c) => ada.say(c, `${role(c)} ${at} ${question}`),
        expected: answer,
      },
      {
        name: 'a mention of the bot’s role, which Discord hides, with a hint',
        write: (c) => ada.say(c, `${role(c)} ${question}`),
        expected: HIDDEN[language],
      },
      {
        name: 'a mention in a thread',
        write: (c) => ada.say(discord.addThread(c, 'talk'), `${at} ${question}`),
        expected: answer,
      },
      {
        name: 'a mention in a thread that had gone to sleep',
        write: (c) => ada.say(discord.addThread(c, 'old', { archived: true }), `${at} ${question}`),
        expected: answer,
      },
      {
        name: 'a mention in a locked thread, by whoever may write there',
        write: (c) => ada.say(discord.addThread(c, 'locked', { locked: true }), `${at} ${question}`),
        expected: answer,
      },
      {
        name: 'a reply to somebody else that mentions the bot',
        write: (c) => ada.say(c, `${at} ${question}`, { replyTo: bob.say(c, 'Hm.') }),
        expected: answer,
      },
      {
        name: 'a reply to the bot',
        write: async (c) => ada.say(c, question, { replyTo: await asking(ada, c, FIRST[language]) }),
        expected: answer,
      },
      {
        name: 'a reply to the bot by somebody else than its asker',
        write: async (c) => bob.say(c, question, { replyTo: await asking(ada, c, FIRST[language]) }),
        expected: answer,
      },
      {
        name: 'a reply to the bot without a ping, which Discord hides, with a hint',
        write: async (c) =>
          ada.say(c, question, { ping: false, replyTo: await asking(ada, c, FIRST[language]) }),
        expected: HIDDEN[language],
      },
      {
        name: 'a reply without a ping that mentions the bot',
        write: async (c) =>
          ada.say(c, `${at} ${question}`, { ping: false, replyTo: await asking(ada, c, FIRST[language]) }),
        expected: answer,
      },
      {
        name: 'a mention alone, with how to ask',
        write: (c) => ada.say(c, at),
        expected: EMPTY[language],
      },
      {
        name: 'a reply to the bot with a mention alone, with how to ask',
        write: async (c) => ada.say(c, at, { replyTo: await asking(ada, c, FIRST[language]) }),
        expected: EMPTY[language],
      },
      {
        name: 'a reply to the bot with a picture alone, with a hint',
        write: async (c) =>
          ada.say(c, '', { files: ['cat.png'], replyTo: await asking(ada, c, FIRST[language]) }),
        expected: UNREADABLE[language],
      },
      {
        name: 'a question with a picture',
        write: (c) => ada.say(c, `${at} ${question}`, { files: ['cat.png'] }),
        expected: answer,
      },
      { name: 'a direct message', write: () => ada.dm(question), expected: answer },
      {
        name: 'a direct message that mentions the bot',
        write: () => ada.dm(`${at} ${question}`),
        expected: answer,
      },
    ];
    return all.map((each) => ({ language, ...each }));
  });

  it.each(cases)('$language: $name', async ({ language, write, expected }) => {
    const message = await write(channelIn(language));
    const reply = await replyTo(message);
    expect(said(reply)).toMatch(expected);
    expect(reply.message_reference?.message_id).toBe(message.id);
    expect(reply).toMatchObject({ mentions: [], mention_roles: [], mention_everyone: false });
    // Once only.
    expect(await silence(discord.world.channels.get(reply.channel_id) ?? discord.channel)).toHaveLength(1);
  });

  it.each([
    ['a direct message with a picture alone', { files: ['cat.png'] }],
    ['a forwarded direct message', {}],
  ] as const)('%s, with a hint', async (name, writing) => {
    const forwards = name.startsWith('a forwarded') ? bob.say(discord.channel, QUESTION.en) : undefined;
    const message = ada.dm('', { ...writing, ...(forwards ? { forwards } : {}) });
    expect(said(await replyTo(message))).toContain(UNREADABLE.en);
  });

  it('shows people in a question by their names', async () => {
    const reply = await asking(
      ada,
      discord.channel,
      `Who founded Ashoka, <@${bob.user.id}> or <@!${ada.user.id}>?`,
    );
    expect(said(reply)).toContain('Who founded Ashoka, @bob or @ada?\n');
  });

  it('speaks the language of the question, whatever that of the server', async () => {
    expect(said(await asking(ada, channelIn('en'), QUESTION.fr))).toContain('-# Trouvé dans le corpus');
    expect(said(await asking(ada, channelIn('fr'), QUESTION.en))).toContain('-# Found in the corpus');
    expect(said(await replyTo(ada.dm('Quel est le prix du thé au Pérou ?')))).toContain(
      'Je n’ai pas trouvé cela dans les documents.',
    );
    expect(said(await replyTo(ada.dm('bonjour')))).toContain('Bonjour');
  });
});

describe('what is not answered', () => {
  type Write = (channel: Channel, eve: Person) => Shown | Promise<Shown>;
  const cases: readonly (readonly [name: string, write: Write])[] = [
    ['a message to nobody', (c, eve) => eve.say(c, QUESTION.en)],
    ['a message to somebody else', (c, eve) => eve.say(c, `<@${bob.user.id}> ${QUESTION.en}`)],
    ['the bot’s name without a mention', (c, eve) => eve.say(c, `@verbatim ${QUESTION.en}`)],
    ['@everyone', (c, eve) => eve.say(c, `@everyone ${QUESTION.en}`)],
    ['@here', (c, eve) => eve.say(c, `@here ${QUESTION.en}`)],
    ['a mention of another role', (c, eve) => eve.say(c, `<@&${c.guild?.id}> ${QUESTION.en}`)],
    ['a reply to somebody else', (c, eve) => eve.say(c, QUESTION.en, { replyTo: bob.say(c, 'Hm.') })],
    [
      'a message in a thread that the bot is in',
      async (c, eve) => {
        const thread = discord.addThread(c, 'talk');
        await asking(eve, thread, QUESTION.en);
        return eve.say(thread, QUESTION.en);
      },
    ],
    [
      'a question to the bot that is forwarded',
      (c, eve) =>
        eve.say(c, '', { forwards: bob.say(discord.addThread(c, 'there'), `${at} ${QUESTION.en}`) }),
    ],
    [
      'an answer of the bot that is forwarded',
      async (c, eve) => eve.say(c, '', { forwards: await asking(ada, discord.channel, QUESTION.en) }),
    ],
    ['a bot that mentions it', (c) => discord.person('robot', { bot: true }).say(c, `${at} ${QUESTION.en}`)],
    [
      'a bot that replies to it',
      async (c) => {
        const replyTo = await asking(ada, c, QUESTION.en);
        return discord.person('robot', { bot: true }).say(c, QUESTION.en, { replyTo });
      },
    ],
    ['a bot in private', () => discord.person('robot', { bot: true }).dm(QUESTION.en)],
    ['a webhook', (c, eve) => eve.say(c, `${at} ${QUESTION.en}`, { webhook: true })],
    ...[1, 3, 6, 7, 8, 12, 18, 21, 25, 46].map((type): readonly [string, Write] => [
      `what Discord itself posts (type ${type})`,
      (c, eve) => eve.say(c, `${at} ${QUESTION.en}`, { type }),
    ]),
    ['what Discord itself posts in private', (_, eve) => eve.dm(QUESTION.en, { type: 6 })],
  ];

  it.each(cases)('%s', async (_, write) => {
    const message = await write(channelIn('en'), discord.person('eve'));
    const place = discord.world.channels.get(message.channel_id);
    if (place === undefined) throw new Error('no such channel');
    expect(await silence(place)).toEqual([]);
    expect(
      [...discord.world.dmWith(message.author).messages.values()].filter(
        ({ author }) => author === discord.bot,
      ),
    ).toEqual([]);
  });

  it('an edit, of a question that was answered or of what becomes one', async () => {
    const channel = channelIn('en');
    const chat = ada.say(channel, 'Nothing.');
    const asked = ada.say(channel, `${at} ${QUESTION.en}`);
    const answer = await replyTo(asked);
    ada.edit(asked, `${at} ${FIRST.en}`);
    ada.edit(chat, `${at} ${FIRST.en}`);
    ada.edit(asked, 'Never mind.');
    expect(await silence(channel)).toEqual([answer]);
  });
});

describe.each(['fr', 'en'] as const)('a follow-up (%s)', (language) => {
  /** What a follow-up is understood as, and answered with. */
  const expectUnderstood = (reply: Shown): void => {
    expect(said(reply)).toContain(UNDERSTOOD[language]);
    expect(said(reply)).toContain(`${FOLLOW_UP[language]}\n`);
    expect(said(reply)).toMatch(EMPLOYEES[language]);
  };
  const expectAlone = (reply: Shown): void => {
    expect(said(reply)).toContain(`${FOLLOW_UP[language]}\n`);
    expect(said(reply)).not.toContain(language === 'fr' ? 'comprise ainsi' : 'understood as');
  };
  const followUp = FOLLOW_UP[language];
  const locale = language === 'fr' ? 'fr' : 'en-GB';
  const fresh = (): Person => discord.person('eve');

  it('in a reply to an answer, and on to the answer to that', async () => {
    const channel = channelIn(language);
    const first = await asking(ada, channel, FIRST[language]);
    const second = await replyTo(ada.say(channel, followUp, { replyTo: first }));
    expectUnderstood(second);
    const third = await replyTo(
      ada.say(channel, language === 'fr' ? 'et en 2009 ?' : 'and in 2009?', { replyTo: second }),
    );
    expect(said(third)).toMatch(/en 2009\n|in 2009\n/);
    expect(said(third)).toMatch(/2[\s,]200/);
  });

  it('in a reply to somebody else’s answer', async () => {
    const channel = channelIn(language);
    const first = await asking(ada, channel, FIRST[language]);
    expectUnderstood(await replyTo(bob.say(channel, followUp, { replyTo: first })));
  });

  it('in a reply, with a mention, to the answer to a command', async () => {
    const channel = channelIn(language);
    const first = await ada.slash('ask', { question: FIRST[language] }, { channel, locale }).response();
    expect(said(await replyTo(ada.say(channel, followUp, { replyTo: first })))).toContain(HIDDEN[language]);
    expectUnderstood(await replyTo(ada.say(channel, `${at} ${followUp}`, { replyTo: first })));
  });

  it('in direct messages, after an answer to a message or to a command', async () => {
    const eve = fresh();
    await replyTo(eve.dm(FIRST[language]));
    expectUnderstood(await replyTo(eve.dm(followUp)));
    const joe = fresh();
    await joe.slash('ask', { question: FIRST[language] }, { locale }).response();
    expectUnderstood(await replyTo(joe.dm(followUp)));
  });

  it('in direct messages for 15 minutes, and in a reply for ever', async () => {
    const eve = fresh();
    const first = await replyTo(eve.dm(FIRST[language]));
    discord.passTime(14 * 60_000);
    expectUnderstood(await replyTo(eve.dm(followUp)));
    discord.passTime(15 * 60_000);
    expectAlone(await replyTo(eve.dm(followUp)));
    discord.passTime(365 * 24 * 3_600_000);
    expectUnderstood(await replyTo(eve.dm(followUp, { replyTo: first })));
  });

  it('in a thread, after its last answer', async () => {
    const thread = discord.addThread(channelIn(language), 'talk');
    await asking(ada, thread, FIRST[language]);
    bob.say(thread, 'Hm.');
    expectUnderstood(await asking(ada, thread, followUp));
  });

  it('in a thread that was opened on an answer, however long ago', async () => {
    const channel = channelIn(language);
    const first = await asking(ada, channel, FIRST[language]);
    const thread = discord.addThread(channel, 'on it', { id: first.id });
    discord.passTime(24 * 3_600_000);
    expectUnderstood(await asking(bob, thread, followUp));
  });

  it('not in a channel: what others asked there stays theirs', async () => {
    const channel = channelIn(language);
    await asking(ada, channel, FIRST[language]);
    await ada.slash('ask', { question: FIRST[language] }, { channel, locale }).response();
    expectAlone(await asking(bob, channel, followUp));
    const chat = ada.say(channel, 'Hm.');
    expectAlone(await replyTo(bob.say(channel, `${at} ${followUp}`, { replyTo: chat })));
    expectAlone(await replyTo(fresh().dm(followUp)));
    expectAlone(await asking(bob, discord.addThread(channel, 'on nothing'), followUp));
  });

  it('not in a reply to an answer that is deleted, which is answered by itself', async () => {
    const channel = channelIn(language);
    const first = await asking(ada, channel, FIRST[language]);
    const asked = ada.say(channel, `${at} ${followUp}`, { replyTo: first });
    discord.world.remove(first);
    const reply = await replyTo(asked);
    expect(said(reply)).toContain(`${followUp}\n`);
  });

  it('still after a restart of the bot', async () => {
    const channel = channelIn(language);
    const eve = fresh();
    const first = await asking(ada, channel, FIRST[language]);
    await replyTo(eve.dm(FIRST[language]));
    await started.bot.stop();
    const bot = runBot({ env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.url, ...ENV } });
    await bot.until(/^Ready/);
    started = {
      ...started,
      bot,
      stop: async () => {
        await bot.stop();
        await discord.stop();
      },
    };
    expectUnderstood(await replyTo(ada.say(channel, followUp, { replyTo: first })));
    expectUnderstood(await replyTo(eve.dm(followUp)));
  });
});

describe('where the bot may not', () => {
  const without = (...bits: readonly bigint[]): bigint =>
    bits.reduce((all, bit) => all & ~bit, BOT_PERMISSIONS);
  const { sendMessages, sendMessagesInThreads, viewChannel, readMessageHistory } = PERMISSIONS;
  const forbidden = (): number =>
    started.bot.stdout.filter((line) => line.includes('"event":"forbidden"')).length;

  it.each([
    ['write', sendMessages, false],
    ['write in threads', sendMessagesInThreads, true],
  ] as const)(
    '%s, it stays silent, logs it, and asks for nothing that is refused',
    async (_, bit, inThread) => {
      const before = forbidden();
      const parent = channelIn('en');
      const channel = inThread ? discord.addThread(parent, 'talk') : parent;
      discord.setPermissions(parent, without(bit));
      channel.botPermissions = without(bit);
      const requests = discord.requests.length;
      for (const text of [QUESTION.en, FIRST.en]) ada.say(channel, `${at} ${text}`);
      expect(await silence(channel)).toEqual([]);
      expect(forbidden()).toBe(before + 2);
      expect(discord.requests.slice(requests).filter(({ path }) => path.includes(channel.id))).toEqual([]);
      // Elsewhere, and once it may, it answers.
      discord.setPermissions(parent, BOT_PERMISSIONS);
      channel.botPermissions = BOT_PERMISSIONS;
      expect(said(await asking(ada, channel, QUESTION.en))).toMatch(ANSWER.en);
    },
  );

  it('write in threads, it answers in the channel, and the other way round', async () => {
    const channel = channelIn('en');
    const thread = discord.addThread(channel, 'talk');
    const allow = (bits: bigint): void => {
      discord.setPermissions(channel, bits);
      thread.botPermissions = bits;
    };
    allow(without(sendMessagesInThreads));
    expect(said(await asking(ada, channel, QUESTION.en))).toMatch(ANSWER.en);
    allow(without(sendMessages));
    expect(said(await asking(ada, thread, QUESTION.en))).toMatch(ANSWER.en);
  });

  it('see a channel, it is told nothing', async () => {
    const channel = channelIn('en');
    discord.setPermissions(channel, without(viewChannel));
    ada.say(channel, `${at} ${QUESTION.en}`);
    expect(await silence(channel)).toEqual([]);
  });

  it('see the history, it answers beside the question, each question by itself', async () => {
    const channel = channelIn('en');
    const first = await asking(ada, channel, FIRST.en);
    discord.setPermissions(channel, without(readMessageHistory));
    const reply = await asking(ada, channel, QUESTION.en);
    expect(said(reply)).toMatch(ANSWER.en);
    expect(reply.message_reference).toBeUndefined();
    const alone = await replyTo(ada.say(channel, FOLLOW_UP.en, { replyTo: first }));
    expect(said(alone)).toContain(`${FOLLOW_UP.en}\n`);
    expect(said(alone)).not.toContain('understood as');
    const thread = discord.addThread(channel, 'talk');
    expect(said(await asking(ada, thread, QUESTION.en))).toMatch(ANSWER.en);
  });

  it('say anything for a while, since moderators sent it to a corner, it stays silent', async () => {
    const channel = channelIn('en');
    const { guild } = channel;
    if (guild === null) throw new Error('no server');
    const corner = (until: string | null): void =>
      discord.world.tell({
        name: 'GUILD_MEMBER_UPDATE',
        intent: INTENTS.guilds,
        data: () => ({
          ...memberJson(),
          guild_id: guild.id,
          roles: [guild.botRoleId],
          user: discord.bot,
          communication_disabled_until: until,
        }),
      });
    corner('2999-01-01T00:00:00.000000+00:00');
    ada.say(channel, `${at} ${QUESTION.en}`);
    expect(await silence(channel)).toEqual([]);
    corner(null);
    expect(said(await asking(ada, channel, QUESTION.en))).toMatch(ANSWER.en);
  });

  it('write since the thread was closed meanwhile, it logs that and goes on', async () => {
    const thread = discord.addThread(channelIn('en'), 'talk');
    ada.say(thread, `${at} ${QUESTION.en}`);
    Object.assign(thread, { archived: true, locked: true });
    await started.bot.until(/"event":"undelivered","code":50083/);
    discord.changeThread(thread, { archived: false, locked: false });
    expect(said(await asking(ada, thread, QUESTION.en))).toMatch(ANSWER.en);
  });
});
