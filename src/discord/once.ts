import { DiscordAPIError, RESTJSONErrorCodes } from 'discord.js';
import { DAY_MS } from '../day.js';

const { UnknownChannel, UnknownGuild, MissingAccess, MissingPermissions, CannotSendMessagesToThisUser } =
  RESTJSONErrorCodes;
const REFUSALS: ReadonlySet<string | number> = new Set([
  UnknownChannel,
  UnknownGuild,
  MissingAccess,
  MissingPermissions,
  CannotSendMessagesToThisUser,
]);

/** Does something on Discord; `refused` when Discord says that it may not be done there, or that there is no such place. */
export async function unlessRefused<T>(work: () => Promise<T>): Promise<T | 'refused'> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DiscordAPIError && REFUSALS.has(error.code)) return 'refused';
    throw error;
  }
}

/** What Discord posts one message for, however often it is sent: one a day and place, or person; at most 25 characters. */
export function nonceOfDay(id: string, now: Date): string {
  return `${BigInt(id).toString(36)}-${Math.floor(now.getTime() / DAY_MS)}`;
}
