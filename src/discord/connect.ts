import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Client,
  DiscordAPIError,
  DiscordjsError,
  DiscordjsErrorCodes,
  Events,
  GatewayCloseCodes,
  RESTEvents,
  Status,
} from 'discord.js';
import type { BotConfig } from '../bot-config.js';
import { Failure, systemReasonOf } from '../failure.js';
import { createClient, type Part } from './client.js';

/** Times of a connection, in milliseconds. */
export interface ConnectionTimes {
  /** First and longest wait before Discord is asked again whether it is there. */
  readonly firstWait: number;
  readonly longestWait: number;
  /** How long a login may take. */
  readonly login: number;
  /** After so long without a session, a client is taken to have given up. */
  readonly deaf: number;
  /** After so long without an answered heartbeat too: Discord asks for one every 41 seconds. */
  readonly silent: number;
}

const TIMES: ConnectionTimes = {
  firstWait: 1_000,
  longestWait: 60_000,
  login: 120_000,
  deaf: 60_000,
  silent: 180_000,
};

/** Looks at a client within the time after which it counts as deaf. */
const LOOKS = 10;

/** How long a polite goodbye may take, in milliseconds: the network may be gone. */
const GOODBYE = 2_000;

/** What is told of a connection as it is made and lost. */
export interface ConnectionListeners {
  /** Attaches what answers to a client that is about to log in. */
  readonly attach: (client: Client) => void;
  /** A client is logged in: the first, or one that takes the place of another. */
  readonly onReady: (client: Client<true>) => void;
  /** Discord cannot be reached; it is asked again after `seconds`. */
  readonly onWaiting: (reason: string, seconds: number) => void;
  /** A client has lost Discord and does not find it again: another takes its place. */
  readonly onDeaf: () => void;
  /** Discord will not have the bot any more: it cannot go on. */
  readonly onFatal: (failure: Failure) => void;
}

/** The bot's connection to Discord, whichever client holds it. */
export interface Connection {
  /** The client that is logged in; null while there is none. */
  readonly client: Client<true> | null;
  /** Whether Discord is heard at this moment. */
  isReady(): boolean;
  /**
   * Logs in, waiting for Discord as long as it cannot be reached, and stays logged in.
   *
   * @throws Failure `discord-token-refused`, `discord-client-id`
   */
  open(): Promise<void>;
  /** Logs out. */
  close(): Promise<void>;
}

/**
 * A connection that outlives its client: discord.js finds its way back from most of what happens to a
 * connection, and where it does not, a fresh client logs in.
 */
export function createConnection(
  config: Pick<BotConfig, 'apiUrl' | 'token' | 'clientId'>,
  listeners: ConnectionListeners,
  times: ConnectionTimes = TIMES,
  part?: Part,
): Connection {
  let client: Client<true> | null = null;
  let closed = false;
  let watch: NodeJS.Timeout | undefined;
  /** When Discord was last heard, and since when it has been without a break (`Date.now()`). */
  let heardAt = 0;
  let hearingSince: number | null = null;

  async function logIn(): Promise<void> {
    for (let wait = times.firstWait; !closed; wait = Math.min(times.longestWait, 2 * wait)) {
      const fresh = createClient(config.apiUrl, part);
      watchForTheEnd(fresh, listeners.onFatal);
      listeners.attach(fresh);
      try {
        const ready = await loggedIn(fresh, config.token, times.login);
        checkApplication(ready, config.clientId);
        client = ready;
        heardAt = Date.now();
        hearingSince = null;
        listeners.onReady(ready);
        return;
      } catch (error) {
        discard(fresh);
        if (error instanceof Failure) throw error;
        if (isRefusal(error)) throw new Failure('discord-token-refused', {}, { cause: error });
        listeners.onWaiting(systemReasonOf(error), wait / 1000);
        await sleep(wait);
      }
    }
  }

  function isReady(): boolean {
    return client?.ws.shards.every(({ status }) => status === Status.Ready) ?? false;
  }

  /** Whether Discord has not been heard for longer than discord.js needs to find it again. */
  function isDeaf({ ws }: Client): boolean {
    const now = Date.now();
    if (!isReady()) {
      hearingSince = null;
      return now - heardAt > times.deaf;
    }
    heardAt = now;
    hearingSince ??= now;
    const oldest = Math.min(...ws.shards.map(({ lastPingTimestamp }) => lastPingTimestamp));
    return now - Math.max(hearingSince, oldest) > times.silent;
  }

  async function look(): Promise<void> {
    if (client === null || !isDeaf(client)) return;
    listeners.onDeaf();
    discard(client);
    client = null;
    try {
      await logIn();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      listeners.onFatal(error);
    }
  }

  return {
    get client() {
      return client;
    },
    isReady,
    async open() {
      await logIn();
      watch = setInterval(() => void look(), times.deaf / LOOKS);
    },
    async close() {
      closed = true;
      clearInterval(watch);
      if (client !== null) await Promise.race([client.destroy(), sleep(GOODBYE)]);
      client = null;
    },
  };
}

/** Logs a client in, and waits until it knows its servers. */
async function loggedIn(client: Client, token: string, limit: number): Promise<Client<true>> {
  const over = new AbortController();
  const ready = once(client, Events.ClientReady, { signal: over.signal });
  ready.catch(() => {}); // told below, unless logging in fails first
  // Trying again is done, and told, by whoever logs in.
  const { retries } = client.rest.options;
  client.rest.options.retries = 0;
  const tooLate = sleep(limit, undefined, { signal: over.signal }).then(() => {
    throw Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' });
  });
  tooLate.catch(() => {});
  try {
    await Promise.race([client.login(token).then(() => ready), tooLate]);
  } finally {
    over.abort();
    client.rest.options.retries = retries;
  }
  if (!client.isReady()) throw new Error('not ready');
  return client;
}

function checkApplication({ application: { id } }: Client<true>, wanted: string | null): void {
  if (wanted !== null && wanted !== id) throw new Failure('discord-client-id', { given: wanted, actual: id });
}

/**
 * Gives a client up, so that it does nothing any more. A shard that is between two tries would otherwise
 * connect again, whatever became of its client, and everything would be answered twice: it is left waiting
 * for the session that it asks for first.
 */
function discard(client: Client): void {
  client.removeAllListeners();
  client.on(Events.Error, () => {});
  const strand = (): void => {
    for (const shard of client.ws.shards.values()) Reflect.set(shard, 'sessionInfo', new Promise(() => {}));
  };
  client.destroy().then(strand, strand);
}

/** Tells when Discord closes the door for good, or the token stops being good. */
function watchForTheEnd(client: Client, onFatal: ConnectionListeners['onFatal']): void {
  client.on(Events.ShardDisconnect, ({ code }) => onFatal(failureOfClose(code)));
  client.rest.on(RESTEvents.Response, ({ data }, { status }) => {
    // After one such answer discord.js forgets the token, and nothing works any more.
    if (status === 401 && data.auth !== false) onFatal(new Failure('discord-token-refused', {}));
  });
}

function failureOfClose(code: number): Failure {
  switch (code) {
    case GatewayCloseCodes.AuthenticationFailed:
      return new Failure('discord-token-refused', {});
    case GatewayCloseCodes.InvalidIntents:
    case GatewayCloseCodes.DisallowedIntents:
      return new Failure('discord-intents', { code });
    default:
      return new Failure('discord-closed', { code });
  }
}

/** Whether Discord says that the token is no good. */
function isRefusal(error: unknown): boolean {
  if (error instanceof DiscordjsError) return error.code === DiscordjsErrorCodes.TokenInvalid;
  return error instanceof DiscordAPIError && error.status === 401;
}
