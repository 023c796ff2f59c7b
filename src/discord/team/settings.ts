import {
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Guild,
  PermissionFlagsBits,
} from 'discord.js';
import type { GuildSettings } from '../../store/store.js';
import { delivered } from '../acknowledge.js';
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
  const settings = await service.store.settingsOf(guild);
  await tellPrivately(interaction, viewOf(settings, interaction), service);
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
  const options = { ...SHARED_OPTIONS, ...viewOf(settings, interaction) };
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
      return { pingsRole: !before.pingsRole };
    case 'retentionDays': {
      const days = Number(chosen);
      const isAllowed = Number.isInteger(days) && days >= RETENTION.least && days <= RETENTION.most;
      return isAllowed ? { retentionDays: days } : {};
    }
  }
}

function viewOf(
  settings: GuildSettings,
  { guild, locale }: ChatInputCommandInteraction | ButtonInteraction | AnySelectMenuInteraction,
): View {
  const { teamChannel, teamRole } = settings;
  const hasRole = teamRole !== null && (guild?.roles.cache.has(teamRole) ?? false);
  return settingsView({ settings, channel: stateOf(teamChannel, guild), hasRole }, phrasesOf(locale));
}

function stateOf(id: string | null, guild: Guild | null): SettingsContent['channel'] {
  const me = guild?.members.me;
  const channel = id === null ? undefined : guild?.channels.cache.get(id);
  if (channel === undefined || me === null || me === undefined) return 'gone';
  const may = channel.permissionsFor(me);
  if (!may.has(PermissionFlagsBits.ViewChannel)) return 'gone';
  return may.has(PermissionFlagsBits.SendMessages) ? 'ready' : 'forbidden';
}
