import {
  ActionRowBuilder,
  ChannelSelectMenuBuilder,
  ChannelType,
  ContainerBuilder,
  channelMention,
  RoleSelectMenuBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
} from 'discord.js';
import type { Phrases } from '../../../i18n/en.js';
import type { GuildSettings } from '../../../store/store.js';
import { type SETTINGS, teamIdOf } from '../../team-id.js';
import { ACCENT, buttonOf, type View } from '../view.js';

/** Days that what people send may be kept. */
const RETENTIONS = [7, 30, 90, 180, 365] as const;

/** The settings of a server, and what of them is as it should be. */
export interface SettingsContent {
  readonly settings: GuildSettings;
  /** Whether the bot can write in the team channel; `gone` when it is no more, or hidden from it. */
  readonly channel: 'ready' | 'forbidden' | 'gone';
  readonly hasRole: boolean;
}

/** The settings of a server, with what changes them. */
export function settingsView({ settings, channel, hasRole }: SettingsContent, phrases: Phrases): View {
  const { settings: say } = phrases.team;
  const { teamChannel, teamRole, pingsRole, retentionDays } = settings;
  const idOf = (name: (typeof SETTINGS)[number]) => teamIdOf({ action: 'setting', name });
  const lines = [
    channelLine(teamChannel, channel, phrases),
    teamRole === null ? say.roleNone : hasRole ? (pingsRole ? say.pings : say.pingsNot) : say.roleGone,
  ];
  const container = new ContainerBuilder()
    .setAccentColor(teamChannel !== null && channel === 'ready' ? ACCENT.answered : ACCENT.none)
    .addTextDisplayComponents(
      new TextDisplayBuilder({ content: `### ${say.title}\n${say.intro}` }),
      new TextDisplayBuilder({ content: lines.map((line) => `- ${line}`).join('\n') }),
    );
  const channels = new ChannelSelectMenuBuilder()
    .setCustomId(idOf('teamChannel'))
    .setPlaceholder(say.teamChannel)
    .setChannelTypes(ChannelType.GuildText, ChannelType.GuildAnnouncement)
    .setMinValues(0)
    .setMaxValues(1);
  if (teamChannel !== null && channel !== 'gone') channels.setDefaultChannels(teamChannel);
  const roles = new RoleSelectMenuBuilder()
    .setCustomId(idOf('teamRole'))
    .setPlaceholder(say.teamRole)
    .setMinValues(0)
    .setMaxValues(1);
  if (teamRole !== null && hasRole) roles.setDefaultRoles(teamRole);
  const retention = new StringSelectMenuBuilder().setCustomId(idOf('retentionDays')).addOptions(
    RETENTIONS.map((days) => ({
      label: say.retention(days),
      value: String(days),
      default: days === retentionDays,
    })),
  );
  for (const menu of [channels, roles, retention]) {
    container.addActionRowComponents(new ActionRowBuilder<typeof menu>().addComponents(menu));
  }
  if (teamRole !== null && hasRole) {
    const label = pingsRole ? say.pingsOff : say.pingsOn;
    const button = buttonOf({ label, press: { team: { action: 'setting', name: 'pingsRole' } } });
    container.addActionRowComponents(new ActionRowBuilder<typeof button>().addComponents(button));
  }
  return { components: [container.toJSON()] };
}

function channelLine(
  id: string | null,
  channel: SettingsContent['channel'],
  { team: { settings: say } }: Phrases,
): string {
  if (id === null) return say.off;
  if (channel === 'gone') return say.gone;
  return (channel === 'forbidden' ? say.cannotWrite : say.ready)(channelMention(id));
}
