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
} from 'discord.js';
import type { BotConfig } from '../config.js';
import { Failure, reasonOf } from '../failure.js';
import { createClient } from './client.js';

/** First and longest wait before Discord is asked again whether it is there, in milliseconds. */
const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 60_000;

/** What is told of a connection as it is made and lost. */
export interface ConnectionListeners {
  /** Attaches what answers to a client that is about to log in. */
  readonly attach: (client: Client) => void;
  /** Discord cannot be reached; it is asked again after `seconds`. */
  readonly onWaiting: (reason: string, seconds: number) => void;
  /** Discord will not have the bot any more: it cannot go on. */
  readonly onFatal: (failure: Failure) => void;
}

/**
 * Logs in, waiting for Discord as long as it cannot be reached.
 *
 * @returns a client that is ready
 * @throws Failure `discord-token-refused`, `discord-client-id`
 */
export async function connect(config: BotConfig, listeners: ConnectionListeners): Promise<Client<true>> {
  for (let wait = FIRST_WAIT; ; wait = Math.min(LONGEST_WAIT, 2 * wait)) {
    // A client that failed to log in is spent.
    const client = createClient(config.apiUrl);
    watch(client, listeners.onFatal);
    listeners.attach(client);
    const ready = once(client, Events.ClientReady);
    try {
      await client.login(config.token);
      await ready;
    } catch (error) {
      if (isRefusal(error)) throw new Failure('discord-token-refused', {}, { cause: error });
      listeners.onWaiting(reasonOf(error), wait / 1000);
      await sleep(wait);
      continue;
    }
    if (!client.isReady()) continue;
    const { id } = client.application;
    if (config.clientId !== null && config.clientId !== id) {
      await client.destroy();
      throw new Failure('discord-client-id', { given: config.clientId, actual: id });
    }
    return client;
  }
}

/** Tells when Discord closes the door for good, or the token stops being good. */
function watch(client: Client, onFatal: ConnectionListeners['onFatal']): void {
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
