import {
  DiscordAPIError,
  HTTPError,
  PermissionFlagsBits,
  type RateLimitData,
  RateLimitError,
  REST,
  RESTJSONErrorCodes,
  Routes,
} from 'discord.js';
import { z } from 'zod';
import { Failure, systemReasonOf } from '../failure.js';
import type { Written } from '../i18n/commands-en.js';
import { type CommandDiff, StoredCommand } from './command-diff.js';

/** Whose commands, and where. */
export interface Target {
  readonly applicationId: string;
  /** The only server to have them; null for everywhere. */
  readonly guildId: string | null;
}

/** What the bot does in a server, and so what whoever adds it is asked to allow. */
export const PERMISSIONS =
  PermissionFlagsBits.ViewChannel |
  PermissionFlagsBits.SendMessages |
  PermissionFlagsBits.SendMessagesInThreads |
  PermissionFlagsBits.ReadMessageHistory |
  PermissionFlagsBits.EmbedLinks;

/** Discord's own waits are seconds long; hours, when too many commands were created in a day. */
const LONGEST_WAIT_MS = 5 * 60_000;

/** Codes of the HTTP client and of name resolution, as the system's codes that mean the same to a person. */
const SYSTEM_CODES = new Map([
  ['EAI_AGAIN', 'ENOTFOUND'],
  ['UND_ERR_CONNECT_TIMEOUT', 'ETIMEDOUT'],
  ['UND_ERR_HEADERS_TIMEOUT', 'ETIMEDOUT'],
  ['UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'],
  ['UND_ERR_SOCKET', 'ECONNRESET'],
]);

/** What is read of an application. */
const Application = z.object({
  id: z.string(),
  name: z.string(),
  /** Bits of ApplicationFlags. */
  flags: z.number().default(0),
  integration_types_config: z.record(z.string(), z.unknown()).nullish(),
});

/** The application that a token belongs to. */
export type Application = z.infer<typeof Application>;

/**
 * Discord's HTTP API. A wait that Discord asks for is told and kept, unless it is longer than anybody would
 * look on.
 *
 * @param onWait Told of every wait that is kept, in milliseconds.
 */
export function createRest(token: string, apiUrl: string, onWait: (ms: number) => void): REST {
  // Asked before every wait; the event that discord.js has for it leaves out some of them.
  const rejectOnRateLimit = ({ retryAfter }: RateLimitData): boolean => {
    if (retryAfter > LONGEST_WAIT_MS) return true;
    onWait(retryAfter);
    return false;
  };
  return new REST({ api: apiUrl, rejectOnRateLimit }).setToken(token);
}

/**
 * The application that the token belongs to.
 *
 * @param clientId The application it is meant to be; null for any.
 * @throws Failure `discord-client-id` when it is another.
 */
export async function fetchApplication(rest: REST, clientId: string | null): Promise<Application> {
  const application = Application.parse(await rest.get(Routes.currentApplication()));
  if (clientId !== null && clientId !== application.id) {
    throw new Failure('discord-client-id', { given: clientId, actual: application.id });
  }
  return application;
}

/**
 * Reads the commands that Discord has.
 *
 * @throws ZodError when what answers is not Discord.
 */
export async function fetchCommands(rest: REST, target: Target): Promise<StoredCommand[]> {
  const query = new URLSearchParams({ with_localizations: 'true' });
  return z.array(StoredCommand).parse(await rest.get(routeOf(target), { query }));
}

/**
 * Writes the differences one by one, so that what is as it should be is not touched. Those removed go
 * first: a name in some language may pass from one of them to another command.
 */
export async function writeDiff(rest: REST, target: Target, diff: CommandDiff): Promise<Written> {
  const all = routeOf(target);
  const one = (id: string): `/${string}` => `${all}/${id}`;
  for (const { id } of diff.removed) await remove(rest, one(id));
  for (const { id, body } of diff.changed) await rest.patch(one(id), { body });
  for (const { body } of diff.created) await rest.post(all, { body });
  return {
    created: diff.created.length,
    changed: diff.changed.length,
    removed: diff.removed.length,
  };
}

/** What somebody can do about anything thrown on the way to Discord; what is none of that comes back as it is. */
export function failureOf(error: unknown, apiUrl: string, guildId: string | null): unknown {
  const unreachable = (reason: string): Failure =>
    new Failure('discord-unreachable', { address: apiUrl, reason }, { cause: error });
  if (error instanceof Failure) return error;
  if (error instanceof DiscordAPIError)
    return refusalOf(error, guildId) ?? unreachable(`HTTP ${error.status}`);
  if (error instanceof HTTPError) return unreachable(`HTTP ${error.status}`);
  if (error instanceof RateLimitError) {
    return new Failure('discord-wait', { minutes: Math.ceil(error.retryAfter / 60_000) }, { cause: error });
  }
  if (error instanceof z.ZodError || error instanceof SyntaxError) return unreachable('EPROTO');
  if (error instanceof Error && error.name === 'AbortError') return unreachable('ETIMEDOUT');
  const code = systemReasonOf(error);
  return /^[A-Z][A-Z0-9_]+$/.test(code) ? unreachable(SYSTEM_CODES.get(code) ?? code) : error;
}

/** Why Discord said no; null when the answer has no code of Discord's, and so comes from somewhere else. */
function refusalOf(error: DiscordAPIError, guildId: string | null): Failure | null {
  const { code, status, message } = error;
  if (status === 401) return new Failure('discord-token-refused', {}, { cause: error });
  if (
    guildId !== null &&
    (code === RESTJSONErrorCodes.MissingAccess || code === RESTJSONErrorCodes.UnknownGuild)
  ) {
    return new Failure('discord-guild', { guild: guildId }, { cause: error });
  }
  if (!(Number(code) > 0)) return null;
  const reason = `${message.replaceAll('\n', '; ')} (${code})`;
  return new Failure('discord-refused', { reason }, { cause: error });
}

/** Removes a command. One that is gone already, for instance by a request that was repeated, is as wanted. */
async function remove(rest: REST, route: `/${string}`): Promise<void> {
  try {
    await rest.delete(route);
  } catch (error) {
    const gone = RESTJSONErrorCodes.UnknownApplicationCommand;
    if (!(error instanceof DiscordAPIError) || error.code !== gone) throw error;
  }
}

function routeOf({ applicationId, guildId }: Target): `/${string}` {
  return guildId === null
    ? Routes.applicationCommands(applicationId)
    : Routes.applicationGuildCommands(applicationId, guildId);
}
