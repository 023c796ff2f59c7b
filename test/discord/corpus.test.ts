import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/store/embedded.js';
import { MANAGER, onePage, said, startTown, type Town, told } from './town.js';
import { buttonsOf, type Person, type Shown } from './user.js';
import type { Channel } from './world.js';

/** What only those may read whose role or channel opens it: words that stand nowhere else. */
const SECRET = /zircon|quibble|salar|pay scale|hr\//i;
const all = ({ components }: Pick<Shown, 'components'>): string => JSON.stringify(components);

let town: Town;
beforeAll(async () => {
  town = await startTown();
});
afterAll(() => town.stop());

describe('the corpus, from Discord', () => {
  it('grows by a document that the team reads before it is published, and quotes it at the next question', async () => {
    const { discord, ada, lea, folder, ask, files } = town;
    expect(await told(ada.slash('corpus add', {}, town.here))).toContain('This is for the team');
    const pdf = discord.upload(
      'scan 3.PDF',
      onePage('The lock of the mill pond was rebuilt in 1962 by the engineer Basile Kermadec.'),
    );
    const form = lea.slash('corpus add', {}, town.here);
    expect((await form.form()).title).toBe('Add a document');
    const values = {
      title: 'The lock / of the pond',
      'as-of': '1962',
      source: 'Kersaint archives',
      file: [pdf],
    };
    const seen = await lea.submit(form, values).response();
    expect(seen.ephemeral).toBe(true);
    expect(said(seen)).toContain('rebuilt in 1962 by the engineer Basile Kermadec');
    expect(said(seen)).toContain('The lock / of the pond');
    expect(await told(lea.submit(form, values))).toContain('with the bot already');
    expect(existsSync(join(folder, 'added'))).toBe(false);
    expect(said(await ask(ada, 'Who rebuilt the lock of the mill pond?'))).not.toContain('Kermadec');

    const both = await Promise.all([told(lea.click(seen, 'Publish')), told(lea.click(seen, 'Publish'))]);
    expect(both.filter((one) => one.includes('Published as `added/the-lock-of-the-pond.pdf`'))).toHaveLength(
      1,
    );
    expect(files()).toEqual(['the-lock-of-the-pond.pdf', 'the-lock-of-the-pond.pdf.yaml']);
    const answer = said(await ask(ada, 'Who rebuilt the lock of the mill pond?'));
    expect(answer).toContain('Found in the corpus');
    expect(answer).toContain('Kermadec');
    expect(answer).toMatch(/The lock \/ of the pond.*Kersaint archives/);
    expect(answer).toContain('1962');
  });

  it('is read by those who may alone, whatever others do', async () => {
    const { discord, ada, lea, max, ask, elsewhere } = town;
    const offices = discord.addChannel('offices');
    const payers = discord.addRole('payers', [max]);
    const question = 'What salary does a miller get?';
    const before = await ask(ada, question);
    expect(said(before)).toMatch(/412/);
    const shown = await lea.slash('settings', { folder: 'hr' }, { ...town.here, ...MANAGER }).response();
    expect(said(shown)).toContain('Everybody reads it everywhere');
    await lea.choose(shown, 'Channels that it is read in', [offices.id], MANAGER).response();

    /** All that somebody can be shown who may not read the folder, in one text. */
    async function everything(
      who: Person,
      where: { readonly channel: Channel },
      questions: readonly string[] = [question],
    ): Promise<string> {
      const texts: string[] = [];
      for (const each of questions) {
        const reply = await who.slash('ask', { question: each }, where).response();
        texts.push(all(reply).replaceAll(each, ''));
        for (const { custom_id = '', label = '' } of buttonsOf(reply)) {
          const isThere = buttonsOf(discord.world.messageOf(reply.id) ?? reply).some(
            (button) => button.custom_id === custom_id,
          );
          if (!isThere || ['Delete', 'Supprimer', 'Ask the team', '👎'].includes(label)) continue;
          texts.push(all(await who.click(reply, custom_id).response()).replaceAll(each, ''));
        }
      }
      for (const typed of questions.length > 1 ? ['', 'sal', 'pay sc', 'zir', 'quib', 'what'] : ['sal']) {
        for (const [command, option] of [
          ['ask', 'question'],
          ['fact', 'topic'],
        ] as const)
          texts.push(JSON.stringify(await who.autocomplete(command, option, typed, where)));
      }
      texts.push(all(await who.slash('sources', {}, where).response()));
      texts.push(all(await who.slash('help', {}, where).response()));
      texts.push(all(await who.slash('fact', { topic: 'Salaries' }, where).response()));
      return texts.join('\n');
    }

    const hidden = await everything(ada, town.here, [
      question,
      'Combien gagne un meunier ?',
      'What does the zircon buy?',
      'Quibble',
    ]);
    expect(hidden.match(SECRET)?.[0]).toBeUndefined();
    expect(hidden).not.toContain('412');
    const inPrivate = await everything(max, { channel: max.dmChannel() });
    expect(inPrivate.match(SECRET)?.[0]).toBeUndefined();
    // What was said before stays; its buttons no longer tell it.
    for (const { custom_id, label } of buttonsOf(before)) {
      if (custom_id === undefined || ['Delete', '👎', '👍'].includes(label ?? '')) continue;
      expect(all(await max.click(before, custom_id).response())).not.toMatch(/zircon/);
    }
    expect(all(await ada.slash('ask', { question }, { channel: offices }).response())).toContain(
      '412 zircons',
    );
    const asked = ada.say(discord.channel, `<@${discord.bot.id}> ${question}`);
    expect(all(await discord.nextMessage(discord.channel, { after: asked }))).not.toContain('zircon');
    const inOffices = ada.say(offices, `<@${discord.bot.id}> ${question}`);
    expect(all(await discord.nextMessage(offices, { after: inOffices }))).toContain('zircon');

    // By a role: in private, to those who have it; in public, to nobody.
    await lea.choose(shown, 'Channels that it is read in', [], MANAGER).response();
    await lea.choose(shown, 'Roles that read it', [payers.id], MANAGER).response();
    const own = await ask(max, question);
    expect(said(own)).toContain('412');
    expect(own.ephemeral).toBe(true);
    expect(await told(max.click(own, 'Share'))).toContain('Not everybody here may read this');
    const spoken = max.say(discord.channel, `<@${discord.bot.id}> ${question}`);
    expect(all(await discord.nextMessage(discord.channel, { after: spoken }))).not.toContain('zircon');
    expect((await everything(lea, town.here)).match(SECRET)?.[0]).toBeUndefined();
    expect(JSON.stringify(await lea.autocomplete('corpus show', 'document', '', town.here))).not.toMatch(
      /hr\//,
    );
    expect(JSON.stringify(await max.autocomplete('corpus show', 'document', 'pay', town.here))).toMatch(
      /hr\//,
    );
    const list = all(await lea.slash('corpus list', {}, town.here).response());
    expect(list.match(SECRET)?.[0]).toBeUndefined();

    const their = discord.addChannel('theirs', { guild: elsewhere });
    expect((await everything(max, { channel: their })).match(SECRET)?.[0]).toBeUndefined();
    expect(
      JSON.stringify(await max.autocomplete('settings', 'folder', '', { channel: their, ...MANAGER })),
    ).not.toContain('hr');
    expect(await told(max.slash('settings', { folder: 'hr' }, { channel: their, ...MANAGER }))).toContain(
      'no such folder',
    );

    await lea.click(shown, 'Everybody reads it', MANAGER).response();
    expect(said(await ask(ada, question))).toContain('412');
  });

  it('is changed from no server but those that the operator names; these have teams all the same', async () => {
    const { discord, ada, max, state, folder, chosen, lea } = town;
    const guild = discord.addGuild('Far');
    const there = { channel: discord.addChannel('far', { guild }) };
    const desk = discord.addChannel('desk', { guild });
    const manager = { ...there, ...MANAGER };
    const before = readdirSync(folder, { recursive: true });
    const panel = await max.slash('settings', {}, manager).response();
    await max.choose(panel, 'Team channel', [desk.id], MANAGER).response();

    const document = await chosen(lea, 'pond');
    for (const [command, options] of [
      ['corpus add', {}],
      ['corpus replace', { document }],
      ['corpus remove', { document }],
      ['corpus undo', {}],
      ['settings', { folder: 'hr' }],
    ] as const)
      expect(await told(max.slash(command, options, manager))).toContain('name it in CORPUS_SERVERS');
    expect(await max.autocomplete('settings', 'folder', '', manager)).toEqual([]);
    expect(said(await max.slash('corpus list', {}, manager).response())).toContain('the-lock-of-the-pond');
    expect(said(await max.slash('corpus show', { document }, manager).response())).toContain('Kermadec');
    const spoken = ada.say(there.channel, 'The ladder of the granary is kept behind the cottage.');
    expect(await told(max.contextMenu('Keep as an answer', spoken, manager))).toContain('CORPUS_SERVERS');

    // Prepared when the server was still named.
    const store = await openStore(state);
    const path = 'added/the-lock-of-the-pond.pdf';
    const [author, preparedAt] = [max.user.id, new Date().toISOString()];
    await store.addDraft({
      guild: guild.id,
      author,
      action: 'remove',
      path,
      file: null,
      undoes: null,
      preparedAt,
    });
    await store.close();
    const overview = await max.slash('team', {}, manager).response();
    const waiting = await max.click(overview, 'See it', MANAGER).response();
    expect(await told(max.click(waiting, 'Remove', MANAGER))).toContain('CORPUS_SERVERS');
    expect(await told(max.click(waiting, 'Discard', MANAGER))).toContain('Discarded');

    const reply = await ada.slash('ask', { question: 'Where is the ladder kept?' }, there).response();
    const form = ada.click(reply, 'Ask the team');
    await form.form();
    expect(await told(ada.submit(form, { name: 'no', tell: 'direct' }))).toContain('with the team');
    const post = await discord.nextMessage(desk, { after: reply });
    expect(await told(max.click(post, 'Answer', MANAGER))).toContain('CORPUS_SERVERS');
    const documented = max.click(post, 'Already documented', MANAGER);
    await documented.form();
    expect(await told(max.submit(documented, { elsewhere: 'On the door' }, MANAGER))).toContain('been told');
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  it('was refused nothing by Discord, and logged no word of a document', () => {
    const { discord, bot } = town;
    expect([...bot.stdout, ...bot.stderr].join('\n')).not.toMatch(/Kermadec|zircon|slate|spokes/);
    expect(discord.refusals).toEqual([]);
    expect(discord.acknowledgements).toMatchObject({ late: 0, unacknowledged: 0 });
  });
});
