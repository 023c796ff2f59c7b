import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { writeMillCorpus } from '../mill-corpus.js';
import { type Started, startBot } from './bot-fixture.js';
import type { Fault } from './http.js';
import type { Handle, Person, Shown } from './user.js';
import { textsOf } from './validate-components.js';

/** What a person asks in each language, and words of the answer. */
const QUESTIONS = [
  { locale: 'fr', question: 'Combien d’ouvriers en 1930 ?', words: '140' },
  { locale: 'en-GB', question: 'How many workers in 1930?', words: '140' },
] as const;
type Question = (typeof QUESTIONS)[number];

const CALLBACKS = { method: 'POST', path: /^\/interactions\/.*\/callback/ };
const MESSAGES = { method: 'POST', path: /^\/channels\/\d+\/messages$/ };

type Trouble = readonly [name: string, trouble: Pick<Fault, 'what' | 'times'>];
/** What may befall one request of the bot, or several. */
const TROUBLES: readonly Trouble[] = [
  ['Discord fails before the work', { what: { kind: 'status', status: 502, when: 'before' } }],
  ['Discord fails five times', { what: { kind: 'status', status: 500, when: 'before' }, times: 5 }],
  ['Discord fails after the work', { what: { kind: 'status', status: 503, when: 'after' } }],
  ['Discord asks to wait a second', { what: { kind: 'rate limit', retryAfterSeconds: 1 } }],
  ['all of Discord asks to wait', { what: { kind: 'rate limit', retryAfterSeconds: 1, global: true } }],
  ['the connection drops before the work', { what: { kind: 'drop', when: 'before' } }],
  ['the connection drops after the work', { what: { kind: 'drop', when: 'after' } }],
  ['the connection drops five times', { what: { kind: 'drop', when: 'before' }, times: 5 }],
];
const DELAYS: readonly Trouble[] = [
  ['Discord takes two seconds to do it', { what: { kind: 'delay', ms: 2_000, when: 'before' } }],
  ['Discord takes two seconds to say so', { what: { kind: 'delay', ms: 2_000, when: 'after' } }],
];

/** People who ask at once; by night as many as the bot is made for. */
const CROWD = process.env['NIGHTLY'] === undefined ? 50 : 200;

const folder = await mkdtemp(join(tmpdir(), 'verbatim-faults-'));
const corpus = join(folder, 'corpus');
await writeMillCorpus(corpus);
afterAll(() => rm(folder, { recursive: true, force: true }));

let fixture: Started;
let people = 0;
/** Somebody who has not asked yet, so that no limit of theirs is met. */
const somebody = (): Person => fixture.discord.person(`person-${++people}`);

function wordsOf({ components }: Shown): string {
  return textsOf(components).join('\n').replaceAll('**', '');
}

const ask = (person: Person, { question, locale }: Question): Handle =>
  person.slash('ask', { question }, { channel: fixture.discord.channel, locale });

/** A person asks, and gets their answer, once. */
async function expectAnswered(asked: Question): Promise<void> {
  const { discord } = fixture;
  const person = somebody();
  const before = person.say(discord.channel, 'Not for the bot');
  expect(wordsOf(await ask(person, asked).response())).toContain(asked.words);
  expect(await discord.quiet(discord.channel)).toHaveLength(1);
  person.delete(before);
}

afterEach(() => {
  expect(fixture.discord.refusals).toEqual([]);
  expect(fixture.bot.stdout.filter((line) => /"event":"(?:unexpected|rejection|failed)"/.test(line))).toEqual(
    [],
  );
});

beforeAll(async () => {
  fixture = await startBot({ corpus, env: { STATUS_PORT: '0' } });
});
afterAll(() => fixture.stop());

describe.each([...TROUBLES, ...DELAYS])('when %s', (_, trouble) => {
  it.each(QUESTIONS)('a command in $locale is answered once', async (asked) => {
    const { discord } = fixture;
    const late = discord.acknowledgements.late;
    discord.befall({ ...CALLBACKS, ...trouble });
    await expectAnswered(asked);
    expect(discord.acknowledgements).toMatchObject({ late, unacknowledged: 0 });
  });
});

describe.each(TROUBLES)('when %s', (_, trouble) => {
  it('a mention is answered once', async () => {
    const { discord } = fixture;
    const [{ question, words }] = QUESTIONS;
    discord.befall({ ...MESSAGES, ...trouble });
    const said = somebody().say(discord.channel, `<@${discord.bot.id}> ${question}`);
    const answer = await discord.nextMessage(discord.channel, { after: said });
    expect(wordsOf(answer)).toContain(words);
    expect(await discord.quiet(discord.channel)).toHaveLength(1);
  });

  it('a press of a button changes the answer', async () => {
    const { discord } = fixture;
    const person = somebody();
    const answer = await ask(person, QUESTIONS[1]).response();
    discord.befall({ ...CALLBACKS, ...trouble });
    const pressed = person.click(answer, 'English only');
    await pressed.acknowledged;
    expect(wordsOf(await pressed.response())).not.toContain('ouvriers');
  });
});

it('an answer that Discord does not take for some time is given when it does', async () => {
  const { discord } = fixture;
  // Longer than an acknowledgement could wait.
  discord.befall({ ...MESSAGES, times: 17, what: { kind: 'status', status: 503, when: 'before' } });
  const said = somebody().say(discord.channel, `<@${discord.bot.id}> ${QUESTIONS[1].question}`);
  const answer = await discord.nextMessage(discord.channel, { after: said, timeoutMs: 30_000 });
  expect(wordsOf(answer)).toContain(QUESTIONS[1].words);
  expect(await discord.quiet(discord.channel)).toHaveLength(1);
});

it('a deletion that Discord did and failed to confirm is done', async () => {
  const { discord } = fixture;
  const person = somebody();
  const answer = await ask(person, QUESTIONS[1]).response();
  discord.befall({
    method: 'DELETE',
    path: /^\/webhooks/,
    what: { kind: 'status', status: 502, when: 'after' },
  });
  discord.befall({ ...CALLBACKS, what: { kind: 'status', status: 502, when: 'after' } });
  await person.click(answer, 'Delete').acknowledged;
  await discord.gone(answer);
  await expectAnswered(QUESTIONS[1]);
});

it('an acknowledgement that comes too late is counted and logged, and the next is answered', async () => {
  const { discord, bot } = fixture;
  const counted = await metric('verbatim_late_acknowledgements_total');
  const { late } = discord.acknowledgements;
  discord.settings.ackWindowMs = 200;
  discord.befall({ ...CALLBACKS, what: { kind: 'delay', ms: 300, when: 'before' } });
  await expect(ask(somebody(), QUESTIONS[0]).response()).rejects.toThrow('did not respond');
  discord.settings.ackWindowMs = 3_000;
  await discord.until('the acknowledgement', () => discord.acknowledgements.late > late || undefined);
  expect(JSON.parse(await bot.until(/"event":"undelivered","code":10062/))).toMatchObject({ level: 'warn' });
  expect(await metric('verbatim_late_acknowledgements_total')).toBe(counted + 1);
  for (const asked of QUESTIONS) await expectAnswered(asked);
});

it(`${CROWD} people who ask at once are all answered in time, none of them twice`, async () => {
  const { discord } = fixture;
  const channel = discord.addChannel('crowd');
  const before = { ...discord.acknowledgements };
  const asked = Array.from({ length: CROWD }, (_, i) => {
    const { question, locale, words } = QUESTIONS[i % 2 === 0 ? 0 : 1];
    return { words, handle: somebody().slash('ask', { question }, { channel, locale }) };
  });
  await Promise.all(
    asked.map(async ({ words, handle }) => expect(wordsOf(await handle.response(170_000))).toContain(words)),
  );
  expect(await discord.quiet(channel)).toHaveLength(CROWD);
  const { acknowledged, ...failed } = discord.acknowledgements;
  // Two more are those of the round trip that proves the silence.
  expect(acknowledged).toBe(before.acknowledged + CROWD + 2);
  expect(failed).toEqual({
    late: before.late,
    doubled: before.doubled,
    changed: before.changed,
    unacknowledged: before.unacknowledged,
  });
});

async function metric(name: string): Promise<number> {
  const line = await fixture.bot.until(/^Status at /);
  const address = /http:\S+\d/.exec(line)?.[0];
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
}
