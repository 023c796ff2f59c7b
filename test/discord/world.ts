import type { CommandBody } from './validate-command.js';
import { numbered, type TopLevelComponent, textsOf } from './validate-components.js';
import type { AllowedMentionsBody, MessageBody } from './validate-message.js';
import { FLAGS } from './validate-message.js';

export type Json = Readonly<Record<string, unknown>>;

/** Permissions that the stand-in looks at; any other bit is only passed on. */
export const PERMISSIONS = {
  manageGuild: 1n << 5n,
  manageMessages: 1n << 13n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  embedLinks: 1n << 14n,
  readMessageHistory: 1n << 16n,
  useCommands: 1n << 31n,
  createPublicThreads: 1n << 35n,
  sendMessagesInThreads: 1n << 38n,
} as const;

/** What a bot is given by default: all of the above but managing. */
export const BOT_PERMISSIONS =
  Object.values(PERMISSIONS).reduce((all, bit) => all | bit, 0n) &
  ~(PERMISSIONS.manageMessages | PERMISSIONS.manageGuild);

/** Types of channels. */
export const CHANNEL = { text: 0, dm: 1, groupDm: 3, publicThread: 11, privateThread: 12 } as const;

export const INTENTS = {
  guilds: 1,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

export interface User {
  readonly id: string;
  readonly username: string;
  readonly global_name: string | null;
  readonly discriminator: '0';
  readonly avatar: null;
  readonly bot: boolean;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly preferred_locale: string;
  readonly owner_id: string;
  /** Whether the bot is a member of it. */
  readonly installed: boolean;
  /** What the bot may do where a channel says nothing else. */
  readonly botPermissions: bigint;
  /** Of the bot alone, as Discord makes it for each bot. */
  readonly botRoleId: string;
  /** Other roles of the server. */
  readonly roles: Role[];
}

/** A role, and who has it. */
export interface Role {
  readonly id: string;
  readonly name: string;
  readonly members: Set<User>;
}

export interface Channel {
  readonly id: string;
  readonly type: number;
  readonly name: string;
  readonly guild: Guild | null;
  /** Of a thread. */
  readonly parent: Channel | null;
  /** Of a direct message or a group: who is in it, the bot included where it is. */
  readonly recipients: readonly User[];
  /** What the bot may do in it; may be changed at any time. */
  botPermissions: bigint;
  /** Of a thread. */
  archived: boolean;
  locked: boolean;
  botJoined: boolean;
  lastMessageId: string | null;
  readonly messages: Map<string, Message>;
}

/** A message as everyone who may see it sees it. */
export interface Message {
  readonly id: string;
  readonly channel_id: string;
  readonly type: number;
  readonly author: User;
  readonly timestamp: string;
  edited_timestamp: string | null;
  content: string;
  embeds: readonly Json[];
  components: readonly TopLevelComponent[];
  flags: number;
  /** Who is pinged by it. */
  mentions: readonly User[];
  mention_everyone: boolean;
  mention_roles: readonly string[];
  readonly nonce?: string | number;
  readonly webhook_id?: string;
  readonly application_id?: string;
  /** Of a reply (type 0) or of a forwarded message (1). */
  readonly message_reference?: {
    readonly type: 0 | 1;
    readonly message_id: string;
    readonly channel_id: string;
  };
  /** Of a forwarded message: what it said. */
  readonly message_snapshots?: readonly Json[];
  readonly attachments?: readonly Json[];
  readonly interaction_metadata?: InteractionMetadata;
}

/** Of what a message is the response to. */
export interface InteractionMetadata {
  readonly id: string;
  readonly type: number;
  readonly user: User;
  readonly authorizing_integration_owners: Owners;
  /** Of a follow-up. */
  readonly original_response_message_id?: string;
  /** Of a command on a message. */
  readonly target_message_id?: string;
  /** Of a component. */
  readonly interacted_message_id?: string;
}

/** By whom the application was installed: `0` a server (its id, or "0" in a direct message), `1` a user. */
export type Owners = Readonly<Partial<Record<'0' | '1', string>>>;

/** A command as Discord keeps it. */
export interface Command extends CommandBody {
  readonly id: string;
  readonly application_id: string;
  readonly version: string;
  readonly guild_id?: string;
}

/** What the gateway tells to those whose intents cover it. */
export interface WorldEvent {
  readonly name: string;
  /** 0 where none is needed. */
  readonly intent: number;
  /** What to tell, to a bot with or without the intent to read what messages say. */
  readonly data: (readsContent: boolean) => Json;
}

/** Everything there is, and what is told when it changes. */
export type World = ReturnType<typeof createWorld>;

const EPOCH = 1_420_070_400_000n;
let lastSnowflake = 0n;
/** Milliseconds by which this world is ahead of the clock. */
let ahead = 0;

/** Makes what happens from now on happen so many milliseconds later, as far as ids and times tell. */
export function passTime(ms: number): void {
  ahead += ms;
}

/** The time in this world, in milliseconds since the epoch. */
function now(): number {
  return Date.now() + ahead;
}

/** An id later than all before it. */
export function snowflake(): string {
  const earliest = (BigInt(now()) - EPOCH) << 22n;
  lastSnowflake = earliest > lastSnowflake ? earliest : lastSnowflake + 1n;
  return String(lastSnowflake);
}

/** Whether one id came after another. */
export function isLater(id: string, than: string): boolean {
  return BigInt(id) > BigInt(than);
}

export function isThread({ type }: Channel): boolean {
  return type === CHANNEL.publicThread || type === CHANNEL.privateThread;
}

export function createUser(username: string, bot = false): User {
  return {
    id: snowflake(),
    username,
    global_name: bot ? null : username,
    discriminator: '0',
    avatar: null,
    bot,
  };
}

/** A new world with a bot in it and nobody else. */
export function createWorld() {
  const bot = createUser('verbatim', true);
  const users = new Map<string, User>([[bot.id, bot]]);
  const guilds = new Map<string, Guild>();
  const channels = new Map<string, Channel>();
  const commands: Command[] = [];
  const closedDms = new Set<string>();
  const tellers = new Set<(event: WorldEvent) => void>();
  const watchers = new Set<() => void>();

  const changed = () => {
    for (const watch of [...watchers]) watch();
  };
  const tell = (event: WorldEvent) => {
    for (const teller of tellers) teller(event);
  };

  function tellOfMessage(name: string, channel: Channel, data: WorldEvent['data']): void {
    if (!botSees(channel)) return;
    const intent = channel.guild ? INTENTS.guildMessages : INTENTS.directMessages;
    const place = channel.guild ? { guild_id: channel.guild.id } : { channel_type: channel.type };
    tell({ name, intent, data: (readsContent) => ({ ...data(readsContent), ...place }) });
  }

  function botSees(channel: Channel): boolean {
    if (channel.guild) return channel.guild.installed && botMay(channel, PERMISSIONS.viewChannel);
    return channel.recipients.includes(bot);
  }

  /** A message as the bot is shown it, by the gateway or by HTTP. */
  function asBotSees(message: Message, readsContent: boolean, withReply = true): Json {
    const { message_reference: reference } = message;
    const inDm = channels.get(message.channel_id)?.type === CHANNEL.dm;
    const whole = readsContent || inDm || message.author === bot || message.mentions.includes(bot);
    const shown = {
      ...message,
      tts: false,
      pinned: false,
      attachments: message.attachments ?? [],
      ...(whole ? {} : { content: '', embeds: [], components: [], attachments: [] }),
    };
    if (reference?.type !== 0 || !withReply) return shown;
    const replied = channels.get(reference.channel_id)?.messages.get(reference.message_id);
    return { ...shown, referenced_message: replied ? asBotSees(replied, readsContent, false) : null };
  }

  function addChannel(channel: Pick<Channel, 'type' | 'name'> & Partial<Channel>): Channel {
    const { guild = null, parent = null } = channel;
    const made: Channel = {
      id: snowflake(),
      guild,
      parent,
      recipients: [],
      botPermissions: parent?.botPermissions ?? guild?.botPermissions ?? BOT_PERMISSIONS,
      archived: false,
      locked: false,
      botJoined: false,
      lastMessageId: null,
      messages: new Map(),
      ...channel,
    };
    channels.set(made.id, made);
    if (guild?.installed && botMay(made, PERMISSIONS.viewChannel)) {
      const name = isThread(made) ? 'THREAD_CREATE' : 'CHANNEL_CREATE';
      tell({ name, intent: INTENTS.guilds, data: () => channelJson(made, bot) });
    }
    return made;
  }

  function removeChannel(channel: Channel): void {
    channels.delete(channel.id);
    tell({ name: 'CHANNEL_DELETE', intent: INTENTS.guilds, data: () => channelJson(channel, bot) });
    changed();
  }

  function addRole(guild: Guild, name: string, members: readonly User[]): Role {
    const role = { id: snowflake(), name, members: new Set(members) };
    guild.roles.push(role);
    const data = () => ({ guild_id: guild.id, role: roleJson(role) });
    tell({ name: 'GUILD_ROLE_CREATE', intent: INTENTS.guilds, data });
    return role;
  }

  function removeRole(guild: Guild, role: Role): void {
    guild.roles.splice(guild.roles.indexOf(role), 1);
    const data = () => ({ guild_id: guild.id, role_id: role.id });
    tell({ name: 'GUILD_ROLE_DELETE', intent: INTENTS.guilds, data });
  }

  function post(
    channel: Channel,
    message: Omit<Message, 'id' | 'channel_id' | 'timestamp' | 'edited_timestamp'>,
  ): Message {
    const made: Message = {
      ...message,
      id: snowflake(),
      channel_id: channel.id,
      timestamp: new Date(now()).toISOString(),
      edited_timestamp: null,
    };
    channel.messages.set(made.id, made);
    channel.lastMessageId = made.id;
    if (isThread(channel)) {
      if (channel.archived) changeThread(channel, { archived: false });
      if (made.author === bot || made.mentions.includes(bot)) joinThread(channel);
    }
    if ((made.flags & FLAGS.ephemeral) === 0) {
      const { author, webhook_id } = made;
      const { guild } = channel;
      const roles = guild && author === bot ? { roles: [guild.botRoleId] } : {};
      const member = guild ? { member: { ...memberJson(), ...roles } } : {};
      tellOfMessage('MESSAGE_CREATE', channel, (readsContent) => ({
        ...asBotSees(made, readsContent),
        ...(webhook_id === undefined || author === bot ? member : {}),
      }));
    }
    changed();
    return made;
  }

  /** Puts the bot in a thread, as being mentioned in it or writing in it does. */
  function joinThread(thread: Channel): void {
    if (thread.botJoined) return;
    thread.botJoined = true;
    if (!thread.guild?.installed) return;
    tell({ name: 'THREAD_CREATE', intent: INTENTS.guilds, data: () => channelJson(thread, bot) });
  }

  /** Archives or locks a thread, or undoes it. */
  function changeThread(thread: Channel, change: Partial<Pick<Channel, 'archived' | 'locked'>>): void {
    Object.assign(thread, change);
    tell({ name: 'THREAD_UPDATE', intent: INTENTS.guilds, data: () => channelJson(thread, bot) });
  }

  function edit(message: Message, change: Partial<Omit<Message, 'id'>>): void {
    Object.assign(message, change);
    const channel = channels.get(message.channel_id);
    if (channel && (message.flags & FLAGS.ephemeral) === 0) {
      tellOfMessage('MESSAGE_UPDATE', channel, (readsContent) => asBotSees(message, readsContent));
    }
    changed();
  }

  function remove(message: Message): void {
    const channel = channels.get(message.channel_id);
    channel?.messages.delete(message.id);
    if (channel && (message.flags & FLAGS.ephemeral) === 0) {
      tellOfMessage('MESSAGE_DELETE', channel, () => ({ id: message.id, channel_id: channel.id }));
    }
    changed();
  }

  function dmWith(user: User): Channel {
    const open = [...channels.values()].find(
      ({ type, recipients }) => type === CHANNEL.dm && recipients.includes(user) && recipients.includes(bot),
    );
    return open ?? addChannel({ type: CHANNEL.dm, name: '', recipients: [user, bot] });
  }

  function messageOf(id: string): Message | undefined {
    for (const { messages } of channels.values()) {
      const message = messages.get(id);
      if (message) return message;
    }
    return undefined;
  }

  return {
    bot,
    /** The application has the id of its bot, as applications made since 2016 have. */
    applicationId: bot.id,
    /** Bits of ApplicationFlags: the privileged intents that it may use, for instance. */
    applicationFlags: 0,
    users,
    guilds,
    channels,
    commands,
    /** Users who take no direct messages. */
    closedDms,
    /** Called with each event. */
    tellers,
    /** Called after each change. */
    watchers,
    changed,
    tell,
    asBotSees,
    addChannel,
    removeChannel,
    addRole,
    removeRole,
    post,
    edit,
    remove,
    dmWith,
    joinThread,
    changeThread,
    messageOf,
  };
}

/** Whether the bot may do something in a channel; in direct messages it may do all that there is. */
export function botMay(channel: Channel, permission: bigint): boolean {
  return channel.guild === null || (channel.botPermissions & permission) === permission;
}

/** The bot or a person, as a member of a server. */
export function memberJson(permissions?: bigint, roles: readonly string[] = []): Json {
  return {
    roles,
    nick: null,
    avatar: null,
    joined_at: '2024-01-01T00:00:00.000000+00:00',
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    communication_disabled_until: null,
    ...(permissions === undefined ? {} : { permissions: String(permissions) }),
  };
}

/** A channel as the API gives it. */
export function channelJson(channel: Channel, bot: User): Json {
  const { id, type, name, guild, parent } = channel;
  if (guild === null) {
    const recipients = channel.recipients.filter((user) => user !== bot);
    return { id, type, recipients, last_message_id: channel.lastMessageId, ...(name === '' ? {} : { name }) };
  }
  const shared = {
    id,
    type,
    name,
    guild_id: guild.id,
    last_message_id: channel.lastMessageId,
    rate_limit_per_user: 0,
  };
  if (!isThread(channel)) {
    const denied = guild.botPermissions & ~channel.botPermissions;
    const allowed = channel.botPermissions & ~guild.botPermissions;
    const overwrite = { id: guild.botRoleId, type: 0, allow: String(allowed), deny: String(denied) };
    return {
      ...shared,
      position: 0,
      parent_id: null,
      topic: null,
      nsfw: false,
      permission_overwrites: [overwrite],
    };
  }
  return {
    ...shared,
    parent_id: parent?.id ?? null,
    owner_id: guild.owner_id,
    message_count: channel.messages.size,
    total_message_sent: channel.messages.size,
    member_count: 1,
    thread_metadata: {
      archived: channel.archived,
      locked: channel.locked,
      auto_archive_duration: 1440,
      archive_timestamp: '2024-01-01T00:00:00.000000+00:00',
    },
    ...(channel.botJoined
      ? { member: { id, user_id: bot.id, join_timestamp: '2024-01-01T00:00:00.000000+00:00', flags: 0 } }
      : {}),
  };
}

/** A role as the API gives it, without permissions of its own. */
function roleJson({ id, name }: Pick<Role, 'id' | 'name'>): Json {
  const plain = { color: 0, hoist: false, position: 0, mentionable: false, flags: 0, icon: null };
  return { ...plain, id, name, permissions: '0', managed: false };
}

/** A server as the gateway gives it to a bot that is in it. */
export function guildJson(guild: Guild, { bot, channels }: Pick<World, 'bot' | 'channels'>): Json {
  const own = [...channels.values()].filter(
    (channel) => channel.guild === guild && botMay(channel, PERMISSIONS.viewChannel),
  );
  return {
    id: guild.id,
    name: guild.name,
    owner_id: guild.owner_id,
    preferred_locale: guild.preferred_locale,
    icon: null,
    splash: null,
    features: [],
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    system_channel_id: null,
    system_channel_flags: 0,
    premium_tier: 0,
    premium_progress_bar_enabled: false,
    afk_timeout: 300,
    afk_channel_id: null,
    large: false,
    unavailable: false,
    member_count: 2,
    joined_at: '2024-01-01T00:00:00.000000+00:00',
    roles: [
      roleJson({ id: guild.id, name: '@everyone' }),
      ...guild.roles.map(roleJson),
      {
        ...roleJson({ id: guild.botRoleId, name: bot.username }),
        permissions: String(guild.botPermissions),
        managed: true,
        tags: { bot_id: bot.id },
      },
    ],
    members: [{ ...memberJson(), roles: [guild.botRoleId], user: bot }],
    channels: own.filter((channel) => !isThread(channel)).map((channel) => channelJson(channel, bot)),
    threads: own
      .filter((channel) => isThread(channel) && !channel.archived)
      .map((channel) => channelJson(channel, bot)),
    emojis: [],
    stickers: [],
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

/** Who a text pings, where each kind is allowed to. */
export function pingsOf(
  { content, components }: Pick<Message, 'content' | 'components'>,
  allowed: AllowedMentionsBody,
  users: ReadonlyMap<string, User>,
): Pick<Message, 'mentions' | 'mention_everyone' | 'mention_roles'> {
  const said = [content, ...textsOf(components)].join('\n');
  const ids = (pattern: RegExp) => [...new Set([...said.matchAll(pattern)].map(([, id]) => id ?? ''))];
  const may = (kind: 'users' | 'roles', id: string) =>
    allowed.parse?.includes(kind) === true || allowed[kind]?.includes(id) === true;
  return {
    mentions: ids(/<@!?(\d+)>/g).flatMap((id) => (may('users', id) ? (users.get(id) ?? []) : [])),
    mention_roles: ids(/<@&(\d+)>/g).filter((id) => may('roles', id)),
    mention_everyone: /@(everyone|here)\b/.test(said) && allowed.parse?.includes('everyone') === true,
  };
}

/** What a payload makes of a message: what it does not name stays as it is. */
export function contentsFrom(
  body: MessageBody,
  held: Pick<Message, 'content' | 'embeds' | 'components' | 'flags'> | null,
): Pick<Message, 'content' | 'embeds' | 'components' | 'flags'> {
  const given = <T>(value: T | null | undefined, none: T, before: T | undefined) =>
    value === undefined ? (before ?? none) : (value ?? none);
  return {
    content: given(body.content, '', held?.content).trim(),
    embeds: given<readonly Json[]>(body.embeds, [], held?.embeds),
    components: body.components
      ? numbered(body.components)
      : body.components === null
        ? []
        : (held?.components ?? []),
    flags: flagsFrom(body.flags, held?.flags ?? 0),
  };
}

/** Flags named replace those that the bot may change; a response that is edited is no longer loading. */
function flagsFrom(given: number | null | undefined, held: number): number {
  const kept = held & ~FLAGS.loading;
  return typeof given === 'number' ? given | (kept & ~FLAGS.suppressEmbeds) : kept;
}
