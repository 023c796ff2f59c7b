/**
 * A stand-in for Discord: its HTTP API (v10) and its gateway on one port of this machine, as an unmodified
 * discord.js client expects them, and the people who use them. It refuses what Discord refuses, with the same
 * answers, and is stricter where that is simpler: unknown fields are refused, and lengths are counted in
 * UTF-16 code units.
 *
 *     const discord = await startStandIn();
 *     // the bot: DISCORD_TOKEN=discord.token, DISCORD_API_URL=discord.url
 *     discord.register(definitions);                    // or let the bot deploy its commands
 *     await discord.connected();
 *     const ada = discord.person('ada');
 *     const asked = ada.slash('ask', { question: 'When?' }, { channel: discord.channel, locale: 'fr' });
 *     await asked.acknowledged;                         // the callback's type; rejects after 3 s without one
 *     const answer = await asked.response();            // a Shown: what ada sees now
 *     textsOf(answer.components); buttonsOf(answer);
 *     const pressed = ada.click(answer, 'More');        // by label, emoji or custom id
 *     await pressed.response();                         // the updated message, or the new one
 *     const form = ada.click(answer, 'Ask the team');   // where it answers with a form
 *     await ada.submit(form, { question: 'When?' }).response();
 *     ada.choose(panel, 'Team channel', [team.id]);     // a menu, by its placeholder or custom id
 *     const said = ada.say(discord.channel, `<@${discord.bot.id}> When?`);
 *     const reply = await discord.nextMessage(discord.channel, { after: said });
 *     ada.say(discord.channel, 'Not for the bot');
 *     expect(await discord.quiet(discord.channel)).toEqual([]);
 *     expect(discord.refusals).toEqual([]);             // nothing the bot sent was refused
 *     expect(discord.acknowledgements).toMatchObject({ late: 0, doubled: 0, unacknowledged: 0 });
 *     await discord.stop();
 *
 * It knows nothing of stickers, polls, groups of subcommands and voice, and refuses what has them. Forms have
 * text fields, radio groups, menus and files, which people `upload` first.
 *
 * Nothing waits for a fixed time: what people do happens at once, and what they wait for resolves when it is
 * there. Faults: `befall`, `gateway.close(4000)`, `gateway.askToReconnect()`, `gateway.invalidate(false)`,
 * `gateway.cut()`, `goOffline()`, `revokeToken()`.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createGateway, type GatewaySettings } from './gateway.js';
import { createApi } from './http.js';
import { createInteractions, type InteractionSettings } from './interactions.js';
import { channelRoutes } from './routes-channels.js';
import { commandRoutes } from './routes-commands.js';
import { createPerson, type Person, type Shown, shown, type Upload, until } from './user.js';
import { CHAT_INPUT, checkedCommand, optionsOf } from './validate-command.js';
import { FLAGS } from './validate-message.js';
import {
  BOT_PERMISSIONS,
  CHANNEL,
  type Channel,
  channelJson,
  createUser,
  createWorld,
  type Guild,
  guildJson,
  INTENTS,
  isLater,
  type Message,
  passTime,
  type Role,
  snowflake,
  type World,
} from './world.js';

/** What may be asked of a stand-in; all of it may be changed later in `settings`. */
export interface Settings extends GatewaySettings, InteractionSettings {}

const DEFAULTS: Settings = {
  heartbeatIntervalMs: 41_250,
  identifyIntervalMs: 0,
  acknowledgesHeartbeats: true,
  privilegedIntents: 0,
  ackWindowMs: 3000,
  tokenLifetimeMs: 15 * 60 * 1000,
};

/** A running stand-in. */
export type StandIn = Awaited<ReturnType<typeof startStandIn>>;

/** Starts a stand-in on a free port, with one server that the bot is in and one channel in it. */
export async function startStandIn(options: Partial<Settings> = {}) {
  const settings: Settings = { ...DEFAULTS, ...options };
  const world = createWorld();
  const token = tokenFor(world.bot.id);
  let revoked = false;
  let offline = false;
  const isToken = (given: string) => !revoked && given === token;
  const interactions = createInteractions(world, settings);
  const readsContent = () => (settings.privilegedIntents & INTENTS.messageContent) !== 0;

  /** What people sent, by the path it is fetched at. */
  const files = new Map<string, Uint8Array>();
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    if (file !== undefined) response.end(file);
    else void api.receive(request, response);
  });
  server.keepAliveTimeout = 60_000; // a connection closed as a request comes would look like a fault
  let turnedAway = 0;
  server.on('connection', (socket) => {
    if (!offline) return;
    socket.destroy();
    turnedAway += 1;
    world.changed();
  });
  const gateway = createGateway(server, world, isToken, settings);
  const gatewayRoute = {
    method: 'GET',
    path: '/gateway/bot',
    answer: () => ({
      body: {
        url: gateway.address(),
        shards: 1,
        session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: 1 },
      },
    }),
  };
  const routes = [
    gatewayRoute,
    ...interactions.routes,
    ...channelRoutes(world, readsContent),
    ...commandRoutes(world),
  ];
  const api = createApi(routes, isToken, world.changed);

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const guild = addGuild(world, 'Home');
  const channel = world.addChannel({ type: CHANNEL.text, name: 'general', guild });

  function person(name: string, { bot = false }: { readonly bot?: boolean } = {}): Person {
    const user = createUser(name, bot);
    world.users.set(user.id, user);
    return createPerson(world, interactions, user);
  }

  function ofBot({ messages }: Channel, after: Pick<Message, 'id'> | undefined): Message[] {
    return [...messages.values()].filter(
      (message) =>
        message.author === world.bot &&
        (!after || isLater(message.id, after.id)) &&
        (message.flags & FLAGS.ephemeral) === 0,
    );
  }

  function lastOfPeople({ messages }: Channel): Message | undefined {
    return [...messages.values()].filter(({ author }) => author !== world.bot).at(-1);
  }

  let marker: Person | undefined;
  /** Has the bot answer something else, by autocomplete: then all that came before has reached it. */
  async function roundTrip(): Promise<void> {
    const command = world.commands.find(
      ({ type, contexts, guild_id, options: given }) =>
        type === CHAT_INPUT &&
        guild_id === undefined &&
        (contexts ?? [1]).includes(1) &&
        optionsOf({ options: given }).some(({ autocomplete }) => autocomplete),
    );
    const option = optionsOf(command ?? {}).find(({ autocomplete }) => autocomplete);
    if (!command || !option)
      throw new Error('No command with autocomplete is registered: say `by` what to wait');
    marker ??= person('marker');
    // Twice: what it began to do with the last message at once is then done too.
    await marker.autocomplete(command.name, option.name, '', { userInstalled: true });
    await marker.autocomplete(command.name, option.name, '', { userInstalled: true });
  }

  return {
    /** Of the API, to give a client as `rest.api` (version 10). */
    url: `${gateway.address().replace('ws:', 'http:')}/api`,
    token,
    bot: world.bot,
    applicationId: world.applicationId,
    world,
    settings,
    gateway,
    /** Presences that the bot has shown, the latest last. */
    presences: gateway.presences,
    /** The server that there is from the start, and its channel. */
    guild,
    channel,
    person,
    /** Every request of the bot. */
    requests: api.requests,
    /** Every payload of the bot that was refused for what it says. */
    refusals: api.refusals,
    /** Of all interactions: acknowledged, too late, twice, never. */
    acknowledgements: interactions.counts,
    /** Has something befall the next requests that match. */
    befall: api.befall,

    /** Adds a server, which the bot is in unless told. */
    addGuild: (
      name: string,
      more: Partial<Pick<Guild, 'installed' | 'preferred_locale' | 'botPermissions'>> = {},
    ) => addGuild(world, name, more),
    addChannel: (name: string, more: Partial<Pick<Channel, 'guild' | 'botPermissions'>> = {}) =>
      world.addChannel({ type: CHANNEL.text, name, guild, ...more }),
    addThread: (
      parent: Channel,
      name: string,
      more: Partial<Pick<Channel, 'id' | 'botJoined' | 'archived' | 'locked'>> = {},
    ) => world.addChannel({ type: CHANNEL.publicThread, name, parent, guild: parent.guild, ...more }),
    /** A group, or with one person a direct message between two others, where the bot is not. */
    addPrivateChannel: (members: readonly Person[]) =>
      world.addChannel({
        type: members.length > 2 ? CHANNEL.groupDm : CHANNEL.dm,
        name: '',
        recipients: members.map(({ user }) => user),
      }),
    removeChannel: world.removeChannel,
    /** Makes a role of a server, and gives it to people. */
    addRole: (name: string, people: readonly Person[], of = guild) =>
      world.addRole(
        of,
        name,
        people.map(({ user }) => user),
      ),
    removeRole: (role: Role, of = guild) => world.removeRole(of, role),
    /** Puts a file where people's forms can name it, and the bot can fetch it. `size`: what Discord says that it is. */
    upload(filename: string, bytes: Uint8Array, { size = bytes.length, isForced = false } = {}): Upload {
      const id = snowflake();
      const url = `${gateway.address().replace('ws:', 'http:')}/files/${id}/${encodeURIComponent(filename)}`;
      files.set(new URL(url).pathname, bytes);
      return { id, filename, size, url, proxy_url: url, isForced };
    },
    /** Archives or locks a thread, or undoes it. */
    changeThread: world.changeThread,
    /** Lets time pass, as far as ids and times of what happens from now on tell. */
    passTime,
    /** Changes what the bot may do in a channel. */
    setPermissions(of: Channel, permissions: bigint) {
      of.botPermissions = permissions;
      world.tell({ name: 'CHANNEL_UPDATE', intent: INTENTS.guilds, data: () => channelJson(of, world.bot) });
    },
    /** Declares commands, for every server unless one is named. */
    register(definitions: readonly unknown[], of?: Guild) {
      for (const definition of definitions) {
        const place = of ? { guild_id: of.id } : {};
        const ids = { id: snowflake(), application_id: world.applicationId, version: snowflake() };
        // As JSON: what is undefined is not there.
        world.commands.push({ ...checkedCommand(JSON.parse(JSON.stringify(definition))), ...ids, ...place });
      }
    },

    /** Resolves once the bot has a session, newly or again. */
    connected: (timeoutMs?: number) =>
      until(world, 'the bot to connect', () => gateway.connected() || undefined, timeoutMs),
    /** Resolves once the bot has no connection left. */
    disconnected: (timeoutMs?: number) =>
      until(world, 'the bot to disconnect', () => (gateway.open() === 0 ? true : undefined), timeoutMs),
    /** Resolves once something of the stand-in is as it should be. */
    until: <T>(what: string, read: () => T | undefined, timeoutMs?: number) =>
      until(world, what, read, timeoutMs),
    /** The bot's first message in a channel that everyone there sees, after a message (the latest of people). */
    nextMessage(
      of: Channel,
      { after = lastOfPeople(of), where = () => true, timeoutMs }: NextMessage = {},
    ): Promise<Shown> {
      const read = () => {
        const found = ofBot(of, after).find(
          (message) => (message.flags & FLAGS.loading) === 0 && where(message),
        );
        return found && shown(found);
      };
      return until(world, `a message in ${of.name || 'private'}`, read, timeoutMs);
    },
    /**
     * The bot's messages in a channel since the latest of people, once the bot has received everything and
     * has answered something sent after it. What the bot does later than that is not waited for: `by` can do
     * something that takes the bot the same way as an answer would.
     */
    async quiet(of: Channel, by: () => Promise<unknown> = roundTrip): Promise<Shown[]> {
      const after = lastOfPeople(of);
      await by();
      await until(world, 'requests to be answered', () => (api.inFlight() === 0 ? true : undefined));
      return ofBot(of, after).map(shown);
    },
    /** Resolves once a message is deleted. */
    gone: (message: Pick<Message, 'id'>, timeoutMs?: number) =>
      until(
        world,
        'a message to be deleted',
        () => (world.messageOf(message.id) ? undefined : true),
        timeoutMs,
      ),

    /** Makes the token worth nothing: requests get 401, the gateway closes with 4004. */
    revokeToken() {
      revoked = true;
      gateway.close(4004);
    },
    /** Cuts the network: every connection now, and every new one. */
    goOffline() {
      offline = true;
      gateway.cut();
      server.closeAllConnections();
    },
    goOnline() {
      offline = false;
    },
    /** How many connections were refused while the network was cut. */
    turnedAway: () => turnedAway,
    /** Forgets what was recorded, so that long runs do not fill the memory. */
    forget() {
      api.requests.length = 0;
      interactions.forget();
      for (const { messages } of world.channels.values()) messages.clear();
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      await gateway.stop();
      server.closeAllConnections();
      await closed;
    },
  };
}

export interface NextMessage {
  readonly after?: Pick<Message, 'id'> | undefined;
  readonly where?: (message: Message) => boolean;
  readonly timeoutMs?: number;
}

function addGuild(
  world: World,
  name: string,
  more: Partial<Pick<Guild, 'installed' | 'preferred_locale' | 'botPermissions'>> = {},
): Guild {
  const guild: Guild = {
    id: snowflake(),
    name,
    preferred_locale: 'en-US',
    owner_id: snowflake(),
    installed: true,
    botPermissions: BOT_PERMISSIONS,
    botRoleId: snowflake(),
    roles: [],
    ...more,
  };
  world.guilds.set(guild.id, guild);
  if (guild.installed)
    world.tell({ name: 'GUILD_CREATE', intent: INTENTS.guilds, data: () => guildJson(guild, world) });
  return guild;
}

/** A token of the shape that Discord gives: the bot's id, a time and a secret. */
function tokenFor(botId: string): string {
  return [Buffer.from(botId).toString('base64url'), 'GSt4nd', randomBytes(28).toString('base64url')].join(
    '.',
  );
}
