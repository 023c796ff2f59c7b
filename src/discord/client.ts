import {
  ActivityType,
  Client,
  DefaultRestOptions,
  Events,
  GatewayIntentBits,
  Options,
  Partials,
  type PresenceData,
  type WebSocketOptions,
} from 'discord.js';
import type { ShardBlock } from '../settings.js';
import { SHARED_OPTIONS } from './views/view.js';

/** Nothing that Discord counts as privileged. */
const INTENTS = [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages];

export const LOADING: PresenceData = {
  status: 'idle',
  activities: [{ name: 'loading', state: 'Chargement… · Loading…', type: ActivityType.Custom }],
};

export const READY: PresenceData = {
  status: 'online',
  activities: [{ name: 'ready', state: '/ask · /demander', type: ActivityType.Custom }],
};

/** Private channels kept: those of more people than ever wait for an answer at the same time. */
const PRIVATE_CHANNELS = 1_000;

/** The requests a second that Discord takes of a bot, whatever its processes. */
const REQUESTS = 50;

/** The part of a bot that a client is. */
export interface Part {
  /** Null for all shards, as many as Discord wants. */
  readonly block: ShardBlock | null;
  /** Waits until a shard may identify, where other processes identify too: shards of a bucket identify one after the other. */
  readonly waitForIdentify?: (bucket: number) => Promise<void>;
}

/** A client of Discord that keeps nothing that was said. */
export function createClient(apiUrl: string, { block, waitForIdentify }: Part = { block: null }): Client {
  const client = new Client({
    intents: INTENTS,
    // Direct messages come from channels never seen before.
    partials: [Partials.Channel],
    allowedMentions: SHARED_OPTIONS.allowedMentions,
    presence: LOADING,
    shards: block?.ids ?? 'auto',
    ...(block === null ? {} : { shardCount: block.count }),
    // Its share of what the whole bot may ask, as if every process were of its size.
    rest: {
      api: apiUrl,
      makeRequest,
      globalRequestsPerSecond:
        block === null ? REQUESTS : Math.ceil((REQUESTS * block.ids.length) / block.count),
    },
    ws: waitForIdentify === undefined ? {} : { buildIdentifyThrottler: throttlerOf(waitForIdentify) },
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: 0,
      GuildMemberManager: { maxSize: 0, keepOverLimit: (member) => member.id === member.client.user.id },
      UserManager: { maxSize: 0, keepOverLimit: (user) => user.id === user.client.user.id },
      DMMessageManager: 0,
      GuildMessageManager: 0,
      PresenceManager: 0,
      ReactionManager: 0,
      ReactionUserManager: 0,
      ThreadMemberManager: 0,
      VoiceStateManager: 0,
      GuildEmojiManager: 0,
      GuildStickerManager: 0,
      GuildInviteManager: 0,
      GuildScheduledEventManager: 0,
      StageInstanceManager: 0,
      AutoModerationRuleManager: 0,
    }),
  });
  forgetPrivateChannels(client);
  return client;
}

function throttlerOf(
  waitForIdentify: (bucket: number) => Promise<void>,
): NonNullable<WebSocketOptions['buildIdentifyThrottler']> {
  return async (manager) => {
    const { session_start_limit: limit } = await manager.fetchGatewayInformation();
    return { waitForIdentify: (shard) => waitForIdentify(shard % limit.max_concurrency) };
  };
}

/** discord.js has no limit on channels, and each person who writes in private has one: the oldest are forgotten. */
function forgetPrivateChannels(client: Client): void {
  const known = new Set<string>();
  const meet = ({ guildId, channelId }: { guildId: string | null; channelId: string | null }): void => {
    if (guildId !== null || channelId === null) return;
    known.delete(channelId);
    known.add(channelId);
    const [oldest] = known;
    if (known.size <= PRIVATE_CHANNELS || oldest === undefined) return;
    known.delete(oldest);
    client.channels.cache.delete(oldest);
  };
  client.on(Events.MessageCreate, meet);
  client.on(Events.InteractionCreate, meet);
}

/**
 * As discord.js asks Discord, but a connection that the other side closed counts as one that it reset, so
 * that discord.js asks again. Nothing is done twice by that: Discord refuses a second acknowledgement, and
 * messages carry a nonce.
 */
const makeRequest: typeof DefaultRestOptions.makeRequest = async (url, init) => {
  try {
    return await DefaultRestOptions.makeRequest(url, init);
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    if (!(cause instanceof Error) || !('code' in cause) || cause.code !== 'UND_ERR_SOCKET') throw error;
    throw Object.assign(new Error(cause.message, { cause: error }), { code: 'ECONNRESET' });
  }
};
