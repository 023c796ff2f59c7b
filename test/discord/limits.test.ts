import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Started, startBot } from './bot-fixture.js';
import { CALLBACK } from './interactions.js';
import type { Person, Shown } from './user.js';
import { textsOf } from './validate-components.js';
import type { Channel } from './world.js';

const QUESTION = { fr: 'Qui a fondé Ashoka ?', en: 'Who founded Ashoka?' };
const LOCALE = { fr: 'fr', en: 'en-GB' };

const said = (message: Shown): string => textsOf(message.components).join('\n');
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0);

/** The value of a metric of the bot, by its name and labels; 0 when it is not there. */
async function metric({ bot }: Started, name: string): Promise<number> {
  const line = await bot.until(/^Status at http:/);
  const text = await (await fetch(`${line.split(/: | /)[2]}/metrics`)).text();
  const values = text.split('\n').filter((each) => each.startsWith(name));
  return sum(values.map((each) => Number(each.split(' ').at(-1))));
}

describe('a person who asks too often', () => {
  const MOST = 5;
  let started: Started;

  beforeAll(async () => {
    // The hour as well, so that a slow machine does not give the questions back while they are asked.
    const env = { QUESTIONS_PER_10_SECONDS: `${MOST}`, QUESTIONS_PER_HOUR: `${MOST}`, STATUS_PORT: '0' };
    started = await startBot({ env });
  });
  afterAll(() => started.stop());
  afterEach(() => {
    const { refusals, acknowledgements } = started.discord;
    expect(refusals).toEqual([]);
    expect(acknowledgements).toMatchObject({ late: 0, doubled: 0, unacknowledged: 0 });
  });

  /** Asks as often as one may, each question answered. */
  async function useUp(who: Person, channel: Channel): Promise<void> {
    for (let i = 0; i < MOST; i++) {
      const answer = await who.slash('ask', { question: QUESTION.en }, { channel }).response();
      expect(said(answer)).toContain('Bill Drayton');
    }
  }

  function channelIn(language: 'fr' | 'en'): Channel {
    const { discord } = started;
    const guild = discord.addGuild(language, { preferred_locale: language === 'fr' ? 'fr' : 'en-US' });
    return discord.addChannel('library', { guild });
  }

  const NOTICE = {
    fr: /^Cela fait beaucoup de questions\. .*<t:(\d+):R>/,
    en: /^That is a lot of questions\. Please ask again <t:(\d+):R>\.$/,
  };

  /** When a notice says that one may ask again. */
  function timeIn(notice: Shown, language: 'fr' | 'en'): number {
    const [, seconds] = NOTICE[language].exec(said(notice)) ?? [];
    return Number(seconds) * 1000;
  }

  it.each(['fr', 'en'] as const)(
    'gets a private notice that says when to come back, each time (%s)',
    async (language) => {
      const ada = started.discord.person('ada');
      const channel = channelIn(language);
      const begun = Date.now();
      await useUp(ada, channel);
      const where = { channel, locale: LOCALE[language] };
      const handles = [
        ada.slash('ask', { question: QUESTION[language] }, where),
        ada.slash('fact', { topic: 'Ashoka' }, where),
        ada.slash('ask', { question: QUESTION[language], private: true }, where),
      ];
      for (const handle of handles) {
        const notice = await handle.response();
        expect(notice.ephemeral).toBe(true);
        expect(await handle.acknowledged).toBe(CALLBACK.message);
        const time = timeIn(notice, language);
        expect(time).toBeGreaterThanOrEqual(begun + 3_600_000);
        expect(time).toBeLessThanOrEqual(Date.now() + 3_601_000);
      }
    },
  );

  it.each(['fr', 'en'] as const)(
    'in a channel, is told once, by direct message, and nobody else is (%s)',
    async (language) => {
      const { discord } = started;
      const ada = discord.person('ada');
      const bob = discord.person('bob');
      const channel = channelIn(language);
      const at = `<@${discord.bot.id}>`;
      await useUp(ada, channel);
      for (const _ of ['once', 'again', 'and again']) ada.say(channel, `${at} ${QUESTION[language]}`);
      const notice = await discord.nextMessage(ada.dmChannel());
      expect(timeIn(notice, language)).toBeGreaterThan(Date.now());
      expect(notice).toMatchObject({ mentions: [], flags: expect.any(Number) });
      // Who asks next is answered, and nothing else was said, here or in private.
      const asked = bob.say(channel, `${at} ${QUESTION[language]}`);
      const [before] = [...channel.messages.values()].filter(({ author }) => author === ada.user);
      const answer = await discord.nextMessage(channel, { after: asked });
      expect(said(answer)).toContain('Bill Drayton');
      expect(answer.message_reference?.message_id).toBe(asked.id);
      expect(await discord.nextMessage(channel, { after: before })).toEqual(answer);
      expect([...ada.dmChannel().messages.values()]).toHaveLength(1);
      expect([...bob.dmChannel().messages.values()]).toHaveLength(0);
    },
  );

  it('in direct messages, is told once, there', async () => {
    const { discord } = started;
    const ada = discord.person('ada');
    for (let i = 0; i < MOST; i++) {
      const asked = ada.dm(QUESTION.en);
      expect(said(await discord.nextMessage(ada.dmChannel(), { after: asked }))).toContain('Bill Drayton');
    }
    const sixth = ada.dm(QUESTION.en);
    expect(said(await discord.nextMessage(ada.dmChannel(), { after: sixth }))).toMatch(NOTICE.en);
    ada.dm(QUESTION.en);
    expect(await discord.quiet(ada.dmChannel())).toEqual([]);
  });

  it('who takes no direct messages is left in peace, and others are answered', async () => {
    const { discord, bot } = started;
    const ada = discord.person('ada');
    const channel = channelIn('en');
    ada.closeDms();
    await useUp(ada, channel);
    for (const _ of ['once', 'again']) ada.say(channel, `<@${discord.bot.id}> ${QUESTION.en}`);
    await bot.until(/"event":"undelivered","code":50007/);
    expect(await discord.quiet(channel)).toEqual([]);
    const tried = discord.requests.filter(({ status }) => status === 403);
    expect(tried).toHaveLength(1);
    const asked = discord.person('bob').slash('ask', { question: QUESTION.en }, { channel });
    expect(said(await asked.response())).toContain('Bill Drayton');
  });

  it('is counted wherever and however they ask, and as refused', async () => {
    const { discord } = started;
    const ada = discord.person('ada');
    const before = await metric(started, 'verbatim_refused_total{reason="rate"}');
    const channel = channelIn('en');
    const at = `<@${discord.bot.id}>`;
    const answered = async (of: Channel, text: string): Promise<void> => {
      const asked = ada.say(of, text);
      expect(said(await discord.nextMessage(of, { after: asked }))).toContain('Bill Drayton');
    };
    await answered(channel, `${at} ${QUESTION.en}`);
    await answered(ada.dmChannel(), QUESTION.en);
    await answered(discord.addThread(channel, 'talk'), `${at} ${QUESTION.en}`);
    await ada.slash('fact', { topic: 'Ashoka' }, { channel }).response();
    await ada.contextMenu('Answer with a quote', ada.say(channel, QUESTION.en)).response();
    const sixth = await ada.slash('ask', { question: QUESTION.fr }, { locale: 'fr' }).response();
    expect(said(sixth)).toMatch(NOTICE.fr);
    expect(await metric(started, 'verbatim_refused_total{reason="rate"}')).toBe(before + 1);
    // What is no question is free.
    expect(said(await ada.slash('help').response())).toContain('/ask');
    expect(said(await ada.slash('sources').response())).toContain('Sources');
  });
});

describe('more questions at once than the bot takes', () => {
  const AT_ONCE = 40;
  let started: Started;

  beforeAll(async () => {
    started = await startBot({ env: { MAX_QUESTIONS_IN_FLIGHT: '2', STATUS_PORT: '0' } });
  });
  afterAll(() => started.stop());
  afterEach(() => expect(started.discord.refusals).toEqual([]));

  const BUSY = {
    fr: /^Beaucoup de questions arrivent en ce moment\./,
    en: /^Many people are asking right now\. Please ask again in a minute\.$/,
  };

  /** Of replies, those that answer and those that refuse kindly: together all of them. */
  function sorted(replies: readonly Shown[], language: 'fr' | 'en'): { answers: number; busy: number } {
    const answers = replies.filter((reply) => said(reply).includes('Bill Drayton')).length;
    const busy = replies.filter((reply) => BUSY[language].test(said(reply))).length;
    expect(answers + busy).toBe(replies.length);
    expect(answers).toBeGreaterThan(0);
    expect(busy).toBeGreaterThan(0);
    return { answers, busy };
  }

  const counts = async () => ({
    busy: await metric(started, 'verbatim_refused_total{reason="busy"}'),
    answered: await metric(started, 'verbatim_questions_total{'),
  });

  it.each(['fr', 'en'] as const)(
    'are answered or refused kindly, and none is lost: commands (%s)',
    async (language) => {
      const { discord } = started;
      const before = await counts();
      const handles = Array.from({ length: AT_ONCE }, (_, i) =>
        discord
          .person(`p${i}`)
          .slash(
            'ask',
            { question: QUESTION[language] },
            { channel: discord.channel, locale: LOCALE[language] },
          ),
      );
      const { answers, busy } = sorted(
        await Promise.all(handles.map((handle) => handle.response())),
        language,
      );
      await discord.quiet(discord.channel);
      expect(await counts()).toEqual({ busy: before.busy + busy, answered: before.answered + answers });
      expect(discord.acknowledgements).toMatchObject({ late: 0, doubled: 0, unacknowledged: 0 });
    },
  );

  it.each(['fr', 'en'] as const)(
    'are answered or refused kindly, and none is lost: messages (%s)',
    async (language) => {
      const { discord } = started;
      const guild = discord.addGuild(language, { preferred_locale: language === 'fr' ? 'fr' : 'en-US' });
      const channel = discord.addChannel('library', { guild });
      const before = await counts();
      const asked = Array.from({ length: AT_ONCE }, (_, i) =>
        discord.person(`p${i}`).say(channel, `<@${discord.bot.id}> ${QUESTION[language]}`),
      );
      const replies = await Promise.all(
        asked.map(({ id }) =>
          discord.nextMessage(channel, {
            after: { id },
            where: ({ message_reference }) => message_reference?.message_id === id,
          }),
        ),
      );
      const { answers, busy } = sorted(replies, language);
      await discord.quiet(channel);
      expect(await counts()).toEqual({ busy: before.busy + busy, answered: before.answered + answers });
    },
  );

  it('is no failure, and afterwards there is room again', async () => {
    const { discord, bot } = started;
    expect(bot.stdout.filter((line) => line.includes('"level":"error"'))).toEqual([]);
    const dm = await discord.person('ada').slash('ask', { question: QUESTION.en }).response();
    expect(said(dm)).toContain('Bill Drayton');
    expect(await metric(started, 'verbatim_questions_in_flight')).toBe(0);
  });
});
