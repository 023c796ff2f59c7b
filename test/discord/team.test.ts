import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DATABASE_FILE, openStore } from '../../src/store/embedded.js';
import type { Store } from '../../src/store/store.js';
import { writeMillCorpus } from '../mill-corpus.js';
import { someQuestion } from '../store-contract.js';
import { type Started, startBot } from './bot-fixture.js';
import { buttonsOf, type Handle, type Person, type Shown } from './user.js';
import { textsOf } from './validate-components.js';
import { BOT_PERMISSIONS, type Channel, PERMISSIONS, type Role } from './world.js';

const QUESTION = 'Where is the key of the coal cellar kept?';
const MANAGER = { permissions: BOT_PERMISSIONS | PERMISSIONS.manageGuild };

const said = ({ components }: Pick<Shown, 'components'>): string => textsOf(components).join('\n');
const labelsOf = (message: Shown) => buttonsOf(message).map(({ label }) => label);
const told = async (handle: Handle): Promise<string> => said(await handle.response());

describe('a team', () => {
  const folder = mkdtempSync(join(tmpdir(), 'verbatim-team-'));
  const state = mkdtempSync(join(tmpdir(), 'verbatim-team-state-'));
  let started: Started;
  let ada: Person;
  let lea: Person;
  let team: Channel;
  let role: Role;
  /** The bot's own, opened beside it. */
  let store: Store;
  let tooOld: string;

  beforeAll(async () => {
    await writeMillCorpus(folder);
    const before = await openStore(state);
    tooOld = await before.addQuestion({ ...someQuestion, askedAt: '2020-01-01T00:00:00.000Z' });
    await before.close();
    started = await startBot({
      corpus: folder,
      env: { QUESTIONS_PER_10_SECONDS: '100', QUESTIONS_PER_HOUR: '1000', STATE: state },
    });
    store = await openStore(state);
    const { discord } = started;
    ada = discord.person('Ada');
    lea = discord.person('Léa');
    team = discord.addChannel('team');
    role = discord.addRole('guides', [lea]);
  });
  afterAll(async () => {
    await store.close();
    await started.stop();
    for (const each of [folder, state]) rmSync(each, { recursive: true, force: true });
  });

  const ask = (who: Person, question: string, more: object = {}) =>
    who.slash('ask', { question, ...more }, { channel: started.discord.channel }).response();

  /** Fills in the form that a press shows, and sees what comes of it. */
  async function fill(
    handle: Handle,
    who: Person,
    values: Readonly<Record<string, string>>,
  ): Promise<string> {
    await handle.form();
    return told(who.submit(handle, values));
  }

  /** Has somebody send a question to the team; gives its post. */
  async function sendToTeam(
    who: Person,
    question: string,
    values: Readonly<Record<string, string>> = { name: 'no', tell: 'direct' },
  ): Promise<Shown> {
    const reply = await ask(who, question);
    expect(await fill(who.click(reply, 'Ask the team'), who, values)).toContain('with the team');
    return started.discord.nextMessage(team, { after: reply });
  }

  const now = (message: Shown): string =>
    textsOf(started.discord.world.messageOf(message.id)?.components ?? []).join('\n');
  const lastDm = (who: Person): string =>
    textsOf([...who.dmChannel().messages.values()].at(-1)?.components ?? []).join('\n');

  it('keeps nothing longer than it says', async () => {
    expect(await store.question(tooOld)).toBeNull();
  });

  it('is quoted what somebody puts into the corpus folder by hand, without a restart', async () => {
    const text = 'The weathercock of the mill was cast in bronze by the smith of Pontarec.';
    writeFileSync(join(folder, 'weathercock.md'), `# The weathercock\n\n${text}\n`);
    await started.bot.until(/"event":"renewed"/);
    expect(said(await ask(ada, 'Who cast the weathercock of the mill?'))).toContain('was cast in bronze');
  });

  it('is offered nothing, and keeps nothing, before a server has chosen a channel for it', async () => {
    expect(labelsOf(await ask(ada, QUESTION))).not.toContain('Ask the team');
  });

  it('is set up by those who manage the server alone', async () => {
    const { discord } = started;
    const { channel } = discord;
    expect(await told(ada.slash('settings', {}, { channel }))).toContain('for those who may manage');
    const panel = await lea.slash('settings', {}, { channel, ...MANAGER }).response();
    expect(said(panel)).toContain('Nothing can be sent');
    await lea.choose(panel, 'Team channel', [team.id], MANAGER).response();
    await lea.choose(panel, 'Team role', [role.id], MANAGER).response();
    const after = await lea.click(panel, 'Ping the role', MANAGER).response();
    expect(said(after)).toContain(`People can send questions to <#${team.id}>`);
    expect(said(after)).toContain('pings the role, once');
  });

  it('hears of what was not found, once somebody sends it; answers; and everybody is quoted the answer', async () => {
    const { discord } = started;
    const reply = await ask(ada, QUESTION);
    expect(labelsOf(reply)).toContain('Ask the team');
    const form = ada.click(reply, 'Ask the team');
    expect((await form.form()).title).toBe('Ask the team');
    expect([...team.messages.values()]).toEqual([]);
    const sent = ada.submit(form, { name: 'yes', tell: 'thread' });
    expect(await told(sent)).toContain('in a thread here');

    const post = await discord.nextMessage(team, { after: reply });
    expect(said(post)).toContain(QUESTION);
    expect(said(post)).toContain(`<@${ada.user.id}>`);
    expect(post.mention_roles).toEqual([role.id]);
    expect(post.mentions).toEqual([]);
    expect(labelsOf(post)).toEqual(['Answer', 'Already documented', 'Not for us', 'Solved']);
    // The same form again, as an impatient person sends it.
    expect(await told(ada.submit(form, { name: 'yes', tell: 'thread' }))).toContain('already');

    expect(await told(ada.click(post, 'Answer'))).toContain('This is for the team');
    const answering = lea.click(post, 'Answer');
    await answering.form();
    const published = await told(
      lea.submit(answering, {
        en: 'The key of the coal cellar is kept by the porter, in the drawer of the lodge.',
        fr: 'La clé de la cave à charbon est gardée par le concierge, dans le tiroir de la loge.',
        source: 'Rules of the house',
        review: '2031-01-31',
      }),
    );
    expect(published).toContain('Published');
    expect(published).toContain('has been told');
    const files = readdirSync(join(folder, 'answers')).sort();
    expect(files).toHaveLength(2);
    expect(readFileSync(join(folder, 'answers', files[0] ?? ''), 'utf8')).toMatch(/verified by Léa on \d+ /);

    const closed = discord.world.messageOf(post.id);
    expect(textsOf(closed?.components ?? []).join('\n')).toContain(`Answered by <@${lea.user.id}>`);
    const thread = [...discord.world.channels.values()].find(({ parent }) => parent === discord.channel);
    const news = [...(thread?.messages.values() ?? [])].at(-1);
    expect(news?.mentions).toEqual([ada.user]);
    const quoted = textsOf(news?.components ?? []).join('\n');
    expect(quoted).toContain('The team has answered');
    expect(quoted).toContain('in the drawer of the lodge');
    expect(quoted).toContain('verified by Léa on');

    const tom = discord.person('Tom');
    const other = await tom
      .slash(
        'demander',
        { question: 'Qui garde la clé de la cave à charbon ?' },
        { channel: discord.channel, locale: 'fr' },
      )
      .response();
    expect(said(other)).toContain('Trouvé dans le corpus');
    expect(said(other)).toMatch(/dans le tiroir de la loge/);
    expect(said(other)).toContain('vérifié par Léa le');
  });

  it('closes a question as solved, or as none of its business, visibly; whoever asked is told in private', async () => {
    for (const [label, closed, news] of [
      ['Solved', 'Solved, says', 'closed your question as solved'],
      ['Not for us', 'Not for the team', 'not for them'],
    ] as const) {
      const post = await sendToTeam(ada, `Who repairs the roof of the ${label} shed?`);
      expect(said(post)).toContain('Somebody in');
      expect(said(post)).not.toContain(ada.user.id);
      expect(await told(lea.click(post, label))).toContain('has been told');
      expect(now(post)).toContain(closed);
      expect(lastDm(ada)).toContain(news);
      expect(await store.openQuestions(started.discord.guild.id)).toEqual([]);
    }
  });

  it('says that it is documented already, by the passage that answers', async () => {
    const post = await sendToTeam(ada, 'In what year did Rosa Quillet become the boss of the millers?');
    const documented = lea.click(post, 'Already documented');
    const field = (await documented.form()).components[0];
    const choices = field?.type === 18 && field.component.type === 3 ? field.component.options : [];
    expect(await told(lea.submit(documented, {}))).toContain('Choose the passage');
    const right = choices.find(({ label }) => label.includes('Guild'));
    expect(await told(lea.submit(documented, { passage: right?.value ?? '' }))).toContain('has been told');
    expect(now(post)).toContain('Already documented, says');
    expect(lastDm(ada)).toContain('Rosa Quillet chaired it');
    // Whoever comes second is told so, and changes nothing.
    expect(await told(lea.submit(documented, { elsewhere: 'x' }))).toContain('closed already');
  });

  it('hears why an answer is of no use, once from each person, who may change their mind', async () => {
    const { discord } = started;
    const reply = await ask(ada, 'Who founded the Valbrune mill?');
    expect(labelsOf(reply)).toEqual(expect.arrayContaining(['👍', '👎']));
    const down = ada.click(reply, '👎');
    expect(await fill(down, ada, { reason: 'date', note: 'A *newer* one' })).toContain('The team sees');
    const { channel } = discord;
    expect(await told(ada.slash('team', {}, { channel }))).toContain('This is for the team');
    const overview = await lea.slash('team', {}, { channel }).response();
    expect(said(overview)).toMatch(
      /Who founded the Valbrune mill\\?\?\n-# Out of date · A \\\*newer\\\* one/,
    );
    expect(await told(ada.click(reply, '👍'))).toContain('noted');
    expect(await told(lea.slash('team', {}, { channel }))).toContain('Nothing needs the team');
    expect(await fill(down, ada, { reason: 'other' })).toContain('The team sees');
    expect(await told(lea.click(overview, 'Dealt with'))).toContain('Dealt with');
    expect(await told(lea.slash('team', {}, { channel }))).toContain('Nothing needs the team');
  });

  it('sees questions that are alike together, and answers them together', async () => {
    const { discord } = started;
    const { channel } = discord;
    const tom = discord.person('Tom');
    const posts = [
      await sendToTeam(ada, 'Where can I park my bike?'),
      await sendToTeam(tom, 'Où garer mon vélo ?'),
      await sendToTeam(tom, 'Who pays for the lunch?'),
    ];
    const overview = await lea.slash('team', {}, { channel }).response();
    expect(said(overview)).toContain('3\u00a0open questions');
    expect(said(overview)).toContain('asked 2 times');
    expect(labelsOf(overview)).toEqual(['Open', 'Open']);
    const group = await lea.click(overview, buttonsOf(overview)[0]?.custom_id ?? '').response();
    expect(said(group)).toContain('Where can I park my bike');
    const published = await fill(lea.click(group, 'Answer'), lea, {
      question: 'Where can bikes be parked?',
      en: 'Bikes are parked in the yard of the mill, under the lime tree.',
    });
    expect(published).toContain('Published');
    expect(now(posts[0] ?? group)).toContain('Answered by');
    expect(now(posts[1] ?? group)).toContain('Answered by');
    expect(now(posts[2] ?? group)).not.toContain('Answered by');
    for (const who of [ada, tom]) expect(lastDm(who)).toContain('under the lime tree');
    await told(lea.click(posts[2] ?? group, 'Solved'));
  });

  it('loses no word of an answer that cannot be published, and publishes it once it can', async () => {
    const post = await sendToTeam(ada, 'Who feeds the cat of the mill?');
    const answering = lea.click(post, 'Answer');
    const words = { en: 'The cat of the mill is fed by the miller every evening.', source: 'Ask ```her```' };
    expect(await fill(answering, lea, {})).toContain('The answer is empty');
    expect(await told(lea.submit(answering, { ...words, review: '2031-02-30' }))).toContain(
      'is no day to come',
    );
    expect(await told(lea.submit(answering, { en: 'Zzz.' }))).toMatch(/can be quoted[\s\S]*Zzz\./);
    const answers = join(folder, 'answers');
    renameSync(answers, `${folder}-away`);
    writeFileSync(answers, '');
    const refused = await told(lea.submit(answering, words));
    rmSync(answers);
    renameSync(`${folder}-away`, answers);
    expect(refused).toContain('cannot be written');
    expect(refused).not.toContain(folder);
    expect(refused).toContain(words.en);
    expect(await store.openQuestions(started.discord.guild.id)).toHaveLength(1);
    const both = await Promise.all([told(lea.submit(answering, words)), told(lea.submit(answering, words))]);
    expect(both.filter((one) => one.includes('Published'))).toHaveLength(1);
    expect(both.filter((one) => one.includes(words.en))).toHaveLength(1);
    expect(readdirSync(answers).filter((name) => name.includes('who-feeds-the-cat'))).toHaveLength(1);
  });

  it('says so when the database is kept by another program; questions are answered all the same', async () => {
    const post = await sendToTeam(ada, 'Who sweeps the floor of the mill?');
    const answering = lea.click(post, 'Answer');
    await answering.form();
    const reply = await ask(ada, 'Who founded the Valbrune mill?');
    const other = new Libsql(join(state, DATABASE_FILE));
    other.exec('begin exclusive');
    try {
      expect(await told(ada.click(reply, '👍'))).toContain('in use by another program');
      const written = await told(lea.submit(answering, { en: 'Words not to be lost.' }));
      expect(written).toMatch(/in use by another program[\s\S]*Words not to be lost\./);
      expect(said(await ask(ada, 'Who founded the Valbrune mill?'))).toContain('Odile Ferrand');
    } finally {
      other.exec('rollback');
      other.close();
    }
    expect(await told(ada.click(reply, '👍'))).toContain('noted');
  });

  it('shows a person what is kept of them, and deletes it everywhere at once', async () => {
    const { discord } = started;
    const { channel } = discord;
    const post = await sendToTeam(ada, 'Where is the second key of the barn?');
    const shown = await ada.slash('privacy', {}, { channel }).response();
    expect(said(shown)).toContain('second key of the barn');
    expect(said(shown)).toContain('90\u00a0days');
    const form = lea.click(post, 'Answer');
    await form.form();
    expect(await told(ada.click(shown, 'Delete all of it'))).toContain('Deleted');
    expect(discord.world.messageOf(post.id)).toBeUndefined();
    expect(await told(ada.slash('privacy', {}, { channel: ada.dmChannel() }))).toContain(
      'Nothing is kept of you',
    );
    expect(await told(lea.submit(form, { en: 'In the barn.' }))).toMatch(
      /no longer kept[\s\S]*In the barn\./,
    );

    const mine = await lea.slash('privacy', {}, { channel }).response();
    expect(said(mine)).toMatch(/3\u00a0answers\*\* verified/);
    await told(lea.click(mine, 'Delete all of it'));
    const pages = readdirSync(join(folder, 'answers')).map((name) =>
      readFileSync(join(folder, 'answers', name), 'utf8'),
    );
    expect(pages.join('\n')).not.toContain('Léa');
    expect(pages.join('\n')).toContain('verified by the team on');
    expect(said(await ask(ada, QUESTION))).toContain('verified by the team on');
  });

  it('tells only in private of a private question; where that cannot be, the team is told', async () => {
    const { discord } = started;
    const zoe = discord.person('Zoe');
    const reply = await ask(zoe, 'Who waters the plants of the mill?', { private: true });
    const form = zoe.click(reply, 'Ask the team');
    const fields = (await form.form()).components.flatMap((each) =>
      each.type === 18 ? [each.component.custom_id] : [],
    );
    expect(fields).toEqual(['question', 'name']);
    expect(await told(zoe.submit(form, {}))).toContain('in a direct message');
    const post = await discord.nextMessage(team, { after: reply });
    zoe.closeDms();
    expect(await told(lea.click(post, 'Solved'))).toContain('could not be told');
  });

  it('says so when it cannot be reached, and keeps nothing', async () => {
    const { discord } = started;
    const { channel } = discord;
    discord.setPermissions(team, BOT_PERMISSIONS & ~PERMISSIONS.sendMessages);
    const reply = await ask(ada, 'Who winds the clock of the mill?');
    const form = ada.click(reply, 'Ask the team');
    expect(await fill(form, ada, {})).toContain('Nothing was sent');
    expect(await told(lea.slash('settings', {}, { channel, ...MANAGER }))).toContain('may not write in');
    discord.removeRole(role);
    discord.removeChannel(team);
    expect(await told(ada.submit(form, {}))).toContain('Nothing was sent');
    const panel = await lea.slash('settings', {}, { channel, ...MANAGER }).response();
    expect(said(panel)).toContain('The team channel is gone');
    expect(said(panel)).toContain('The team role is gone');
    expect(await store.openQuestions(discord.guild.id)).toEqual([]);
    await lea.choose(panel, 'Team channel', [], MANAGER).response();
    expect(await told(ada.submit(form, {}))).toContain('no team channel');
    expect(labelsOf(await ask(ada, 'Who winds the clock of the mill?'))).not.toContain('Ask the team');
  });

  it('changes nothing of the corpus once the bot is in a second server and none is named; no word is lost', async () => {
    const { discord } = started;
    const here = { channel: discord.channel, ...MANAGER };
    const note = ada.say(discord.channel, 'The sails of the mill are mended by Yann every winter.');
    const keeping = lea.contextMenu('Keep as an answer', note, here);
    const adding = lea.slash('corpus add', {}, here);
    await Promise.all([keeping.form(), adding.form()]);
    const rights = await lea.slash('settings', { folder: 'answers' }, here).response();
    const before = readdirSync(folder, { recursive: true });
    discord.addGuild('Second');

    const refused = await told(lea.submit(keeping, { question: 'Who mends the sails?' }, MANAGER));
    expect(refused).toMatch(/CORPUS_SERVERS[\s\S]*Who mends the sails\?[\s\S]*mended by Yann/);
    const file = [discord.upload('sails.txt', Buffer.from('The sails of the mill are of linen.'))];
    expect(await told(lea.submit(adding, { title: 'The sails', file }, MANAGER))).toMatch(
      /CORPUS_SERVERS[\s\S]*The sails/,
    );
    const limited = lea.choose(rights, 'Channels that it is read in', [discord.channel.id], MANAGER);
    expect(await told(limited)).toContain('CORPUS_SERVERS');
    expect(said(await ask(ada, QUESTION))).toContain('verified by the team on');
    expect(readdirSync(folder, { recursive: true })).toEqual(before);
  });

  it('leaves no word of a question in the log, and was refused nothing by Discord', () => {
    const { bot, discord } = started;
    expect([...bot.stdout, ...bot.stderr].join('\n')).not.toMatch(
      /coal|cellar|bike|vélo|barn|lunch|newer|\bcat\b|feeds/,
    );
    expect(discord.refusals).toEqual([]);
    expect(discord.acknowledgements).toMatchObject({ late: 0, unacknowledged: 0 });
  });
});
