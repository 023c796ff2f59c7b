import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  Client,
  type DiscordAPIError,
  Events,
  GatewayIntentBits,
  type Interaction,
  type Message,
  MessageFlags,
  Partials,
  TextDisplayBuilder,
} from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { CALLBACK } from './interactions.js';
import { runBot } from './run-bot.js';
import { type StandIn, startStandIn } from './stand-in.js';
import { buttonsOf } from './user.js';
import { textsOf } from './validate-components.js';
import { BOT_PERMISSIONS, INTENTS, PERMISSIONS } from './world.js';

/** What the stand-in has counted when three interactions were acknowledged as they should be. */
const THREE_IN_TIME = { acknowledged: 3, late: 0, doubled: 0, changed: 0, unacknowledged: 0 };

const ECHO = {
  name: 'echo',
  name_localizations: { fr: 'écho' },
  description: 'Says it again',
  contexts: [0, 1, 2],
  integration_types: [0, 1],
  options: [
    {
      type: 3,
      name: 'text',
      name_localizations: { fr: 'texte' },
      description: 'What',
      required: true,
      autocomplete: true,
    },
    { type: 3, name: 'tone', description: 'How', choices: [{ name: 'Loud', value: 'loud' }] },
    { type: 5, name: 'private', description: 'For me alone' },
  ],
};
const REPEAT = {
  type: ApplicationCommandType.Message,
  name: 'Repeat',
  contexts: [0, 1, 2],
  integration_types: [0, 1],
};

let discord: StandIn;
const clients: Client[] = [];

beforeEach(async () => {
  discord = await startStandIn();
  discord.register([ECHO, REPEAT]);
});

afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.destroy()));
  await discord.stop();
});

/** An unmodified client, logged in, that does this with each interaction. */
async function login(
  onInteraction: (interaction: Interaction) => Promise<unknown> = async () => {},
  more: readonly GatewayIntentBits[] = [],
): Promise<Client> {
  const { Guilds, GuildMessages, DirectMessages } = GatewayIntentBits;
  const client = new Client({
    intents: [Guilds, GuildMessages, DirectMessages, ...more],
    partials: [Partials.Channel],
    rest: { api: discord.url, version: '10' },
  });
  clients.push(client);
  client.on(Events.InteractionCreate, (interaction) => {
    onInteraction(interaction).catch((error: unknown) => failures.push(error));
  });
  client.on(Events.Error, (error) => failures.push(error));
  const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
  await client.login(discord.token);
  await ready;
  return client;
}
const failures: unknown[] = [];
beforeEach(() => {
  failures.length = 0;
});

const row = (...ids: string[]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(
    ids.map((id) => new ButtonBuilder().setCustomId(id).setLabel(`Do ${id}`).setStyle(ButtonStyle.Primary)),
  );
const text = (content: string) => new TextDisplayBuilder().setContent(content);

/** Says again what it is asked, in every way of answering. */
async function echo(interaction: Interaction): Promise<void> {
  if (interaction.isAutocomplete()) {
    const typed = interaction.options.getFocused() || 'anything';
    await interaction.respond([{ name: `${typed}!`, nameLocalizations: { fr: `${typed} !` }, value: typed }]);
  } else if (interaction.isChatInputCommand()) {
    const content = interaction.options.getString('text', true);
    const hidden = interaction.options.getBoolean('private') === true;
    const flags = hidden ? MessageFlags.Ephemeral : undefined;
    await interaction.reply({
      content,
      components: [row('update', 'defer', 'delete', 'more')],
      ...(flags ? { flags } : {}),
    });
  } else if (interaction.isMessageContextMenuCommand()) {
    await interaction.reply({ content: interaction.targetMessage.content });
  } else if (interaction.isButton()) {
    if (interaction.customId === 'update') await interaction.update({ content: 'updated' });
    if (interaction.customId === 'defer') {
      await interaction.deferUpdate();
      await interaction.editReply({ content: 'edited' });
    }
    if (interaction.customId === 'delete') {
      await interaction.deferUpdate();
      await interaction.deleteReply();
    }
    if (interaction.customId === 'more')
      await interaction.reply({ content: 'more', flags: MessageFlags.Ephemeral });
  }
}

/** The bot's request, sent without a client. */
async function send(method: string, path: string, body?: unknown, token = discord.token) {
  const response = await fetch(`${discord.url}/v10${path}`, {
    method,
    headers: {
      authorization: `Bot ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = response.status === 204 ? null : await response.json();
  return { status: response.status, answer };
}

const messagesOf = (id: string) => `/channels/${id}/messages`;

describe('people and an unmodified client', () => {
  it('answers a slash command in a server, in a direct message and between two people', async () => {
    const client = await login(echo);
    expect(client.application?.id).toBe(discord.applicationId);
    expect(client.guilds.cache.map(({ name, available }) => [name, available])).toEqual([['Home', true]]);
    const ada = discord.person('ada');
    const apart = discord.addPrivateChannel([ada, discord.person('bob')]);
    for (const channel of [discord.channel, ada.dmChannel(), apart]) {
      const asked = ada.slash('écho', { texte: 'hello' }, { channel, locale: 'fr', userInstalled: true });
      expect(await asked.acknowledged).toBe(CALLBACK.message);
      expect(await asked.response()).toMatchObject({ content: 'hello', ephemeral: false });
    }
    expect(discord.acknowledgements).toEqual(THREE_IN_TIME);
    expect(discord.refusals).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('sends what Discord sends of a command', async () => {
    let seen: Interaction | undefined;
    await login(async (interaction) => {
      seen = interaction;
      await echo(interaction);
    });
    const ada = discord.person('ada');
    const where = { channel: discord.channel, locale: 'fr', userInstalled: true };
    await ada.slash('echo', { text: 'a', tone: 'loud', private: true }, where).response();
    expect(seen).toMatchObject({
      commandName: 'echo',
      locale: 'fr',
      guildLocale: 'en-US',
      context: 0,
      authorizingIntegrationOwners: { 0: discord.guild.id, 1: ada.user.id },
    });
    expect(seen?.appPermissions?.bitfield).toBe(BOT_PERMISSIONS);
    expect(seen?.channel?.id).toBe(discord.channel.id);
  });

  it('lets nobody do what Discord would not offer', () => {
    const ada = discord.person('ada');
    expect(() => ada.slash('unknown')).toThrow('No command');
    expect(() => ada.slash('echo')).toThrow('needs text');
    expect(() => ada.slash('echo', { text: 'a', other: 'b' })).toThrow('no option other');
    expect(() => ada.slash('echo', { text: 'a', tone: 'soft' })).toThrow('none of its choices');
    expect(() => ada.slash('echo', { text: 1 })).toThrow('is a string');
    const apart = discord.addPrivateChannel([ada, discord.person('bob')]);
    expect(() => ada.slash('echo', { text: 'a' }, { channel: apart })).toThrow('not installed');
  });

  it('shows a deferral only once it is edited, and later edits', async () => {
    let edit: (content: string) => Promise<unknown> = async () => {};
    await login(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      edit = (content) =>
        interaction.editReply({
          components: [text(content)],
          flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
        });
      await edit('first');
    });
    const asked = discord.person('ada').slash('echo', { text: 'a' });
    expect(await asked.acknowledged).toBe(CALLBACK.deferredMessage);
    const first = await asked.response();
    expect(textsOf(first.components)).toEqual(['first']);
    expect(first).toMatchObject({
      ephemeral: true,
      flags: MessageFlags.Ephemeral | 4 | MessageFlags.IsComponentsV2,
    });
    await edit('second');
    expect(textsOf((await asked.edited(first)).components)).toEqual(['second']);
    expect(textsOf(first.components)).toEqual(['first']);
    expect(failures).toEqual([]);
  });

  it('puts the first follow-up in the place of a deferral, the next below it', async () => {
    await login(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      await interaction.followUp({ content: 'one' });
      await interaction.followUp({ content: 'two', flags: MessageFlags.Ephemeral });
    });
    const asked = discord.person('ada').slash('echo', { text: 'a' });
    expect(await asked.response()).toMatchObject({ content: 'one', ephemeral: true });
    expect(await asked.followUps(1)).toMatchObject([{ content: 'two', ephemeral: true }]);
  });

  it('has buttons update, defer, delete and answer', async () => {
    await login(echo);
    const ada = discord.person('ada');
    const answer = await ada.slash('echo', { text: 'a' }, { channel: discord.channel }).response();
    expect(buttonsOf(answer).map(({ label }) => label)).toEqual([
      'Do update',
      'Do defer',
      'Do delete',
      'Do more',
    ]);
    const bob = discord.person('bob');
    const updated = bob.click(answer, 'Do update');
    expect(await updated.response()).toMatchObject({ id: answer.id, content: 'updated' });
    expect(await updated.acknowledged).toBe(CALLBACK.update);
    const deferred = bob.click(answer, 'defer');
    expect(await deferred.response()).toMatchObject({ id: answer.id, content: 'edited' });
    expect(await deferred.acknowledged).toBe(CALLBACK.deferredUpdate);
    expect(await bob.click(answer, 'more').response()).toMatchObject({ content: 'more', ephemeral: true });
    ada.click(answer, 'delete');
    await discord.gone(answer);
    expect(() => ada.click(answer, 'update')).toThrow('no such message');
  });

  it('keeps a private response to who asked, and out of the channel', async () => {
    await login(echo);
    const ada = discord.person('ada');
    const asked = ada.slash('echo', { text: 'a', private: true }, { channel: discord.channel });
    const answer = await asked.response();
    expect(answer.ephemeral).toBe(true);
    expect(() => discord.person('bob').click(answer, 'update')).toThrow('no such message');
    const path = messagesOf(discord.channel.id);
    expect(await send('GET', `${path}/${answer.id}`)).toMatchObject({ status: 404, answer: { code: 10008 } });
    expect(await send('GET', path)).toEqual({ status: 200, answer: [] });
    expect(await ada.click(answer, 'update').response()).toMatchObject({
      content: 'updated',
      ephemeral: true,
    });
  });

  it('offers choices while one types, named in the person’s language', async () => {
    await login(echo);
    const ada = discord.person('ada');
    expect(await ada.autocomplete('echo', 'text', 'moon')).toEqual([{ name: 'moon!', value: 'moon' }]);
    const inFrench = await ada.autocomplete('écho', 'texte', 'lune', { locale: 'fr' });
    expect(inFrench).toEqual([{ name: 'lune !', value: 'lune' }]);
  });

  it('gives a command on a message the whole of it', async () => {
    await login(echo);
    const ada = discord.person('ada');
    const said = ada.say(discord.channel, 'what the bot may not read');
    const asked = discord.person('bob').contextMenu('Repeat', said);
    expect((await asked.response()).content).toBe('what the bot may not read');
  });

  it('gives at most five follow-ups where only the user installed the application', async () => {
    const codes: unknown[] = [];
    await login(async (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      await interaction.reply('a');
      for (let count = 0; count < 6; count += 1) {
        await interaction.followUp(`${count}`).catch((error: DiscordAPIError) => codes.push(error.code));
      }
    });
    const guild = discord.addGuild('Elsewhere', { installed: false });
    const channel = discord.addChannel('general', { guild });
    const asked = discord.person('ada').slash('echo', { text: 'a' }, { channel, userInstalled: true });
    expect(await asked.followUps(5)).toHaveLength(5);
    await vi.waitFor(() => expect(codes).toEqual([40094]));
  });
});

describe('what messages say to the bot', () => {
  async function read(act: () => void, more: readonly GatewayIntentBits[] = []): Promise<Message[]> {
    const heard: Message[] = [];
    const client = await login(echo, more);
    client.on(Events.MessageCreate, (message) => {
      if (message.author.id !== discord.bot.id) heard.push(message);
    });
    act();
    await discord.quiet(discord.channel);
    return heard;
  }
  const contents = (messages: readonly Message[]) => messages.map(({ content }) => content);

  it('is kept from it without the intent, but for mentions of it and direct messages', async () => {
    const ada = discord.person('ada');
    const mention = `<@${discord.bot.id}> and you?`;
    const heard = await read(() => {
      ada.say(discord.channel, 'among us');
      ada.say(discord.channel, mention);
      ada.say(discord.channel, '@everyone up');
      ada.dm('in private');
    });
    expect(contents(heard)).toEqual(['', mention, '', 'in private']);
    expect(heard[1]?.mentions.has(discord.bot.id)).toBe(true);
    expect(heard[3]?.channel.isDMBased()).toBe(true);
  });

  it('is told with the intent', async () => {
    discord.settings.privilegedIntents = INTENTS.messageContent;
    const ada = discord.person('ada');
    const heard = await read(() => ada.say(discord.channel, 'among us'), [GatewayIntentBits.MessageContent]);
    expect(contents(heard)).toEqual(['among us']);
  });

  it('of a reply, is told when the reply pings a message of the bot, but not a response of it', async () => {
    const client = await login(echo);
    const ada = discord.person('ada');
    const channel = await client.channels.fetch(discord.channel.id);
    if (!channel?.isSendable()) throw new Error('The channel is missing');
    const message = await channel.send('mine');
    const response = await ada.slash('echo', { text: 'mine too' }, { channel: discord.channel }).response();
    const other = ada.say(discord.channel, 'another');
    await discord.quiet(discord.channel);
    const heard: Message[] = [];
    client.on(Events.MessageCreate, (heardNow) => void heard.push(heardNow));
    ada.say(discord.channel, 'to you', { replyTo: message });
    ada.say(discord.channel, 'quietly', { replyTo: message, ping: false });
    ada.say(discord.channel, 'to your response', { replyTo: response });
    ada.say(discord.channel, `<@${discord.bot.id}> see`, { replyTo: other });
    expect(await discord.quiet(discord.channel)).toEqual([]);
    expect(contents(heard)).toEqual(['to you', '', '', `<@${discord.bot.id}> see`]);
    const replied = await heard[3]?.fetchReference();
    expect(replied?.content).toBe('');
    expect((await heard[2]?.fetchReference())?.content).toBe('mine too');
  });

  it('is answered by replies, which can be waited for and ping nobody', async () => {
    const client = await login(echo);
    client.on(Events.MessageCreate, (message) => {
      if (!message.mentions.has(discord.bot.id) && message.inGuild()) return;
      if (message.author.id === discord.bot.id) return;
      const { author, id } = message;
      const allowedMentions = { parse: [], repliedUser: false };
      void message.reply({
        content: `<@${author.id}> @everyone`,
        allowedMentions,
        nonce: id,
        enforceNonce: true,
      });
    });
    const ada = discord.person('ada');
    for (const said of [ada.say(discord.channel, `<@${discord.bot.id}>`), ada.dm('hello')]) {
      const channel = discord.world.channels.get(said.channel_id);
      if (!channel) throw new Error('The channel is missing');
      const reply = await discord.nextMessage(channel, { after: said });
      expect(reply).toMatchObject({ message_reference: { message_id: said.id }, nonce: said.id });
      expect(reply).toMatchObject({ mentions: [], mention_everyone: false });
    }
    expect(discord.refusals).toEqual([]);
  });

  it('comes with who wrote it, edits and deletions', async () => {
    const client = await login(echo);
    const told: unknown[] = [];
    client.on(
      Events.MessageCreate,
      ({ author, webhookId }) => void told.push([author.bot, webhookId !== null]),
    );
    client.on(Events.MessageUpdate, (_before, { content }) => void told.push(content));
    client.on(Events.MessageDelete, ({ id }) => void told.push(id));
    const said = discord.person('ada').dm('one');
    discord.person('robot', { bot: true }).say(discord.channel, 'two');
    discord.person('hook').say(discord.channel, 'three', { webhook: true });
    const ada = discord.person('bea');
    const own = ada.dm('before');
    ada.edit(own, 'after');
    ada.delete(own);
    await discord.quiet(discord.channel);
    expect(told).toEqual([[false, false], [true, false], [false, true], [false, false], 'after', own.id]);
    expect(said.content).toBe('one');
  });

  it('reaches the bot in threads, and puts it in those where it is mentioned', async () => {
    const thread = discord.addThread(discord.channel, 'talk');
    const client = await login(echo);
    const isIn = () => {
      const found = client.channels.cache.get(thread.id);
      return found?.isThread() ? found.joined : null;
    };
    expect(isIn()).toBe(false);
    discord.person('ada').say(thread, `<@${discord.bot.id}> here`);
    await discord.quiet(thread);
    expect(isIn()).toBe(true);
  });
});

describe('channels over HTTP', () => {
  const say = (id: string, body: unknown) => send('POST', messagesOf(id), body);

  it('takes messages and replies, pinging whom they may', async () => {
    const ada = discord.person('ada');
    const said = ada.say(discord.channel, 'hello');
    const id = discord.channel.id;
    const reply = { content: `<@${ada.user.id}>`, message_reference: { message_id: said.id } };
    expect(await say(id, reply)).toMatchObject({
      status: 200,
      answer: { type: 19, mentions: [{ id: ada.user.id }] },
    });
    const quiet = { ...reply, allowed_mentions: { parse: [], replied_user: false } };
    expect(await say(id, quiet)).toMatchObject({
      answer: { mentions: [], referenced_message: { id: said.id } },
    });
    const gone = { content: 'a', message_reference: { message_id: '100000000000000000' } };
    expect(await say(id, gone)).toMatchObject({ status: 400, answer: { code: 50035 } });
    const anyway = {
      content: 'a',
      message_reference: { ...gone.message_reference, fail_if_not_exists: false },
    };
    expect(await say(id, anyway)).toMatchObject({ status: 200, answer: { type: 0 } });
  });

  it('takes a message of a nonce once', async () => {
    const body = { content: 'once', nonce: '7', enforce_nonce: true };
    const [first, second] = [await say(discord.channel.id, body), await say(discord.channel.id, body)];
    expect(second.answer).toEqual(first.answer);
    expect(discord.channel.messages.size).toBe(1);
  });

  it('pages messages, latest first', async () => {
    const ada = discord.person('ada');
    const ids = ['a', 'b', 'c', 'd', 'e'].map((content) => ada.say(discord.channel, content).id);
    const page = async (query: string) => {
      const { answer } = await send('GET', `${messagesOf(discord.channel.id)}?${query}`);
      return Array.isArray(answer) ? answer.map(({ id }) => ids.indexOf(id)) : answer;
    };
    expect(await page('limit=2')).toEqual([4, 3]);
    expect(await page(`before=${ids[3]}&limit=2`)).toEqual([2, 1]);
    expect(await page(`after=${ids[1]}&limit=2`)).toEqual([3, 2]);
    expect(await page(`around=${ids[2]}&limit=3`)).toEqual([3, 2, 1]);
    expect(await page('limit=101')).toMatchObject({ code: 50035 });
  });

  it('refuses what the bot may not do', async () => {
    const { viewChannel, sendMessages, readMessageHistory, sendMessagesInThreads } = PERMISSIONS;
    const ada = discord.person('ada');
    const said = ada.say(discord.channel, 'hello');
    const without = (...bits: bigint[]) => BOT_PERMISSIONS & ~bits.reduce((all, bit) => all | bit);
    const path = messagesOf(discord.channel.id);
    const codeOf = async (permissions: bigint, body: unknown = { content: 'a' }) => {
      discord.setPermissions(discord.channel, permissions);
      return (await send('POST', path, body)).answer;
    };
    expect(await codeOf(without(viewChannel))).toMatchObject({ code: 50001 });
    expect(await codeOf(without(sendMessages))).toMatchObject({ code: 50013 });
    const reply = { content: 'a', message_reference: { message_id: said.id } };
    expect(await codeOf(without(readMessageHistory), reply)).toMatchObject({ code: 160002 });
    expect(await send('GET', path)).toEqual({ status: 200, answer: [] });
    const thread = discord.addThread(discord.channel, 'talk');
    thread.botPermissions = without(sendMessages);
    expect(await say(thread.id, { content: 'a' })).toMatchObject({ status: 200 });
    thread.botPermissions = without(sendMessagesInThreads);
    expect(await say(thread.id, { content: 'a' })).toMatchObject({ answer: { code: 50013 } });
    discord.setPermissions(discord.channel, BOT_PERMISSIONS);
    expect(await send('PATCH', `${path}/${said.id}`, { content: 'b' })).toMatchObject({
      answer: { code: 50005 },
    });
    expect(await send('DELETE', `${path}/${said.id}`)).toMatchObject({ answer: { code: 50013 } });
    expect(await send('GET', `${path}/100000000000000000`)).toMatchObject({ answer: { code: 10008 } });
    expect(await say('100000000000000000', { content: 'a' })).toMatchObject({ answer: { code: 10003 } });
    expect(await send('GET', '/users/@me', undefined, 'wrong')).toMatchObject({ status: 401 });
  });

  it('opens direct messages, which their owner may close', async () => {
    const ada = discord.person('ada');
    const opened = await send('POST', '/users/@me/channels', { recipient_id: ada.user.id });
    expect(opened).toMatchObject({ status: 200, answer: { id: ada.dmChannel().id, type: 1 } });
    expect(await say(ada.dmChannel().id, { content: 'a' })).toMatchObject({ status: 200 });
    ada.closeDms();
    expect(await say(ada.dmChannel().id, { content: 'a' })).toMatchObject({
      status: 403,
      answer: { code: 50007 },
    });
  });

  it('opens threads, on a message once', async () => {
    const said = discord.person('ada').say(discord.channel, 'hello');
    const path = `${messagesOf(discord.channel.id)}/${said.id}/threads`;
    expect(await send('POST', path, { name: 'talk' })).toMatchObject({
      status: 201,
      answer: { id: said.id, type: 11 },
    });
    expect(await send('POST', path, { name: 'talk' })).toMatchObject({
      status: 400,
      answer: { code: 160004 },
    });
    expect(await send('POST', path, { name: 'x'.repeat(101) })).toMatchObject({ answer: { code: 50035 } });
    expect(await send('PUT', `/channels/${said.id}/thread-members/@me`)).toMatchObject({ status: 204 });
    expect(await send('POST', `/channels/${said.id}/typing`)).toMatchObject({ status: 204 });
  });
});

describe('interactions over HTTP', () => {
  const path = ({ id, token }: { id: string; token: string }) => `/interactions/${id}/${token}/callback`;
  const webhook = (token: string) => `/webhooks/${discord.applicationId}/${token}`;
  const open = () => discord.person('ada').slash('echo', { text: 'a' }).interaction;
  const hello = { type: 4, data: { content: 'hello' } };

  it('are acknowledged once', async () => {
    const interaction = open();
    expect(await send('POST', path(interaction), hello)).toEqual({ status: 204, answer: null });
    expect(await send('POST', path(interaction), hello)).toMatchObject({
      status: 400,
      answer: { code: 40060 },
    });
    expect(discord.acknowledgements).toMatchObject({ acknowledged: 1, doubled: 1, changed: 0 });
    expect(await send('POST', path(interaction), { type: 5 })).toMatchObject({ status: 400 });
    expect(discord.acknowledgements).toMatchObject({ acknowledged: 1, doubled: 2, changed: 1 });
  });

  it('are acknowledged in time or never', async () => {
    discord.settings.ackWindowMs = 20;
    const asked = discord.person('ada').slash('echo', { text: 'a' });
    await expect(asked.acknowledged).rejects.toThrow('did not respond');
    const answer = await send('POST', path(asked.interaction), hello);
    expect(answer).toMatchObject({ status: 404, answer: { code: 10062 } });
    expect(discord.acknowledgements).toMatchObject({ acknowledged: 0, late: 1, unacknowledged: 1 });
    expect(await send('POST', path({ ...asked.interaction, token: 'other' }), hello)).toMatchObject({
      status: 404,
    });
  });

  it('say what came of the callback when asked to', async () => {
    const { answer } = await send('POST', `${path(open())}?with_response=true`, hello);
    expect(answer).toMatchObject({
      interaction: { type: 2, response_message_ephemeral: false },
      resource: { type: 4, message: { content: 'hello', author: { id: discord.bot.id } } },
    });
  });

  it('take no webhook before, nor after their token is over', async () => {
    const interaction = open();
    const original = `${webhook(interaction.token)}/messages/@original`;
    expect(await send('PATCH', original, { content: 'b' })).toMatchObject({
      status: 404,
      answer: { code: 10015 },
    });
    await send('POST', path(interaction), hello);
    expect(await send('PATCH', original, { content: 'b' })).toMatchObject({
      status: 200,
      answer: { content: 'b' },
    });
    expect(await send('GET', original)).toMatchObject({ answer: { content: 'b' } });
    expect(await send('DELETE', original)).toMatchObject({ status: 204 });
    expect(await send('GET', original)).toMatchObject({ status: 404, answer: { code: 10008 } });
    discord.settings.tokenLifetimeMs = 0;
    expect(await send('POST', webhook(interaction.token), { content: 'c' })).toMatchObject({
      answer: { code: 50027 },
    });
    expect(await send('POST', webhook('unknown'), { content: 'c' })).toMatchObject({
      answer: { code: 10015 },
    });
  });

  it('take only the callbacks of their type', async () => {
    const interaction = open();
    for (const type of [1, 6, 7, 8, 9, 12]) {
      expect(await send('POST', path(interaction), { type, data: {} })).toMatchObject({
        answer: { code: 50035 },
      });
    }
    expect(await send('POST', path(interaction), { type: 5 })).toMatchObject({ status: 204 });
  });
});

describe('commands over HTTP', () => {
  const base = () => `/applications/${discord.applicationId}/commands`;
  const ping = {
    name: 'ping',
    description: 'Pings',
    options: [{ type: 3, name: 'a', description: 'A', required: false }],
  };

  it('are made, listed, changed, replaced and removed', async () => {
    await send('PUT', base(), []);
    const { status, answer } = await send('POST', base(), { ...ping, name_localizations: { fr: 'pingue' } });
    expect(status).toBe(201);
    expect(answer).toMatchObject({
      name: 'ping',
      type: 1,
      contexts: null,
      nsfw: false,
      name_localizations: { fr: 'pingue' },
    });
    expect(await send('POST', base(), ping)).toMatchObject({ status: 200 });
    const [command] = discord.world.commands;
    expect(await send('PATCH', `${base()}/${command?.id}`, { description: 'Else' })).toMatchObject({
      answer: { id: command?.id, name: 'ping', description: 'Else' },
    });
    const list = async (query = '') => (await send('GET', base() + query)).answer;
    expect(await list()).toEqual([expect.not.objectContaining({ name_localizations: null })]);
    expect(await list('?with_localizations=true')).toMatchObject([
      { name_localizations: null, description: 'Else' },
    ]);
    expect(await send('PUT', base(), [ping, { type: 3, name: 'On a message' }])).toMatchObject({
      answer: [{ id: command?.id }, { type: 3, description: '' }],
    });
    expect(await send('DELETE', `${base()}/${command?.id}`)).toMatchObject({ status: 204 });
    expect(await send('DELETE', `${base()}/${command?.id}`)).toMatchObject({
      status: 404,
      answer: { code: 10063 },
    });
  });

  it('of a server are apart, and only for those the bot is in', async () => {
    const guildBase = (id: string) => `/applications/${discord.applicationId}/guilds/${id}/commands`;
    expect(await send('POST', guildBase(discord.guild.id), ping)).toMatchObject({
      answer: { guild_id: discord.guild.id },
    });
    expect((await send('GET', guildBase(discord.guild.id))).answer).toHaveLength(1);
    const elsewhere = discord.addGuild('Elsewhere', { installed: false });
    expect(await send('GET', guildBase(elsewhere.id))).toMatchObject({
      status: 403,
      answer: { code: 50001 },
    });
    const wrong = '/applications/100000000000000000/commands';
    expect(await send('GET', wrong)).toMatchObject({ status: 403, answer: { code: 20012 } });
  });

  it('are at most 100, and 15 on messages', async () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ ...ping, name: `c${index}` }));
    expect(await send('PUT', base(), many(101))).toMatchObject({ status: 400, answer: { code: 30032 } });
    const onMessages = Array.from({ length: 15 }, (_, index) => ({ type: 3, name: `M ${index}` }));
    expect(await send('PUT', base(), [...many(100), ...onMessages])).toMatchObject({ status: 200 });
    expect(await send('POST', base(), { ...ping, name: 'one-more' })).toMatchObject({
      answer: { code: 30032 },
    });
    expect(await send('POST', base(), { type: 3, name: 'One more' })).toMatchObject({
      answer: { code: 30032 },
    });
  });
});

const x = (length: number) => 'x'.repeat(length);
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const button = (more: object = {}) => ({ type: 2, style: 1, label: 'a', custom_id: 'a', ...more });
const link = (more: object = {}) => ({ type: 2, style: 5, label: 'a', url: 'https://a.example', ...more });
const rowOf = (...components: object[]) => ({ content: 'a', components: [{ type: 1, components }] });
const buttons = (count: number) => times(count, (index) => button({ custom_id: `${index}` }));
const select = (more: object = {}) => ({
  type: 3,
  custom_id: 'a',
  options: [{ label: 'a', value: 'a' }],
  ...more,
});
const v2 = (...components: object[]) => ({ flags: 32_768, components });
const display = (content: string, more: object = {}) => ({ type: 10, content, ...more });
const container = (more: object = {}) => v2({ type: 17, components: [display('a')], ...more });
const section = (more: object = {}) =>
  v2({ type: 9, components: [display('a')], accessory: button(), ...more });
const embed = (more: object) => ({ embeds: [{ title: 'a', ...more }] });
const media = { url: 'https://a.example/a.png' };

/** What is counted or checked; a payload just within; one just outside; where Discord says it is. */
const MESSAGES: readonly [rule: string, within: object, outside: object, where: string][] = [
  ['length of content', { content: x(2000) }, { content: x(2001) }, 'content'],
  ['no unknown field', { content: 'a' }, { content: 'a', colour: 1 }, 'colour'],
  ['flags that may be set', { content: 'a', flags: 4 | 4096 }, { content: 'a', flags: 64 }, 'flags'],
  ['length of a nonce', { content: 'a', nonce: x(25) }, { content: 'a', nonce: x(26) }, 'nonce'],
  [
    'kinds of mentions',
    { content: 'a', allowed_mentions: { parse: ['users'] } },
    { content: 'a', allowed_mentions: { parse: ['people'] } },
    'allowed_mentions.parse.0',
  ],
  [
    'mentions of a kind or of some',
    { content: 'a', allowed_mentions: { parse: [], users: [] } },
    { content: 'a', allowed_mentions: { parse: ['users'], users: ['100000000000000000'] } },
    'allowed_mentions',
  ],
  [
    'number of embeds',
    { embeds: times(10, () => ({ title: 'a' })) },
    { embeds: times(11, () => ({ title: 'a' })) },
    'embeds',
  ],
  ['title of an embed', embed({ title: x(256) }), embed({ title: x(257) }), 'embeds.0.title'],
  [
    'description of an embed',
    embed({ description: x(4096) }),
    embed({ description: x(4097) }),
    'embeds.0.description',
  ],
  [
    'fields of an embed',
    embed({ fields: times(25, () => ({ name: 'a', value: 'a' })) }),
    embed({ fields: times(26, () => ({ name: 'a', value: 'a' })) }),
    'embeds.0.fields',
  ],
  [
    'name of a field',
    embed({ fields: [{ name: x(256), value: 'a' }] }),
    embed({ fields: [{ name: x(257), value: 'a' }] }),
    'embeds.0.fields.0.name',
  ],
  [
    'value of a field',
    embed({ fields: [{ name: 'a', value: x(1024) }] }),
    embed({ fields: [{ name: 'a', value: x(1025) }] }),
    'embeds.0.fields.0.value',
  ],
  [
    'footer of an embed',
    embed({ footer: { text: x(2048) } }),
    embed({ footer: { text: x(2049) } }),
    'embeds.0.footer.text',
  ],
  [
    'author of an embed',
    embed({ author: { name: x(256) } }),
    embed({ author: { name: x(257) } }),
    'embeds.0.author.name',
  ],
  ['colour of an embed', embed({ color: 0xff_ff_ff }), embed({ color: 0x1_00_00_00 }), 'embeds.0.color'],
  [
    'length of all embeds',
    { embeds: [{ description: x(4000) }, { description: x(2000) }] },
    { embeds: [{ description: x(4000) }, { description: x(2001) }] },
    'embeds',
  ],
  [
    'number of rows',
    {
      content: 'a',
      components: times(5, (index) => ({ type: 1, components: [button({ custom_id: `${index}` })] })),
    },
    {
      content: 'a',
      components: times(6, (index) => ({ type: 1, components: [button({ custom_id: `${index}` })] })),
    },
    'components',
  ],
  ['buttons of a row', rowOf(...buttons(5)), rowOf(...buttons(6)), 'components.0.components'],
  ['an empty row', rowOf(button()), rowOf(), 'components.0.components'],
  [
    'a select alone in its row',
    rowOf(select()),
    rowOf(button(), select({ custom_id: 'b' })),
    'components.0.components',
  ],
  [
    'label of a button',
    rowOf(button({ label: x(80) })),
    rowOf(button({ label: x(81) })),
    'components.0.components.0.label',
  ],
  ['an empty label', rowOf(button()), rowOf(button({ label: '' })), 'components.0.components.0.label'],
  [
    'a label or an emoji',
    rowOf(button({ label: undefined, emoji: { name: '🌙' } })),
    rowOf(button({ label: undefined })),
    'components.0.components.0.label',
  ],
  [
    'a real emoji',
    rowOf(button({ emoji: { name: '◀️' } })),
    rowOf(button({ emoji: { name: '→' } })),
    'components.0.components.0.emoji.name',
  ],
  [
    'length of a custom id',
    rowOf(button({ custom_id: x(100) })),
    rowOf(button({ custom_id: x(101) })),
    'components.0.components.0.custom_id',
  ],
  [
    'a custom id',
    rowOf(button()),
    rowOf(button({ custom_id: undefined })),
    'components.0.components.0.custom_id',
  ],
  [
    'custom ids of one message',
    rowOf(...buttons(2)),
    rowOf(button(), button()),
    'components.0.components.1.custom_id',
  ],
  [
    'styles of a button',
    rowOf(button({ style: 4 })),
    rowOf(button({ style: 7 })),
    'components.0.components.0.style',
  ],
  [
    'address of a link',
    rowOf(link({ url: `https://a.example/${x(494)}` })),
    rowOf(link({ url: `https://a.example/${x(495)}` })),
    'components.0.components.0.url',
  ],
  [
    'scheme of a link',
    rowOf(link({ url: 'discord://a' })),
    rowOf(link({ url: 'javascript:a' })),
    'components.0.components.0.url',
  ],
  [
    'a link without custom id',
    rowOf(link()),
    rowOf(link({ custom_id: 'a' })),
    'components.0.components.0.custom_id',
  ],
  ['a link with an address', rowOf(link()), rowOf(link({ url: undefined })), 'components.0.components.0.url'],
  [
    'an address on links only',
    rowOf(button()),
    rowOf(button({ url: 'https://a.example' })),
    'components.0.components.0.url',
  ],
  [
    'options of a select',
    rowOf(select({ options: times(25, (n) => ({ label: 'a', value: `${n}` })) })),
    rowOf(select({ options: times(26, (n) => ({ label: 'a', value: `${n}` })) })),
    'components.0.components.0.options',
  ],
  [
    'label of an option',
    rowOf(select({ options: [{ label: x(100), value: 'a' }] })),
    rowOf(select({ options: [{ label: x(101), value: 'a' }] })),
    'components.0.components.0.options.0.label',
  ],
  [
    'values of a select',
    rowOf(
      select({
        options: [
          { label: 'a', value: 'a' },
          { label: 'a', value: 'b' },
        ],
      }),
    ),
    rowOf(
      select({
        options: [
          { label: 'a', value: 'a' },
          { label: 'a', value: 'a' },
        ],
      }),
    ),
    'components.0.components.0.options.1.value',
  ],
  [
    'placeholder of a select',
    rowOf(select({ placeholder: x(150) })),
    rowOf(select({ placeholder: x(151) })),
    'components.0.components.0.placeholder',
  ],
  [
    'components v2 by their flag only',
    v2(display('a')),
    { content: 'a', components: [display('a')] },
    'components.0.type',
  ],
  ['components v2 without content', v2(display('a')), { ...v2(display('a')), content: 'a' }, 'content'],
  ['components v2 without embeds', v2(display('a')), { ...v2(display('a')), ...embed({}) }, 'embeds'],
  [
    'number of components, with those in others',
    v2({ type: 17, components: times(39, () => display('a')) }),
    v2({ type: 17, components: times(38, () => display('a')) }, { type: 1, components: [button()] }),
    'components',
  ],
  ['length of a text', v2(display(x(4000))), v2(display(x(4001))), 'components.0.content'],
  ['an empty text', v2(display('a')), v2(display('')), 'components.0.content'],
  ['a blank text', v2(display('a ')), v2(display(' \n')), 'components.0.content'],
  [
    'length of all texts',
    v2(display(x(3999)), display('a')),
    v2(display(x(3999)), container({ components: [display('ab')] }).components[0] ?? {}),
    'components',
  ],
  ['types of components', v2(display('a')), v2({ type: 99 }), 'components.0.type'],
  ['no unknown field in a component', v2(display('a')), v2(display('a', { text: 'a' })), 'components.0.text'],
  [
    'ids of components',
    v2(display('a', { id: 0x7fff_ffff })),
    v2(display('a', { id: 0x8000_0000 })),
    'components.0.id',
  ],
  [
    'ids of one message',
    v2(display('a', { id: 1 }), display('b', { id: 2 })),
    v2(display('a', { id: 1 }), display('b', { id: 1 })),
    'components.1.id',
  ],
  [
    'texts of a section',
    section({ components: times(3, () => display('a')) }),
    section({ components: times(4, () => display('a')) }),
    'components.0.components',
  ],
  ['accessory of a section', section(), section({ accessory: undefined }), 'components.0.accessory'],
  [
    'accessories',
    section({ accessory: { type: 11, media } }),
    section({ accessory: display('a') }),
    'components.0.accessory.type',
  ],
  [
    'colour of a container',
    container({ accent_color: 0xff_ff_ff }),
    container({ accent_color: 0x1_00_00_00 }),
    'components.0.accent_color',
  ],
  ['an empty container', container(), container({ components: [] }), 'components.0.components'],
  [
    'containers in containers',
    container(),
    container({ components: [{ type: 17, components: [display('a')] }] }),
    'components.0.components.0.type',
  ],
  [
    'spacing of a separator',
    v2(display('a'), { type: 14, spacing: 2 }),
    v2(display('a'), { type: 14, spacing: 3 }),
    'components.1.spacing',
  ],
  [
    'items of a gallery',
    v2({ type: 12, items: times(10, () => ({ media })) }),
    v2({ type: 12, items: times(11, () => ({ media })) }),
    'components.0.items',
  ],
  [
    'file of a file',
    v2({ type: 13, file: { url: 'attachment://a.txt' } }),
    v2({ type: 13, file: media }),
    'components.0.file.url',
  ],
];

const option = (more: object = {}) => ({ type: 3, name: 'a', description: 'a', ...more });
const command = (more: object = {}) => ({ name: 'a', description: 'a', ...more });
const withOption = (more: object) => command({ options: [option(more)] });
const choices = (count: number) => times(count, (index) => ({ name: `${index}`, value: `${index}` }));
/** Of 1 + 25 × (32 + 100 + 87 + 100) characters and its localisation. */
const large = (length: number) =>
  command({
    options: times(25, (index) =>
      option({
        name: `${index}`.padStart(32, 'n'),
        description: x(100),
        choices: times(1, () => ({ name: x(87), value: x(100) })),
      }),
    ),
    description_localizations: { fr: x(length) },
  });

const COMMANDS: readonly [rule: string, within: object, outside: object, where: string][] = [
  ['length of a name', command({ name: x(32) }), command({ name: x(33) }), 'name'],
  ['lower case', command({ name: "aé-_'1" }), command({ name: 'A' }), 'name'],
  ['no spaces', command({ name: 'a-b' }), command({ name: 'a b' }), 'name'],
  [
    'localised names',
    command({ name_localizations: { fr: 'é' } }),
    command({ name_localizations: { fr: 'É' } }),
    'name_localizations.fr',
  ],
  [
    'known locales',
    command({ name_localizations: { 'en-GB': 'b' } }),
    command({ name_localizations: { en: 'b' } }),
    'name_localizations.en',
  ],
  [
    'length of a description',
    command({ description: x(100) }),
    command({ description: x(101) }),
    'description',
  ],
  ['a description', command(), command({ description: '' }), 'description'],
  [
    'no description on messages',
    { type: 3, name: 'A b' },
    { type: 3, name: 'A b', description: 'a' },
    'description',
  ],
  [
    'number of options',
    command({ options: times(25, (n) => option({ name: `${n}` })) }),
    command({ options: times(26, (n) => option({ name: `${n}` })) }),
    'options',
  ],
  [
    'names of options',
    command({ options: [option(), option({ name: 'b' })] }),
    command({ options: [option(), option()] }),
    'options.1.name',
  ],
  [
    'required options first',
    command({ options: [option({ required: true }), option({ name: 'b' })] }),
    command({ options: [option(), option({ name: 'b', required: true })] }),
    'options.1',
  ],
  [
    'number of choices',
    withOption({ choices: choices(25) }),
    withOption({ choices: choices(26) }),
    'options.0.choices',
  ],
  [
    'name of a choice',
    withOption({ choices: [{ name: x(100), value: 'a' }] }),
    withOption({ choices: [{ name: x(101), value: 'a' }] }),
    'options.0.choices.0.name',
  ],
  [
    'choices or autocomplete',
    withOption({ choices: choices(1) }),
    withOption({ choices: choices(1), autocomplete: true }),
    'options.0.autocomplete',
  ],
  [
    'greatest length of an answer',
    withOption({ max_length: 6000 }),
    withOption({ max_length: 6001 }),
    'options.0.max_length',
  ],
  ['contexts', command({ contexts: [0, 1] }), command({ contexts: [0, 3] }), 'contexts.1'],
  [
    'private channels',
    command({ contexts: [2], integration_types: [0, 1] }),
    command({ contexts: [2], integration_types: [0] }),
    'contexts',
  ],
  ['no unknown field', command(), command({ colour: 1 }), 'colour'],
  ['size, the longest localisation counting', large(24), large(25), ''],
];

/** Where the errors of a refusal are, `components.0.label`. */
function placesOf(errors: unknown, path: readonly string[] = []): string[] {
  if (typeof errors !== 'object' || errors === null) return [];
  return Object.entries(errors).flatMap(([key, below]) =>
    key === '_errors' ? [path.join('.')] : placesOf(below, [...path, key]),
  );
}

async function expectRefused(method: string, path: string, body: unknown, where: string): Promise<void> {
  const { status, answer } = await send(method, path, body);
  expect(answer).toMatchObject({ code: 50035, message: 'Invalid Form Body' });
  expect(status).toBe(400);
  expect(placesOf(Object(answer).errors)).toContain(where);
  expect(discord.refusals.at(-1)).toMatchObject({ method, path, status: 400, answer });
}

describe('strict validation', () => {
  it.each(MESSAGES)('of messages: %s', async (_rule, within, outside, where) => {
    const path = messagesOf(discord.channel.id);
    expect(await send('POST', path, within)).toMatchObject({ status: 200 });
    expect(discord.refusals).toEqual([]);
    await expectRefused('POST', path, outside, where);
  });

  it.each(COMMANDS)('of commands: %s', async (_rule, within, outside, where) => {
    const path = `/applications/${discord.applicationId}/commands`;
    expect((await send('POST', path, within)).status).toBeLessThan(300);
    await expectRefused('POST', path, outside, where);
  });

  it.each([
    [
      'a deferral takes no flag but EPHEMERAL',
      { type: 5, data: { flags: 64 } },
      { type: 5, data: { flags: 32_768 } },
      'data.flags',
    ],
    [
      'an answer is checked under data',
      { type: 4, data: { content: x(2000) } },
      { type: 4, data: { content: x(2001) } },
      'data.content',
    ],
    [
      'components are checked under data',
      { type: 4, data: rowOf(button()) },
      { type: 4, data: rowOf(button({ label: x(81) })) },
      'data.components.0.components.0.label',
    ],
    [
      'an answer has no nonce',
      { type: 4, data: { content: 'a' } },
      { type: 4, data: { content: 'a', nonce: 'a' } },
      'data.nonce',
    ],
  ])('of callbacks: %s', async (_rule, within, outside, where) => {
    const { id, token } = discord.person('ada').slash('echo', { text: 'a' }).interaction;
    const path = `/interactions/${id}/${token}/callback`;
    await expectRefused('POST', path, outside, where);
    expect(await send('POST', path, within)).toMatchObject({ status: 204 });
  });

  const offered = (...given: object[]) => ({ type: 8, data: { choices: given } });
  it.each([
    ['number', offered(...choices(25)), offered(...choices(26)), 'data.choices'],
    [
      'name',
      offered({ name: x(100), value: 'a' }),
      offered({ name: x(101), value: 'a' }),
      'data.choices.0.name',
    ],
    [
      'empty name',
      offered({ name: 'a', value: 'a' }),
      offered({ name: '', value: 'a' }),
      'data.choices.0.name',
    ],
    [
      'value',
      offered({ name: 'a', value: x(100) }),
      offered({ name: 'a', value: x(101) }),
      'data.choices.0.value',
    ],
  ])('of choices: %s', async (_rule, within, outside, where) => {
    const told = new Promise<string>((resolve) => {
      discord.world.tellers.add(({ name, data }) => {
        const { id, token } = data(false);
        if (name === 'INTERACTION_CREATE') resolve(`/interactions/${id}/${token}/callback`);
      });
    });
    const offer = discord.person('ada').autocomplete('echo', 'text', 'a');
    const path = await told;
    await expectRefused('POST', path, outside, where);
    await send('POST', path, within);
    expect(await offer).toEqual(within.data.choices);
  });

  it('of edits: a message of components v2 stays one', async () => {
    const path = messagesOf(discord.channel.id);
    const made = await send('POST', path, v2(display('a')));
    const own = `${path}/${Object(made.answer).id}`;
    expect(made.answer).toMatchObject({ components: [{ id: 1 }] });
    await expectRefused('PATCH', own, { content: 'a' }, 'content');
    await expectRefused('PATCH', own, { components: [display('b')], flags: 4 }, 'flags');
    expect(await send('PATCH', own, { components: [display('b')] })).toMatchObject({
      status: 200,
      answer: { flags: 32_768 },
    });
    await send('POST', path, { content: 'old' });
    const old = [...discord.channel.messages.keys()].at(-1);
    await expectRefused('PATCH', `${path}/${old}`, v2(display('b')), 'content');
    expect(await send('PATCH', `${path}/${old}`, { ...v2(display('b')), content: null })).toMatchObject({
      status: 200,
    });
  });

  it('of nothing at all, and of more bytes than the server bears', async () => {
    const path = messagesOf(discord.channel.id);
    expect(await send('POST', path, { content: ' ' })).toMatchObject({
      status: 400,
      answer: { code: 50006 },
    });
    const one = await send('POST', path, v2(display('語'.repeat(3386))));
    expect(one.status).toBe(200);
    expect(await send('POST', path, v2(display('語'.repeat(3387))))).toMatchObject({ status: 500 });
    expect(discord.refusals.map(({ status }) => status)).toEqual([400, 500]);
  });
});

describe('faults', () => {
  it('lets a client wait out a 429 and answer after it', async () => {
    discord.befall({ path: /callback/, what: { kind: 'rate limit', retryAfterSeconds: 0.1 } });
    await login(echo);
    const asked = discord.person('ada').slash('echo', { text: 'a' });
    expect((await asked.response()).content).toBe('a');
    const statuses = discord.requests
      .filter(({ path }) => path.includes('callback'))
      .map(({ status }) => status);
    expect(statuses).toEqual([429, 204]);
  });

  it('has a callback whose 5xx came after the work answered 40060 when it is retried', async () => {
    discord.befall({ path: /callback/, what: { kind: 'status', status: 502, when: 'after' } });
    await login(echo);
    const asked = discord.person('ada').slash('echo', { text: 'a' });
    expect((await asked.response()).content).toBe('a');
    await vi.waitFor(() => expect(failures).toMatchObject([{ code: 40060 }]));
    expect(discord.acknowledgements).toMatchObject({ acknowledged: 1, doubled: 1 });
  });

  it('has a callback whose 5xx came before the work retried as if nothing had been', async () => {
    discord.befall({ path: /callback/, times: 2, what: { kind: 'status', status: 500, when: 'before' } });
    await login(echo);
    expect((await discord.person('ada').slash('echo', { text: 'a' }).response()).content).toBe('a');
    expect(failures).toEqual([]);
    expect(discord.refusals).toEqual([]);
  });

  it('drops sockets, before the work or after it', async () => {
    const body = { content: 'a' };
    const path = messagesOf(discord.channel.id);
    discord.befall({ method: 'POST', path: /messages/, what: { kind: 'drop', when: 'before' } });
    await expect(send('POST', path, body)).rejects.toThrow();
    expect(discord.channel.messages.size).toBe(0);
    discord.befall({ method: 'POST', path: /messages/, what: { kind: 'drop', when: 'after' } });
    await expect(send('POST', path, body)).rejects.toThrow();
    expect(discord.channel.messages.size).toBe(1);
  });

  it('delays an answer, and makes a token worth nothing', async () => {
    discord.befall({ path: /users/, what: { kind: 'delay', ms: 300, when: 'after' } });
    const order: string[] = [];
    const late = send('GET', '/users/@me').then(({ status }) => order.push(`late ${status}`));
    await send('GET', '/gateway/bot').then(({ status }) => order.push(`early ${status}`));
    await late;
    expect(order).toEqual(['early 200', 'late 200']);
    discord.revokeToken();
    expect(await send('GET', '/users/@me')).toMatchObject({ status: 401 });
  });

  it('refuses connections while the network is cut', async () => {
    discord.goOffline();
    await expect(send('GET', '/users/@me')).rejects.toThrow();
    discord.goOnline();
    expect(await send('GET', '/users/@me')).toMatchObject({ status: 200 });
  });
});

describe('the gateway', () => {
  const resumed = (count: number) =>
    discord.until('the client to resume', () => discord.gateway.counts.resumes === count || undefined);

  it.each([
    ['after a close with 4000', () => discord.gateway.close(4000)],
    ['when asked to connect again', () => discord.gateway.askToReconnect()],
    ['when its session is said to be resumable', () => discord.gateway.invalidate(true)],
    ['after the network was cut', () => discord.gateway.cut()],
  ])('has a client resume %s, losing nothing', async (_when, disturb) => {
    await login(echo);
    const ada = discord.person('ada');
    disturb();
    const asked = [1, 2, 3].map((count) => ada.slash('echo', { text: `${count}` }));
    await resumed(1);
    const answers = await Promise.all(asked.map((each) => each.response()));
    expect(answers.map(({ content }) => content)).toEqual(['1', '2', '3']);
    expect(discord.acknowledgements).toEqual(THREE_IN_TIME);
    expect(discord.gateway.counts.identifies).toBe(1);
  });

  it('has a client identify again once its session is invalid', async () => {
    await login(echo);
    discord.gateway.invalidate(false);
    await discord.until('a second session', () => discord.gateway.counts.identifies === 2 || undefined);
    expect((await discord.person('ada').slash('echo', { text: 'a' }).response()).content).toBe('a');
  });

  it('has a client whose heartbeats go unanswered connect again', async () => {
    Object.assign(discord.settings, { heartbeatIntervalMs: 60, acknowledgesHeartbeats: false });
    await login(echo);
    await discord.until('a second connection', () => discord.gateway.counts.connections > 1 || undefined);
    discord.settings.acknowledgesHeartbeats = true;
    await resumed(discord.gateway.counts.resumes || 1);
  });

  it('records presences, those of the start too', async () => {
    const client = await login();
    client.user?.setPresence({ status: 'idle', activities: [{ name: 'ready' }] });
    await discord.until(
      'a presence',
      () => discord.presences.at(-1)?.activities[0]?.name === 'ready' || undefined,
    );
    expect(discord.presences.at(-1)).toMatchObject({ status: 'idle' });
  });

  it('tells of servers and channels that come later', async () => {
    const client = await login();
    const joined = new Promise((resolve) => client.once(Events.GuildCreate, ({ name }) => resolve(name)));
    const guild = discord.addGuild('Second');
    expect(await joined).toBe('Second');
    const opened = new Promise((resolve) => client.once(Events.ChannelCreate, ({ name }) => resolve(name)));
    discord.addChannel('news', { guild });
    expect(await opened).toBe('news');
  });

  it('refuses a login with a wrong token', async () => {
    const client = new Client({ intents: [], rest: { api: discord.url } });
    clients.push(client);
    await expect(client.login(`${discord.token}x`)).rejects.toThrow('invalid token');
  });

  const properties = { os: 'a', browser: 'a', device: 'a' };
  const identify = (more: object = {}) => ({
    op: 2,
    d: { token: discord.token, intents: 1, properties, ...more },
  });
  const presence = { op: 3, d: { since: null, activities: [], status: 'online', afk: false } };
  it.each<[string, number, () => unknown[]]>([
    ['an unknown operation', 4001, () => [{ op: 99, d: null }]],
    ['what is not JSON', 4002, () => ['{']],
    ['an operation without what it needs', 4002, () => [{ op: 2, d: {} }]],
    ['more than 4096 bytes', 4002, () => [identify({ token: x(4096) })]],
    ['a presence before identifying', 4003, () => [presence]],
    ['a wrong token', 4004, () => [identify({ token: 'wrong' })]],
    ['identifying twice', 4005, () => [identify(), identify()]],
    ['too many operations', 4008, () => times(121, () => ({ op: 1, d: null }))],
    ['intents that do not exist', 4013, () => [identify({ intents: 1 << 30 })]],
    ['privileged intents not granted', 4014, () => [identify({ intents: INTENTS.messageContent })]],
  ])('closes on %s with %i', async (_what, code, payloads) => {
    const socket = new WebSocket(discord.gateway.address());
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await new Promise((resolve) => socket.once('open', resolve));
    for (const payload of payloads())
      socket.send(typeof payload === 'string' ? payload : JSON.stringify(payload));
    expect(await closed).toBe(code);
  });

  it.each<[string, () => unknown[]]>([
    ['an unknown session', () => [{ op: 6, d: { token: discord.token, session_id: 'unknown', seq: 1 } }]],
    ['identifying again too soon', () => [identify()]],
  ])('says that the session is invalid on %s', async (_what, payloads) => {
    await login();
    discord.settings.identifyIntervalMs = 60_000;
    const socket = new WebSocket(discord.gateway.address());
    const told: unknown[] = [];
    const invalid = new Promise<unknown>((resolve) => {
      socket.on('message', (data) => {
        told.push(JSON.parse(String(data)));
        if (told.length === 2) resolve(told[1]);
      });
    });
    await new Promise((resolve) => socket.once('open', resolve));
    for (const payload of payloads()) socket.send(JSON.stringify(payload));
    expect(await invalid).toMatchObject({ op: 9, d: false });
    socket.close();
  });
});

describe('a program run beside the stand-in', () => {
  const TALK = `
    console.log('home ' + process.env.HOME + ' secret ' + process.env.SECRET);
    console.error(process.env.GIVEN);
    process.on('SIGTERM', () => process.exit(3));
    setInterval(() => {}, 1000);
    console.log('ready');`;

  it('has what it is given, is read line by line, and ends by a signal', async () => {
    vi.stubEnv('SECRET', 'not to be passed on');
    const bot = runBot({ script: '-e', args: [TALK], env: { GIVEN: 'something' } });
    await bot.until(/^ready$/);
    expect(await bot.until(/^something$/)).toBe('something');
    expect(bot.stdout[0]).toMatch(/^home .*verbatim-bot-.* secret undefined$/);
    expect(await bot.stop()).toBe(3);
    await expect(bot.until(/never/)).rejects.toThrow('Ended with 3');
    vi.unstubAllEnvs();
  });
});
