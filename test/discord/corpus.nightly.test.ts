import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MANAGER, onePage, said, startTown, type Town, told } from './town.js';
import { buttonsOf, type Upload } from './user.js';

let town: Town;
beforeAll(async () => {
  town = await startTown();
  const { lea, send, discord } = town;
  const pdf = onePage('The lock of the mill pond was rebuilt in 1962 by the engineer Basile Kermadec.');
  const title = 'The lock of the pond';
  const seen = await send(lea, 'add', discord.upload('lock.pdf', pdf), { title });
  expect(await told(lea.click(seen, 'Publish'))).toContain('Published');
});
afterAll(() => town.stop());

describe('the corpus, from Discord, at length', () => {
  it('takes a new file in the place of one, takes one out, and undoes both', async () => {
    const { ada, lea, folder, ask, files, upload, chosen, send } = town;
    const [path] = files();
    const lock = await chosen(lea, 'lock pond');
    expect(said(await lea.slash('corpus list', {}, town.here).response())).toContain(`added/${path}`);
    const wrong = await send(lea, 'replace', upload('lock.txt', 'A lock.'), {}, { document: lock });
    expect(said(wrong)).toContain('same format');
    const pdf = town.discord.upload(
      'lock.pdf',
      onePage('The lock of the mill pond was rebuilt in 1962 by the engineer Solenn Tanguy.'),
    );
    const seen = await send(lea, 'replace', pdf, { title: 'The lock' }, { document: lock });
    expect(await told(lea.click(seen, 'Publish'))).toContain('is replaced');
    const question = 'Who rebuilt the lock of the mill pond?';
    expect(said(await ask(ada, question))).toContain('Tanguy');
    expect(said(await lea.slash('corpus show', { document: lock }, town.here).response())).toContain(
      'Tanguy',
    );

    const undo = await lea.slash('corpus undo', {}, town.here).response();
    expect(await told(lea.click(undo, 'Undo'))).toContain('as it was before');
    expect(said(await ask(ada, question))).toContain('Kermadec');

    const removal = await lea.slash('corpus remove', { document: lock }, town.here).response();
    expect(await told(lea.click(removal, 'Remove'))).toContain('is removed');
    expect(files()).toEqual([]);
    expect(said(await ask(ada, question))).not.toContain('Kermadec');
    const back = await lea.slash('corpus undo', {}, town.here).response();
    expect(await told(lea.click(back, 'Undo'))).toContain('as it was before');
    expect(said(await ask(ada, question))).toContain('Kermadec');
    expect(await told(lea.click(back, 'Undo'))).toContain('no longer waiting');
    expect(readdirSync(join(folder, '.history')).length).toBeGreaterThanOrEqual(3);
  });

  it('refuses what it cannot read, and says why; nothing is left of it', async () => {
    const { discord, lea, state, files, upload, send } = town;
    const before = [readdirSync(join(state, 'drafts')), files()];
    const bytes = Buffer.from('A sentence about the mill of Valbrune.');
    const cases: readonly (readonly [Upload, Readonly<Record<string, string>>, string])[] = [
      [discord.upload('film.mp4', bytes, { isForced: true }), {}, 'is of a format that is not read'],
      [discord.upload('large.txt', bytes, { size: 25e6 }), {}, 'The file has 25 MB'],
      [discord.upload('lie.txt', Buffer.alloc(20_000_001, 'a '), { size: 12 }), {}, 'more than 20 MB'],
      [discord.upload('empty.txt', Buffer.alloc(0)), {}, 'The file is empty'],
      [upload('page.txt', 'A sentence about the mill of Valbrune.'), { 'as-of': '2027-02-30' }, 'is no date'],
      [{ ...discord.upload('gone.txt', bytes), url: `${discord.url}/nowhere` }, {}, 'did not give the file'],
    ];
    for (const [file, values, why] of cases)
      expect(said(await send(lea, 'add', file, values))).toContain(why);
    const unread = await send(lea, 'add', upload('nothing.pdf', 'This is no PDF at all.'));
    expect(said(unread)).toContain('Nothing of it can be quoted');
    expect(buttonsOf(unread).map(({ label }) => label)).toEqual(['Discard']);
    expect(await told(lea.click(unread, 'Discard'))).toContain('Discarded');
    expect([readdirSync(join(state, 'drafts')), files()]).toEqual(before);
  });

  it('keeps names inside its folder and writes over nothing', async () => {
    const { lea, files, upload, send } = town;
    const text = 'The bell of the mill rings at noon on every day of the year.';
    for (const title of ['../../escape', 'C:\\con', '猫']) {
      const seen = await send(lea, 'add', upload('bell.txt', `${text} ${title}`), { title });
      expect(await told(lea.click(seen, 'Publish'))).toContain('Published as `added/');
    }
    const twice = await send(lea, 'add', upload('bell.txt', `${text} Again.`), { title: '../../escape' });
    await told(lea.click(twice, 'Publish'));
    expect(files().filter((name) => name.endsWith('.txt'))).toEqual(
      ['c-con.txt', 'document.txt', 'escape-2.txt', 'escape.txt'].sort(),
    );
  });

  it('loses nothing when it cannot be written: the change waits', async () => {
    const { lea, folder, upload, send } = town;
    const seen = await send(
      lea,
      'add',
      upload('wheel.txt', 'The wheel of the mill has forty-eight spokes of ash.'),
    );
    renameSync(join(folder, 'added'), `${folder}-away`);
    writeFileSync(join(folder, 'added'), '');
    const refused = await told(lea.click(seen, 'Publish'));
    rmSync(join(folder, 'added'));
    renameSync(`${folder}-away`, join(folder, 'added'));
    expect(refused).toContain('cannot be written');
    expect(refused).not.toContain(folder);
    expect(await told(lea.click(seen, 'Publish'))).toContain('Published as `added/wheel.txt`');
  });

  it('is changed by two people where the server wants it', async () => {
    const { discord, ada, lea, max, team, upload, send } = town;
    const panel = await lea.slash('settings', {}, { ...town.here, ...MANAGER }).response();
    await lea.click(panel, 'Ask a second person', MANAGER).response();
    const seen = await send(lea, 'add', upload('roof.txt', 'The roof of the mill is of slate from Angers.'));
    expect(said(seen)).toContain('a second person');
    expect(await told(lea.click(seen, 'Publish'))).toContain('The team is asked');
    const post = await discord.nextMessage(team, { after: seen });
    expect(said(post)).not.toContain('slate');
    expect(await told(lea.slash('team', {}, town.here))).toContain('waiting');
    expect(await told(ada.click(post, 'See it'))).toContain('This is for the team');
    const second = await max.click(post, 'See it').response();
    expect(said(second)).toContain('slate from Angers');
    const [one, other] = await Promise.all([
      told(max.click(second, 'Publish')),
      told(lea.click(seen, 'Publish')),
    ]);
    expect(one).toContain('Published as');
    expect(other).not.toContain('Published as');
    await lea.click(panel, 'One person is enough', MANAGER).response();
  });

  it('keeps what somebody wrote in a channel as an answer', async () => {
    const { ada, lea, ask } = town;
    const { channel } = town.here;
    const message = ada.say(channel, 'The ladder of the granary is kept behind the miller’s cottage.');
    expect(await told(ada.contextMenu('Keep as an answer', message, town.here))).toContain(
      'This is for the team',
    );
    const form = lea.contextMenu('Keep as an answer', message, town.here);
    const shown = JSON.stringify(await form.form());
    expect(shown).toContain('behind the miller');
    const published = await told(lea.submit(form, { question: 'Where is the ladder of the granary?' }));
    expect(published).toContain('Published');
    const answer = said(await ask(ada, 'Where is the ladder of the granary?'));
    expect(answer).toContain('behind the miller');
    expect(answer).toContain('verified by Léa');
  });

  it('keeps its history in git where it is a repository, one commit a change', async () => {
    const { lea, folder, upload, chosen, send } = town;
    const git = (...args: string[]) => execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
    git('init', '--quiet');
    git('add', '--all');
    git('-c', 'user.name=T', '-c', 'user.email=t@example.org', 'commit', '--quiet', '-m', 'All');
    const seen = await send(
      lea,
      'add',
      upload('gate.txt', 'The gate of the mill is painted green each spring.'),
    );
    expect(await told(lea.click(seen, 'Publish'))).toContain('Published');
    expect(git('log', '--format=%s').split('\n')[0]).toBe('Add added/gate.txt');
    writeFileSync(join(folder, 'added', 'gate.txt'), 'The gate of the mill is painted blue each spring.\n');
    const removal = await lea
      .slash('corpus remove', { document: await chosen(lea, 'gate') }, town.here)
      .response();
    expect(await told(lea.click(removal, 'Remove'))).toContain('is removed');
    const undo = await lea.slash('corpus undo', {}, town.here).response();
    expect(await told(lea.click(undo, 'Undo'))).toContain('as it was before');
    // What somebody had changed by hand meanwhile is not lost.
    expect(readFileSync(join(folder, 'added', 'gate.txt'), 'utf8')).toContain('blue');
    expect(git('status', '--porcelain', '--', 'added')).toBe('');
  });

  it('was refused nothing by Discord, and logged no word of a document', () => {
    const { bot, discord } = town;
    expect([...bot.stdout, ...bot.stderr].join('\n')).not.toMatch(/Kermadec|zircon|slate|spokes/);
    expect(discord.refusals).toEqual([]);
    expect(discord.acknowledgements).toMatchObject({ late: 0, unacknowledged: 0 });
  });
});
