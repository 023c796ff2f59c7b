import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openStore } from '../../src/store/embedded.js';
import type { Store } from '../../src/store/store.js';
import { type Started, startBot } from './bot-fixture.js';
import { readReply } from './read-reply.js';
import { buttonsOf, type Person, type Shown } from './user.js';
import { textsOf } from './validate-components.js';
import { BOT_PERMISSIONS, PERMISSIONS } from './world.js';

/** Three subjects, one of which is an empty page but for its name; one is declared twice, one is named as a command is. */
const PAGES: Readonly<Record<string, string>> = {
  'mill.en.md': `---
title: The Valbrune mill
subject: Valbrune mill
aliases: [Impact]
kind: place
main: true
asOf: "1930"
questions:
  - What is the Valbrune mill?
  - Who founded the Valbrune mill?
  - How many workers did the Valbrune mill employ in 1930?
---

The Valbrune mill is a water mill on the river Oise that grinds rye and wheat.

Odile Ferrand founded the Valbrune mill in 1911. Its impact was great.

In 1930, the Valbrune mill employed 140 workers.
`,
  'twice.en.md':
    '---\ntitle: Again\nsubject: valbrune mill\nkind: place\n---\n\nThe Valbrune mill is told of here once more.\n',
  'start.en.md':
    '---\ntitle: Start\nsubject: start\nkind: idea\n---\n\nThe start is the first step of a miller’s training.\n',
  'long.en.md': `---\ntitle: Long\nsubject: ${'Guild '.repeat(60).trim()}\nkind: idea\n---\n\n${'Guild '.repeat(60)}is a guild of many words.\n`,
};

let folder: string;
let started: Started;
let store: Store;
let ada: Person;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verbatim-tour-'));
  const corpus = join(folder, 'corpus');
  await mkdir(corpus);
  for (const [name, text] of Object.entries(PAGES)) await writeFile(join(corpus, name), text);
  const state = join(folder, 'state');
  started = await startBot({ corpus, env: { QUESTIONS_PER_10_SECONDS: '100', STATE: state } });
  store = await openStore(state);
  ada = started.discord.person('ada');
});
afterAll(async () => {
  await store.close();
  await started.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => {
  expect(started.discord.refusals).toEqual([]);
  expect(started.discord.acknowledgements).toMatchObject({ late: 0, doubled: 0, unacknowledged: 0 });
});

const words = (message: Shown): string => textsOf(message.components).join('\n');
const labels = (message: Shown) => buttonsOf(message).map(({ label }) => label);
const about = (subject: string, more: object = {}): Promise<Shown> =>
  ada.slash('about', { subject, ...more }, { channel: started.discord.channel }).response();
const start = (who = ada): Promise<Shown> =>
  who.slash('start', {}, { channel: started.discord.channel }).response();
/** Presses a button that changes the message that it is on. */
const press = async (message: Shown, label: string, who = ada): Promise<Shown> =>
  who.click(message, label).edited(message);

describe('/about', () => {
  it('shows the card of a subject to all: what it is, facts with their source, questions that have an answer', async () => {
    const card = await about('VALBRUNE');
    expect(card.ephemeral).toBe(false);
    expect(words(card)).toContain('### Valbrune mill');
    expect(readReply(card).words).toContain(
      'The Valbrune mill is a water mill on the river Oise that grinds rye and wheat.',
    );
    expect(words(card)).toContain('> Odile Ferrand founded the Valbrune mill in 1911.');
    expect(words(card)).toContain('as of 1930');
    expect([...labels(card)].sort()).toEqual([
      'Delete',
      'How many workers did the Valbrune mill employ in 1930?',
      'Picture to share',
      'What is the Valbrune mill?',
      'Who founded the Valbrune mill?',
    ]);
    const answer = await ada.click(card, 'Who founded the Valbrune mill?').response();
    expect(answer.ephemeral).toBe(true);
    expect(readReply(answer).quotes[0]?.underlined).toBe('Odile Ferrand');
  });

  it('finds it by an alias, even one that is a common word, and one that is named like a command', async () => {
    expect(words(await about('impact'))).toContain('### Valbrune mill');
    expect(words(await about('start', { private: true }))).toContain('The start is the first step');
    expect((await about('start', { private: true })).ephemeral).toBe(true);
  });

  it('says privately that there is no such subject, and which there are', async () => {
    const reply = await about('*Pontarec*');
    expect(reply.ephemeral).toBe(true);
    expect(readReply(reply).words).toMatch(/“\*Pontarec\*”\.\s+Its subjects: Valbrune mill/);
  });

  it('lists subjects as one types, each once, with names that Discord takes', async () => {
    const all = await ada.autocomplete('about', 'subject', '', { channel: started.discord.channel });
    expect(all.map(({ name }) => name.slice(0, 11)).sort()).toEqual(['Guild Guild', 'Valbrune mi', 'start']);
    expect(all[0]?.name).toBe('Valbrune mill');
    const [chosen] = await ada.autocomplete('about', 'subject', 'guild', {
      channel: started.discord.channel,
    });
    expect(chosen?.name.length).toBeLessThanOrEqual(100);
    expect(words(await about(String(chosen?.value)))).toContain('is a guild of many words');
  });

  it('draws the card as a picture, whose alternative text has the full wording', async () => {
    const card = await about('mill');
    const picture = await ada.click(card, 'Picture to share').response();
    expect(picture.ephemeral).toBe(false);
    const Gallery = z.object({
      items: z.array(z.object({ media: z.object({ url: z.string() }), description: z.string() })),
    });
    const [item] = Gallery.parse(picture.components[0]).items;
    expect(item?.media.url).toMatch(/card\.png$/);
    expect(item?.description).toContain('Odile Ferrand founded the Valbrune mill in 1911. (');
    const long = await about('guild');
    await ada.click(long, 'Picture to share').response();
  });
});

describe('/start', () => {
  it('goes through the subjects to the end, and back, for whoever asks alone', async () => {
    const first = await start();
    expect(first.ephemeral).toBe(true);
    expect(words(first)).toContain('Tour, step 1 of 4');
    expect(words(first)).toContain('### Valbrune mill');
    expect(labels(first)).toHaveLength(4);
    expect(labels(first).slice(-2)).toEqual(['Next', 'Stop']);
    const second = await press(first, 'Next');
    expect(words(second)).toContain('step 2 of 4');
    expect(await store.tourOf(ada.user.id)).toMatchObject({ step: 1 });
    const back = await press(second, 'Back');
    expect(words(back)).toContain('step 1 of 4');
    const end = await press(await press(await press(back, 'Next'), 'Next'), 'Next');
    expect(words(end)).toContain('step 4 of 4');
    expect(words(end)).toContain('**/quiz**');
    expect(await store.tourOf(ada.user.id)).toBeNull();
    expect(words(await press(end, 'From the beginning'))).toContain('step 1 of 4');
  });

  it('is taken up again where one left it, on whatever device, and begun anew from there', async () => {
    const bob = started.discord.person('bob');
    const phone = await start(bob);
    const second = await press(phone, 'Next', bob);
    const stopped = await press(second, 'Stop', bob);
    expect(words(stopped)).toContain('stopped here');
    const desk = await start(bob);
    expect(words(desk)).toContain('step 2 of 4\n-# You left off here.');
    // The phone goes on from what it shows, and the last press of all is where one is.
    await press(desk, 'Next', bob);
    expect(words(await press(stopped, 'Go on with the tour', bob))).toContain('step 2 of 4');
    expect(await store.tourOf(bob.user.id)).toMatchObject({ step: 1 });
  });

  it('asks its questions beside it, and is forgotten with all else that is kept of somebody', async () => {
    const eve = started.discord.person('eve');
    const step = await start(eve);
    const [question = ''] = labels(step);
    expect((await eve.click(step, question ?? '').response()).ephemeral).toBe(true);
    await press(step, 'Next', eve);
    const privacy = await eve.slash('privacy', {}, { channel: started.discord.channel }).response();
    expect(words(privacy)).toContain('The tour: you left it at step 2');
    await eve.click(privacy, 'Delete all of it').response();
    expect(await store.tourOf(eve.user.id)).toBeNull();
  });

  it('tells of subjects in the other language where the corpus has none in one’s own', async () => {
    const zoe = started.discord.person('zoé');
    const step = await zoe.slash('visite', {}, { channel: started.discord.channel, locale: 'fr' }).response();
    expect(words(step)).toContain('Visite, étape 1 sur 4');
    expect(words(step)).toContain('### Valbrune mill');
  });
});

describe('the tour is offered', () => {
  it('under help, and under the first answer in direct messages alone', async () => {
    const { discord } = started;
    const help = await ada.slash('help', {}, { channel: discord.channel }).response();
    expect(words(await ada.click(help, 'Take the tour').response())).toContain('step 1 of 4');
    const new1 = discord.person('new');
    const asked = new1.dm('Who founded the Valbrune mill?');
    const answer = await discord.nextMessage(new1.dmChannel(), { after: asked });
    expect(labels(answer)).toEqual(['Delete', 'Take the tour']);
    const again = new1.dm('How many workers did the Valbrune mill employ in 1930?');
    expect(labels(await discord.nextMessage(new1.dmChannel(), { after: again }))).not.toContain(
      'Take the tour',
    );
  });

  it('in a channel that whoever manages the server chooses, and to nobody else’s order', async () => {
    const { discord } = started;
    const hall = discord.addChannel('hall');
    const where = { channel: discord.channel, permissions: BOT_PERMISSIONS | PERMISSIONS.manageGuild };
    const panel = await ada.slash('settings', {}, where).response();
    const told = await ada
      .choose(panel, 'Post a welcome with the tour in…', [hall.id], { permissions: where.permissions })
      .response();
    expect(words(told)).toContain('The welcome is posted');
    const welcome = await discord.nextMessage(hall);
    expect(words(welcome)).toContain('Welcome!');
    const step = await discord.person('mia').click(welcome, 'Take the tour').response();
    expect(step.ephemeral).toBe(true);
    const refused = await ada.choose(panel, 'Post a welcome with the tour in…', [hall.id], {}).response();
    expect(words(refused)).not.toContain('posted');
  });
});
