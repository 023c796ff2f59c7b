import {
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Guild,
  PermissionFlagsBits,
} from 'discord.js';
import type { FolderLimit, GuildSettings } from '../../store/store.js';
import { delivered } from '../acknowledge.js';
import { showRights } from '../corpus/rights.js';
import { OPTION } from '../definitions.js';
import { limitsOf } from '../reader.js';
import { phrasesOf, type Service } from '../service.js';
import type { SETTINGS } from '../team-id.js';
import { noticeOf } from '../views/team/notice.js';
import { type SettingsContent, settingsView } from '../views/team/settings.js';
import { SHARED_OPTIONS, type View } from '../views/view.js';
import { mayManage } from './access.js';
import { tellPrivately } from './reply.js';

/** Days that nothing is kept for longer, nor shorter. */
const RETENTION = { least: 1, most: 3650 };

/** Shows the settings of a server. */
export async function showSettings(
  interaction: ChatInputCommandInteraction,
  guild: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  if (!mayManage(interaction))
    return tellPrivately(interaction, noticeOf(phrases.team.settings.notManager), service);
  const folder = interaction.options.getString(OPTION.folder);
  if (folder !== null) return showRights(interaction, folder, guild, service);
  const settings = await service.store.settingsOf(guild);
  const limits = await limitsIn(guild, service);
  await tellPrivately(interaction, viewOf(settings, limits, interaction), service);
}

/** Changes a setting, and shows them all as they are then. */
export async function changeSetting(
  interaction: ButtonInteraction | AnySelectMenuInteraction,
  name: (typeof SETTINGS)[number],
  guild: string,
  service: Service,
): Promise<void> {
  const { store } = service;
  if (!mayManage(interaction)) {
    const { notManager } = phrasesOf(interaction.locale).team.settings;
    return tellPrivately(interaction, noticeOf(notManager), service);
  }
  const before = await store.settingsOf(guild);
  const [chosen = null] = interaction.isAnySelectMenu() ? interaction.values : [];
  const settings = await store.changeSettings(guild, changeOf(name, chosen, before));
  const options = { ...SHARED_OPTIONS, ...viewOf(settings, await limitsIn(guild, service), interaction) };
  await delivered(service, () => interaction.update(options));
}

function changeOf(
  name: (typeof SETTINGS)[number],
  chosen: string | null,
  before: GuildSettings,
): Partial<GuildSettings> {
  switch (name) {
    case 'teamChannel':
    case 'teamRole':
      return { [name]: chosen };
    case 'pingsRole':
    case 'needsApproval':
    case 'hasDigest':
      return { [name]: !before[name] };
    case 'retentionDays': {
      const days = Number(chosen);
      const isAllowed = Number.isInteger(days) && days >= RETENTION.least && days <= RETENTION.most;
      return isAllowed ? { retentionDays: days } : {};
    }
  }
}

/** The folders that a server limits. */
async function limitsIn(guild: string, service: Service): Promise<FolderLimit[]> {
  return (await limitsOf(service)).filter((limit) => limit.guild === guild);
}

function viewOf(
  settings: GuildSettings,
  limits: readonly FolderLimit[],
  { guild, locale }: ChatInputCommandInteraction | ButtonInteraction | AnySelectMenuInteraction,
): View {
  const { teamChannel, teamRole } = settings;
  const hasRole = teamRole !== null && (guild?.roles.cache.has(teamRole) ?? false);
  return settingsView({ settings, limits, channel: stateOf(teamChannel, guild), hasRole }, phrasesOf(locale));
}

function stateOf(id: string | null, guild: Guild | null): SettingsContent['channel'] {
  const me = guild?.members.me;
  const channel = id === null ? undefined : guild?.channels.cache.get(id);
  if (channel === undefined || me === null || me === undefined) return 'gone';
  const may = channel.permissionsFor(me);
  if (!may.has(PermissionFlagsBits.ViewChannel)) return 'gone';
  return may.has(PermissionFlagsBits.SendMessages) ? 'ready' : 'forbidden';
}
