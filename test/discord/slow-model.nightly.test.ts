import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { languageOf } from '../../src/discord/service.js';
import { phrasesFor } from '../../src/i18n/phrases.js';
import { openEncoder } from '../../src/models/encoder.js';
import { writeTinyModel } from '../tiny-model.js';
import { type Started, startBot } from './bot-fixture.js';
import type { Fault } from './http.js';
import { CALLBACK } from './interactions.js';
import { buttonsOf, type Handle } from './user.js';
import { textsOf } from './validate-components.js';

/**
 * How long one text takes the model, in milliseconds: more than twice what the bot lets pass in silence, since
 * the machine may be busier while its speed is measured than later.
 */
const SLOW_MS = 2_500;
/** How long anything may take when the machine has much else to do, in milliseconds. */
const PATIENCE = 240_000;
/** Products that the machine's speed is measured with. */
const TRIED = 10;
const TRIES = 10;

const ASKED = [
  { locale: 'fr', question: 'Combien d’ouvriers en 1930 ?', words: '140' },
  { locale: 'en-GB', question: 'How many workers in 1930?', words: '140' },
] as const;

const EDITS = { method: 'PATCH', path: /^\/webhooks\/.*\/messages\/@original/ };
const TROUBLES: readonly (readonly [name: string, trouble: Pick<Fault, 'what' | 'times'>])[] = [
  ['Discord fails six times', { what: { kind: 'status', status: 502, when: 'before' }, times: 6 }],
  ['Discord fails after the work', { what: { kind: 'status', status: 503, when: 'after' } }],
  ['Discord asks to wait a second', { what: { kind: 'rate limit', retryAfterSeconds: 1 } }],
  ['the connection drops six times', { what: { kind: 'drop', when: 'before' }, times: 6 }],
  ['the connection drops after the work', { what: { kind: 'drop', when: 'after' } }],
];

const folder = await mkdtemp(join(tmpdir(), 'verbatim-slow-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

vi.setConfig({ testTimeout: PATIENCE });

let fixture: Started;
let people = 0;

beforeAll(async () => {
  const model = join(folder, 'model');
  await writeTinyModel(model, { products: TRIED });
  const embedder = await openEncoder({ id: model, cacheFolder: folder });
  // The fastest of several: what else the machine does makes the others slower than the model is.
  let each = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES; i++) {
    const started = performance.now();
    await embedder.embedQuery(`try ${i}`);
    each = Math.min(each, (performance.now() - started) / TRIED);
  }
  await writeTinyModel(model, { products: Math.ceil(SLOW_MS / each) });

  const corpus = join(folder, 'corpus');
  await mkdir(corpus);
  await writeFile(
    join(corpus, 'mill.fr.md'),
    '# Le moulin {#mill}\n\nEn 1930, le moulin employait 140 ouvriers.\n',
  );
  await writeFile(
    join(corpus, 'mill.en.md'),
    '# The mill {#mill}\n\nIn 1930, the mill employed 140 workers.\n',
  );
  // Whether it is in time is told by what comes first, not by the clock of a machine that may be busy.
  const standIn = { ackWindowMs: PATIENCE };
  fixture = await startBot({ corpus, standIn, env: { EMBEDDING_MODEL: model } });
}, PATIENCE);
afterAll(() => fixture.stop());
afterEach(() => {
  expect(fixture.discord.refusals).toEqual([]);
  // One may be sent again, as discord.js does when 15 seconds bring no answer: a model this slow may keep the bot from
  // reading it, on a busy machine.
  expect(fixture.discord.acknowledgements).toMatchObject({ late: 0, changed: 0, unacknowledged: 0 });
});

function ask(question: string, locale: string): Handle {
  const { discord } = fixture;
  const person = discord.person(`person-${++people}`);
  return person.slash('ask', { question }, { channel: discord.channel, locale });
}

async function textOf(asked: Handle): Promise<string> {
  return textsOf((await asked.response(PATIENCE)).components)
    .join('\n')
    .replaceAll('**', '');
}

it('whoever asks is told in time that the answer takes long, and gets it in the place of that', async () => {
  const handles = [...ASKED, ...ASKED].map(({ question, locale, words }) => ({
    words,
    asked: ask(question, locale),
  }));
  for (const { asked, words } of handles) {
    expect(await asked.acknowledged).toBe(CALLBACK.deferredMessage);
    expect(await textOf(asked)).toContain(words);
  }
  expect(await fixture.discord.quiet(fixture.discord.channel)).toHaveLength(handles.length);
});

it('a private answer stays private when it takes long', async () => {
  const { discord } = fixture;
  const person = discord.person('private');
  const options = { question: ASKED[1].question, private: true };
  const asked = person.slash('ask', options, { channel: discord.channel });
  expect(await asked.acknowledged).toBe(CALLBACK.deferredMessage);
  expect(await asked.response(PATIENCE)).toMatchObject({ ephemeral: true });
});

it('whoever presses a button while many do gets a sign of life in time, then what they press for', async () => {
  const { discord } = fixture;
  const replies = await Promise.all(
    ASKED.map(async ({ locale, question }) => {
      const ada = discord.person('ada');
      const where = { channel: discord.channel, locale };
      const asked = ada.slash('ask', { question }, where);
      const hidden = ada.slash('ask', { question, private: true }, where);
      const phrases = phrasesFor(languageOf(locale)).discord;
      const only = phrases.buttons.only[languageOf(locale)];
      const shown = { answer: await asked.response(PATIENCE), secret: await hidden.response(PATIENCE) };
      return { ada, locale, phrases, only, ...shown };
    }),
  );
  // All at once: together they take the model twice as long as Discord waits.
  const pressed = replies.map(({ ada, locale, phrases, only, answer, secret }) => ({
    phrases,
    answer,
    secret,
    own: ada.click(answer, only, { locale }),
    others: discord.person('bob').click(answer, only, { locale }),
    shared: ada.click(secret, phrases.buttons.share, { locale }),
  }));
  for (const { phrases, answer, secret, own, others, shared } of pressed) {
    const { buttons, notices } = phrases;
    expect(await others.response(PATIENCE)).toMatchObject({ ephemeral: true });
    const changed = await own.response(PATIENCE);
    expect(changed.id).toBe(answer.id);
    expect(buttonsOf(changed).map(({ label }) => label)).toContain(buttons.both);
    expect((await shared.followUps(1, PATIENCE))[0]).toMatchObject({ ephemeral: false });
    expect(textsOf((await shared.edited(secret, PATIENCE)).components)).toEqual([notices.shared]);
  }
  const kinds = await Promise.all(
    pressed.flatMap(({ own, others }) => [own.acknowledged, others.acknowledged]),
  );
  expect(kinds).toContain(CALLBACK.deferredUpdate);
  expect(kinds).toContain(CALLBACK.deferredMessage);
});

it.each(TROUBLES)('when %s, the answer still takes the place of the announcement', async (_, trouble) => {
  fixture.discord.befall({ ...EDITS, ...trouble });
  const asked = ask(ASKED[1].question, 'en-GB');
  expect(await asked.acknowledged).toBe(CALLBACK.deferredMessage);
  expect(await textOf(asked)).toContain(ASKED[1].words);
});

it('when Discord fails after it took the announcement, the announcement counts', async () => {
  const { discord } = fixture;
  const { path, what } = {
    path: /\/callback/,
    what: { kind: 'status', status: 502, when: 'after' },
  } as const;
  const { doubled } = discord.acknowledgements;
  discord.befall({ path, what });
  const asked = ask(ASKED[0].question, 'fr');
  expect(await textOf(asked)).toContain(ASKED[0].words);
  expect(discord.acknowledgements.doubled).toBeGreaterThan(doubled);
});
