import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, Events } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readBotConfig } from '../../src/bot-config.js';
import { createClient } from '../../src/discord/client.js';
import { postFacts } from '../../src/discord/daily/post.js';
import { commandDefinitions } from '../../src/discord/definitions.js';
import { createHandlers, type Handlers } from '../../src/discord/dispatch.js';
import { createLog } from '../../src/discord/log.js';
import { createMetrics } from '../../src/discord/metrics.js';
import { keepAnswer } from '../../src/discord/quiz/cards.js';
import { quizPressOf } from '../../src/discord/quiz/quiz-id.js';
import { createQuizzes } from '../../src/discord/quiz/quizzes.js';
import { remind } from '../../src/discord/quiz/remind.js';
import type { Service } from '../../src/discord/service.js';
import { createEngine, openEngine } from '../../src/search/engine.js';
import { openLibraries } from '../../src/service/library.js';
import { createQueue } from '../../src/service/queue.js';
import { createRateLimits } from '../../src/service/rate-limits.js';
import { openStore } from '../../src/store/embedded.js';
import { writeMillCorpus } from '../mill-corpus.js';
import { shippedModels } from '../shipped-models.js';
import { type StandIn, startStandIn } from './stand-in.js';
import { buttonsOf, type Person, type Shown } from './user.js';
import { textsOf } from './validate-components.js';
import { BOT_PERMISSIONS, PERMISSIONS } from './world.js';

const MANAGER = { permissions: BOT_PERMISSIONS | PERMISSIONS.manageGuild };
const DAY = 86_400_000;

const said = ({ components }: Pick<Shown, 'components'>): string => textsOf(components).join('\n');
const labelsOf = (message: Shown) => buttonsOf(message).map(({ label }) => label);

/** The button of a right or a wrong choice. */
function choiceOf(question: Shown, isRight: boolean): string {
  const found = buttonsOf(question).find(({ custom_id }) => {
    const press = quizPressOf(custom_id ?? '');
    return press?.action === 'choose' && (press.chosen === press.right) === isRight;
  });
  return found?.custom_id ?? '';
}

// The bot in this process, so that a clock can be given to it.
describe('a quiz and a fact of the day', () => {
  const root = mkdtempSync(join(tmpdir(), 'verbatim-quiz-'));
  let discord: StandIn;
  let client: Client<true>;
  let handlers: Handlers;
  let service: Service;
  let ada: Person;
  let zoe: Person;

  beforeAll(async () => {
    discord = await startStandIn();
    discord.register(commandDefinitions());
    const corpusFolder = join(root, 'mill');
    await writeMillCorpus(corpusFolder);
    const engine = await openEngine({
      corpusFolder,
      indexFolder: join(root, 'index'),
      ...shippedModels(root),
    });
    const config = readBotConfig({
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      CORPUS: corpusFolder,
      QUESTIONS_PER_10_SECONDS: '100',
      QUESTIONS_PER_HOUR: '1000',
      LOG_LEVEL: 'silent',
    });
    const queue = createQueue({ most: 10 });
    service = {
      config,
      log: createLog(config),
      metrics: createMetrics({ questionsInFlight: () => 0, isReady: () => true, corpus: () => null }),
      limits: createRateLimits(config),
      queue,
      store: await openStore(join(root, 'state')),
      quizzes: createQuizzes(queue),
      renew: () => Promise.reject(new Error('not here')),
      libraries: await openLibraries(engine),
      buildFailure: null,
      closing: false,
    };
    handlers = createHandlers(service);
    const opened = createClient(discord.url);
    handlers.attach(opened);
    const ready = new Promise<Client<true>>((resolve) => opened.once(Events.ClientReady, resolve));
    await opened.login(discord.token);
    client = await ready;
    ada = discord.person('Ada');
    zoe = discord.person('Zoé');
  });
  afterAll(async () => {
    await handlers.settled();
    await client.destroy();
    await service.store.close();
    await discord.stop();
    rmSync(root, { recursive: true, force: true });
  });

  const start = (who: Person, more: object = {}) =>
    who.slash('quiz', {}, { channel: discord.channel, ...more }).response();

  it('is played in a round of five at most, and quotes the passage after each answer', async () => {
    let question = await start(ada);
    expect(question.ephemeral).toBe(true);
    let asked = 0;
    for (;;) {
      asked++;
      expect(labelsOf(question)).toEqual(['A', 'B', 'C', 'D']);
      expect(said(question)).toContain(`Question ${asked} of 5`);
      const isRight = asked === 1;
      const answered = await ada.click(question, choiceOf(question, isRight)).response();
      expect(said(answered)).toContain(isRight ? 'Right.' : 'No: it says');
      expect(said(answered)).toMatch(/> .*\*\*.*__.+__.*\*\*/);
      expect(said(answered)).toContain('as of 19');
      if (asked === 5) {
        expect(said(answered)).toContain('1 of 5 right');
        expect(labelsOf(answered)).toEqual(['Another round']);
        break;
      }
      question = await ada.click(answered, 'Next question').response();
      if (buttonsOf(question).length === 0) {
        expect(said(question)).toMatch(new RegExp(`no other question[^]*1 of ${asked} right`));
        break;
      }
    }
    expect(asked).toBeGreaterThanOrEqual(3);
    expect(await service.store.dataOf(ada.user.id)).toMatchObject({ cards: null });
  });

  it('speaks French to whoever does', async () => {
    const question = await ada.slash('quiz', {}, { channel: discord.channel, locale: 'fr' }).response();
    expect(said(question)).toMatch(/Question 1 sur 5/);
    expect(said(question)).toMatch(/moulin|Odile Ferrand/);
  });

  it('takes the first answer of two that come from two devices', async () => {
    const question = await start(ada);
    const [first, second] = [true, false].map((isRight) => ada.click(question, choiceOf(question, isRight)));
    const both = await Promise.all([first?.response(), second?.response()]);
    const texts = both.map((one) => (one === undefined ? '' : said(one)));
    expect(texts.filter((text) => text.includes('answered already'))).toHaveLength(1);
  });

  it('is its player’s alone', async () => {
    const question = await ada.slash('quiz', {}).response();
    const id = choiceOf(question, true);
    const press = quizPressOf(id);
    expect(press).toMatchObject({ action: 'choose', round: { asker: ada.user.id } });
    // In a direct message nobody else sees it; where somebody does, the press is refused.
    const shared = await discord.world.post(discord.channel, {
      ...discord.world.messageOf(question.id),
      flags: question.flags & ~64,
    } as never);
    const refused = await zoe.click(shared, id).response();
    expect(said(refused)).toContain('somebody else’s quiz');
  });

  it('says that a passage has changed under it, and goes on', async () => {
    const question = await start(ada);
    const { libraries } = service;
    if (libraries === null) throw new Error('no library');
    service.libraries = await openLibraries({ ...libraries.whole.engine, quote: async () => null });
    try {
      const gone = await ada.click(question, choiceOf(question, true)).response();
      expect(said(gone)).toContain('has changed or is gone');
    } finally {
      service.libraries = libraries;
    }
  });

  it('says that there is none without a reader, and that the corpus is being loaded', async () => {
    const { libraries } = service;
    if (libraries === null) throw new Error('no library');
    try {
      service.libraries = await openLibraries(
        await createEngine({ ...libraries.whole.engine, reader: null }),
      );
      expect(said(await start(ada))).toContain('no question for a quiz');
      service.libraries = null;
      expect(said(await start(ada))).toContain('being loaded');
    } finally {
      service.libraries = libraries;
    }
  });

  describe('reminders', () => {
    const lastDm = (who: Person): Shown | undefined => {
      const message = [...who.dmChannel().messages.values()].at(-1);
      return message && { ...message, ephemeral: false };
    };

    it('are for who asks for them, one a day at most, until a press', async () => {
      const on = await ada.slash('quiz', { remind: true }, { channel: discord.channel }).response();
      expect(said(on)).toContain('Reminders are on');
      const question = await start(ada);
      await ada.click(question, choiceOf(question, false)).response();
      await handlers.settled();
      const shown = await ada.slash('privacy', {}, { channel: discord.channel }).response();
      expect(said(shown)).toMatch(/Reminders of quizzes.*1\u00a0question/);
      const before = ada.dmChannel().messages.size;
      await remind(client, service, new Date());
      expect(ada.dmChannel().messages.size).toBe(before);
      const later = new Date(Date.now() + 10 * DAY);
      await Promise.all([remind(client, service, later), remind(client, service, later)]);
      await remind(client, service, new Date(later.getTime() + DAY - 1));
      expect(ada.dmChannel().messages.size).toBe(before + 1);
      const reminder = lastDm(ada);
      if (reminder === undefined) throw new Error('no reminder');
      expect(said(reminder)).toContain('1\u00a0question comes back');
      const stopped = await ada.click(reminder, 'No more reminders').response();
      expect(said(stopped)).toContain('Reminders are off');
      expect(await service.store.dataOf(ada.user.id)).toMatchObject({ cards: null });
    });

    it('begin with what is due, which comes back later once it is known', async () => {
      const { store } = service;
      const language = 'en';
      await store.addQuizPlayer({ person: zoe.user.id, guild: '', language });
      const press = quizPressOf(choiceOf(await start(zoe), true));
      if (press?.action !== 'choose') throw new Error('no question');
      const [passage = ''] = press.round.asked;
      const card = { person: zoe.user.id, passage, start: press.start, language } as const;
      const dueAfter = async (isRight: boolean, now: Date) => {
        await keepAnswer(card, isRight, now, service);
        return (
          (Date.parse((await store.quizCard(zoe.user.id, passage, press.start))?.due ?? '') - now.getTime()) /
          DAY
        );
      };
      const long = new Date(Date.now() - 30 * DAY);
      const first = await dueAfter(true, long);
      expect(first).toBeGreaterThanOrEqual(1);
      const second = await dueAfter(true, new Date(long.getTime() + Math.ceil(first) * DAY));
      expect(second).toBeGreaterThan(first);
      const third = await dueAfter(false, new Date(Date.now() - 5 * DAY));
      expect(third).toBeLessThan(second);
      const again = quizPressOf(choiceOf(await start(zoe), true));
      expect(again).toMatchObject({ round: { asked: [passage] }, start: press.start });
    });

    it('are switched off for who takes no messages', async () => {
      zoe.closeDms();
      await remind(client, service, new Date(Date.now() + 60 * DAY));
      expect(await service.store.quizPlayer(zoe.user.id)).toBeNull();
    });
  });

  describe('the fact of the day', () => {
    it('is switched on by those who manage the server alone, with its hour and zone', async () => {
      const { guild, channel } = discord;
      const panel = await zoe.slash('settings', {}, { channel, ...MANAGER }).response();
      expect(said(await zoe.click(panel, 'Fact of the day').response())).toContain(
        'for those who may manage',
      );
      const daily = await zoe.click(panel, 'Fact of the day', MANAGER).response();
      expect(said(daily)).toContain('It is off');
      const on = await zoe.choose(daily, 'Channel of the fact of the day', [channel.id], MANAGER).response();
      expect(said(on)).toContain(`In <#${channel.id}>, next <t:`);
      await zoe.choose(on, 'd1|zone', ['Europe/Paris'], MANAGER).response();
      await zoe.choose(on, 'd1|hour', ['7'], MANAGER).response();
      expect(await service.store.dailyFact(guild.id)).toMatchObject({ hour: 7, zone: 'Europe/Paris' });
    });

    const posted = () =>
      [...discord.channel.messages.values()].filter(
        (one) => one.type === 0 && said(one).includes('Fact of the day'),
      );
    const nextAt = async () => new Date((await service.store.dailyFact(discord.guild.id))?.nextAt ?? '');

    it('comes once a day, whoever looks; with its date; never twice in a season; not long after its hour', async () => {
      const texts: string[] = [];
      for (let day = 1; day <= 3; day++) {
        const now = await nextAt();
        await postFacts(client, service, new Date(now.getTime() - 1));
        expect(posted()).toHaveLength(day - 1);
        await Promise.all([postFacts(client, service, now), postFacts(client, service, now)]);
        await postFacts(client, service, new Date(now.getTime() + 60_000));
        expect(posted()).toHaveLength(day);
        const last = posted().at(-1);
        texts.push(last ? said(last) : '');
      }
      for (const text of texts) expect(text).toContain('as of 19');
      expect(new Set(texts).size).toBe(3);
      await postFacts(client, service, new Date((await nextAt()).getTime() + 7 * 3_600_000));
      expect(posted()).toHaveLength(3);
    });

    it('falls silent when all was shown, and goes on the season after', async () => {
      const first = await nextAt();
      for (let day = 0; day < 8; day++) await postFacts(client, service, await nextAt());
      const all = posted().length;
      expect(all).toBeLessThan(11);
      await postFacts(client, service, await nextAt());
      expect(posted()).toHaveLength(all);
      // The bot was not there for a season: the day after, it is.
      await postFacts(client, service, new Date(first.getTime() + 100 * DAY));
      await postFacts(client, service, await nextAt());
      expect(posted()).toHaveLength(all + 1);
    });

    it('is switched off where it can no longer be shown, and the team is told once', async () => {
      const { guild } = discord;
      const team = discord.addChannel('team');
      const facts = discord.addChannel('facts');
      await service.store.changeSettings(guild.id, { teamChannel: team.id });
      const fact = { guild: guild.id, hour: 9, zone: 'UTC', nextAt: '2031-01-01T09:00:00.000Z' };
      const now = new Date('2031-01-01T09:00:00.000Z');
      for (const [i, hinder] of [
        () => discord.setPermissions(facts, PERMISSIONS.viewChannel),
        () => discord.removeChannel(facts),
      ].entries()) {
        await service.store.keepDailyFact({ ...fact, channel: facts.id });
        hinder();
        await Promise.all([postFacts(client, service, now), postFacts(client, service, now)]);
        expect(await service.store.dailyFact(guild.id)).toBeNull();
        const news = [...team.messages.values()].map(said);
        expect(news).toHaveLength(i + 1);
        expect(news.at(-1)).toContain('The fact of the day is off');
      }
    });
  });
});
