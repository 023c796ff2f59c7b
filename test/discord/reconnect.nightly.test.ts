import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { writeMillCorpus } from '../mill-corpus.js';
import { type Started, startBot } from './bot-fixture.js';
import type { StandIn } from './stand-in.js';
import { textsOf } from './validate-components.js';

const QUESTIONS = [
  { locale: 'fr', question: 'Combien d’ouvriers en 1930 ?', words: '140' },
  { locale: 'en-GB', question: 'How many workers in 1930?', words: '140' },
] as const;

/** discord.js identifies every five to six and a half seconds at most. */
const IDENTIFY_MS = 20_000;

const folder = await mkdtemp(join(tmpdir(), 'verbatim-reconnect-'));
const corpus = join(folder, 'corpus');
await writeMillCorpus(corpus);
afterAll(() => rm(folder, { recursive: true, force: true }));

let fixture: Started;
let people = 0;
beforeAll(async () => {
  fixture = await startBot({ corpus });
}, 60_000);
afterAll(() => fixture.stop());
afterEach(() => {
  const { discord } = fixture;
  expect(discord.refusals).toEqual([]);
  expect(discord.acknowledgements).toMatchObject({ late: 0, doubled: 0, unacknowledged: 0 });
});

type Session = 'identifies' | 'resumes';

/** Resolves once the bot has been given a session again, as often as told. */
async function again(session: Session, before: number, times = 1): Promise<void> {
  const { discord } = fixture;
  const { counts } = discord.gateway;
  await discord.until(session, () => counts[session] >= before + times || undefined, IDENTIFY_MS);
  await discord.connected();
}

/** People ask in both languages, by command and by message, and each is answered once. */
async function expectAnswers(): Promise<void> {
  const { discord } = fixture;
  for (const { question, locale, words } of QUESTIONS) {
    const person = discord.person(`person-${++people}`);
    const said = person.say(discord.channel, `<@${discord.bot.id}> ${question}`);
    const asked = person.slash('ask', { question }, { channel: discord.channel, locale });
    for (const answer of [
      await asked.response(),
      await discord.nextMessage(discord.channel, { after: said }),
    ])
      expect(textsOf(answer.components).join().replaceAll('**', '')).toContain(words);
    expect(await discord.quiet(discord.channel)).toHaveLength(2);
  }
  expect(discord.gateway.connected()).toBe(1);
}

const LOSSES: readonly (readonly [what: string, session: Session, lose: (discord: StandIn) => void])[] = [
  ['an unknown error (4000)', 'resumes', ({ gateway }) => gateway.close(4000)],
  ['an unknown opcode (4001)', 'resumes', ({ gateway }) => gateway.close(4001)],
  ['a cut line (1006)', 'resumes', ({ gateway }) => gateway.cut()],
  ['a wish for a new connection (op 7)', 'resumes', ({ gateway }) => gateway.askToReconnect()],
  ['a doubt about the session (op 9 true)', 'resumes', ({ gateway }) => gateway.invalidate(true)],
  ['a session that timed out (4009)', 'identifies', ({ gateway }) => gateway.close(4009)],
  ['a server that goes away (1001)', 'identifies', ({ gateway }) => gateway.close(1001)],
  ['the end of the session (op 9 false)', 'identifies', ({ gateway }) => gateway.invalidate(false)],
];

it.each(LOSSES)('after %s, people are answered again', async (_, session, lose) => {
  const { discord } = fixture;
  const before = discord.gateway.counts[session];
  lose(discord);
  await again(session, before);
  await expectAnswers();
});

it('after the end of a session that was just resumed, people are answered again', async () => {
  const { discord } = fixture;
  const { resumes, identifies } = discord.gateway.counts;
  discord.gateway.close(4000);
  await again('resumes', resumes);
  discord.gateway.invalidate(false);
  await again('identifies', identifies);
  await expectAnswers();
});

it('what is asked while the line is cut is answered when the session is resumed', async () => {
  const { discord } = fixture;
  const { resumes } = discord.gateway.counts;
  discord.gateway.close(4000);
  await discord.disconnected();
  const said = discord
    .person('patient')
    .say(discord.channel, `<@${discord.bot.id}> ${QUESTIONS[0].question}`);
  await again('resumes', resumes);
  const answer = await discord.nextMessage(discord.channel, { after: said });
  expect(textsOf(answer.components).join().replaceAll('**', '')).toContain(QUESTIONS[0].words);
  expect(await discord.quiet(discord.channel)).toHaveLength(1);
});

it('a connection on which nothing is answered any more is given up for another', async () => {
  const { discord } = fixture;
  const { resumes } = discord.gateway.counts;
  Object.assign(discord.settings, { heartbeatIntervalMs: 1_000, acknowledgesHeartbeats: false });
  discord.gateway.close(4000);
  await again('resumes', resumes, 2);
  Object.assign(discord.settings, { heartbeatIntervalMs: 41_250, acknowledgesHeartbeats: true });
  const { resumes: since } = discord.gateway.counts;
  discord.gateway.close(4000);
  await again('resumes', since);
  await expectAnswers();
});

it('after the network was away, and with it the address of the gateway, people are answered again', async () => {
  const { discord } = fixture;
  const { identifies } = discord.gateway.counts;
  discord.befall({ path: /^\/gateway/, times: 20, what: { kind: 'status', status: 503, when: 'before' } });
  discord.goOffline();
  await discord.until('some tries', () => discord.turnedAway() >= 4 || undefined);
  discord.goOnline();
  await again('identifies', identifies);
  await expectAnswers();
  const lines = fixture.bot.stdout.slice(
    fixture.bot.stdout.findLastIndex((line) => line.includes('"question"')),
  );
  expect(lines.filter((line) => line.includes('"reconnecting"')).length).toBeLessThanOrEqual(1);
});

it('a new session shows that the bot answers, not that it is loading', async () => {
  const { discord } = fixture;
  expect(discord.presences.at(-1)).toMatchObject({ status: 'online' });
});
