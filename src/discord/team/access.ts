import { setTimeout as sleep } from 'node:timers/promises';
import {
  type AnySelectMenuInteraction,
  type BaseInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
  PermissionFlagsBits,
  type SendableChannels,
} from 'discord.js';
import type { BotConfig } from '../../bot-config.js';
import { Failure } from '../../failure.js';
import type { GuildSettings } from '../../store/store.js';
import type { Service } from '../service.js';

/** How long an answer waits for the store, in milliseconds: Discord wants it acknowledged within three seconds. */
const PATIENCE = 1_000;

/** Anything that somebody does in a server, and is answered. */
export type Doing =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | AnySelectMenuInteraction
  | ModalSubmitInteraction;

/** Whether somebody may change the settings of the server they are in. */
export function mayManage({ memberPermissions }: Pick<BaseInteraction, 'memberPermissions'>): boolean {
  return memberPermissions?.has(PermissionFlagsBits.ManageGuild) ?? false;
}

/** Whether somebody is of the team of the server they are in. */
export function isOfTeam(
  doing: Pick<BaseInteraction, 'memberPermissions' | 'member'>,
  { teamRole }: GuildSettings,
): boolean {
  if (mayManage(doing)) return true;
  const roles = doing.member?.roles;
  if (teamRole === null || roles === undefined) return false;
  return Array.isArray(roles) ? roles.includes(teamRole) : roles.cache.has(teamRole);
}

/** A place where something is done, and the servers that the bot is in. */
interface Whereabouts {
  readonly guildId: string | null;
  readonly client: {
    readonly guilds: { readonly cache: Pick<ReadonlyMap<string, unknown>, 'has' | 'size'> };
  };
}

/**
 * Whether the corpus, which is the same in all servers, and who reads it may be changed from a server: from those that
 * the operator names; unless any is named, from the one that commands are deployed to, or the only one that the bot is in.
 */
export function mayChangeCorpus(
  { guildId, client }: Whereabouts,
  { corpusServers, guildId: deployedTo, shards }: Pick<BotConfig, 'corpusServers' | 'guildId' | 'shards'>,
): boolean {
  if (guildId === null) return false;
  if (corpusServers !== null) return corpusServers.includes(guildId);
  if (deployedTo !== null) return guildId === deployedTo;
  const { cache } = client.guilds;
  // Whoever serves some of the shards sees some of the servers.
  return shards === null && cache.size === 1 && cache.has(guildId);
}

/** A channel that the bot may write in; null when it is gone, or the bot may not see it. */
export async function sendable(client: Client, id: string): Promise<SendableChannels | null> {
  const channel = await client.channels.fetch(id).catch(() => null);
  return channel?.isSendable() ? channel : null;
}

/** Whether a server has a team that questions can be sent to; an answer never fails for want of it. */
export async function hasTeam(guild: string | null, { store, log }: Service): Promise<boolean> {
  if (guild === null) return false;
  try {
    const tooLate = sleep(PATIENCE, null, { ref: false });
    const settings = await Promise.race([store.settingsOf(guild), tooLate]);
    if (settings === null) throw new Failure('store-locked', { file: 'STORE' });
    return settings.teamChannel !== null;
  } catch (error) {
    log.error({ event: 'store', error });
    return false;
  }
}
