import { setTimeout as sleep } from 'node:timers/promises';
import {
  type APIModalInteractionResponseCallbackData,
  type CommandInteraction,
  DiscordAPIError,
  HTTPError,
  type InteractionReplyOptions,
  type MessageComponentInteraction,
  MessageFlags,
  RESTJSONErrorCodes,
  type RepliableInteraction,
} from 'discord.js';
import { reasonOf } from '../failure.js';
import type { Service } from './service.js';
import { SHARED_OPTIONS, type View } from './views/view.js';

/** A wait from which it is told at once that the answer takes long, in milliseconds. */
export const LONG_WAIT = 1_000;
/** Milliseconds after which an answer still awaited is announced: half of what Discord gives. */
export const DEFER_AFTER = 1_500;
/** Waits before what Discord or the network failed is sent again, in milliseconds. */
const AGAIN_AFTER = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000];
/** Of these, the waits that an acknowledgement has time for. */
const AGAIN_IN_TIME = AGAIN_AFTER.slice(0, 3);

/** How one interaction is answered: at once, or, when that takes long, first with a sign of life. */
export interface Acknowledgement {
  /** Tells Discord that the answer takes long. */
  defer(): Promise<void>;
  /** Shows the answer; false when Discord no longer takes it. */
  send(view: View): Promise<boolean>;
  /** Milliseconds from the interaction to its acknowledgement; null before it. */
  readonly afterMs: number | null;
}

/**
 * Answers an interaction once, whatever comes first: its answer, or half of the time that Discord gives.
 *
 * @param hidden whether only the asker is to see the answer
 */
export function acknowledge(
  interaction: RepliableInteraction,
  hidden: boolean,
  service: Service,
): Acknowledgement {
  const received = performance.now();
  let deferred: Promise<boolean> | null = null;
  let afterMs: number | null = null;
  const timer = setTimeout(() => void defer(), DEFER_AFTER);

  async function acknowledged(send: () => Promise<unknown>): Promise<boolean> {
    const arrived = await delivered(service, send, AGAIN_IN_TIME);
    if (arrived) {
      afterMs = performance.now() - received;
      service.metrics.acknowledged(afterMs);
    }
    return arrived;
  }

  async function defer(): Promise<void> {
    clearTimeout(timer);
    deferred ??= acknowledged(() => interaction.deferReply(hidden ? { flags: MessageFlags.Ephemeral } : {}));
    // Also when the answer to a first try was lost and the second was told that it is done.
    if (await deferred) interaction.deferred = true;
  }

  async function send(view: View): Promise<boolean> {
    clearTimeout(timer);
    if (deferred === null) return acknowledged(() => interaction.reply(replyOptions(view, hidden)));
    await defer();
    return (
      (await deferred) && delivered(service, () => interaction.editReply({ ...SHARED_OPTIONS, ...view }))
    );
  }

  return {
    defer,
    send,
    get afterMs() {
      return afterMs;
    },
  };
}

/** What a reply is sent with. */
export function replyOptions(view: View, hidden: boolean): InteractionReplyOptions {
  const { flags } = SHARED_OPTIONS;
  return { ...SHARED_OPTIONS, ...view, flags: hidden ? flags | MessageFlags.Ephemeral : flags };
}

/**
 * Sends something, again when Discord's servers or the network fail, and says whether it arrived. That an
 * interaction is acknowledged already is no failure: the answer to a first try was lost.
 */
export async function delivered(
  { log, metrics }: Pick<Service, 'log' | 'metrics'>,
  send: () => Promise<unknown>,
  waits = AGAIN_AFTER,
): Promise<boolean> {
  try {
    await retried(send, waits);
    return true;
  } catch (error) {
    if (codeOf(error) === RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) return true;
    if (codeOf(error) === RESTJSONErrorCodes.UnknownInteraction) metrics.late();
    undelivered(log, error);
    return false;
  }
}

/** As `delivered`, and gives what Discord answers; null when it refuses. */
export async function obtained<T>({ log }: Pick<Service, 'log'>, send: () => Promise<T>): Promise<T | null> {
  try {
    return await retried(send, AGAIN_AFTER);
  } catch (error) {
    undelivered(log, error);
    return null;
  }
}

/** Shows a form to whoever pressed, which acknowledges the press. */
export async function showForm(
  interaction: MessageComponentInteraction | CommandInteraction,
  form: APIModalInteractionResponseCallbackData,
  service: Service,
): Promise<void> {
  await delivered(service, () => interaction.showModal(form), AGAIN_IN_TIME);
}

function undelivered(log: Service['log'], error: unknown): void {
  log.warn({ event: 'undelivered', code: codeOf(error), reason: reasonOf(error) });
}

/** Discord's number for what it refuses; null for any other error. */
function codeOf(error: unknown): string | number | null {
  return error instanceof DiscordAPIError ? error.code : null;
}

/** Does something on Discord, again when its servers or the network fail. */
async function retried<T>(send: () => Promise<T>, waits: readonly number[]): Promise<T> {
  for (const wait of waits) {
    try {
      return await send();
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    await sleep(wait);
  }
  return send();
}

/** Whether an error speaks of the network or of Discord's servers, not of what was sent. */
function isPassing(error: unknown): boolean {
  if (error instanceof HTTPError) return error.status >= 500;
  if (!(error instanceof Error) || error instanceof DiscordAPIError) return false;
  // What Node and undici name; discord.js gives up waiting for an answer with an AbortError.
  return (
    error.name === 'AbortError' || ('code' in error && /^(?:E[A-Z]+|UND_ERR_\w+)$/.test(String(error.code)))
  );
}
