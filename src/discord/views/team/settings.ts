import {
  ActionRowBuilder,
  type ButtonBuilder,
  ChannelSelectMenuBuilder,
  ChannelType,
  ContainerBuilder,
  channelMention,
  RoleSelectMenuBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
} from 'discord.js';
import type { Phrases } from '../../../i18n/en.js';
import type { FolderLimit, GuildSettings } from '../../../store/store.js';
import { type SETTINGS, teamIdOf } from '../../team-id.js';
import { pathShown } from '../corpus/path.js';
import { limitLine } from '../corpus/rights.js';
import { welcomeMenu } from '../tour.js';
import { ACCENT, buttonOf, type View } from '../view.js';

/** Days that what people send may be kept. */
const RETENTIONS = [7, 30, 90, 180, 365] as const;

/** The settings of a server, and what of them is as it should be. */
export interface SettingsContent {
  readonly settings: GuildSettings;
  /** Whether the bot can write in the team channel; `gone` when it is no more, or hidden from it. */
  readonly channel: 'ready' | 'forbidden' | 'gone';
  readonly hasRole: boolean;
  /** Folders of the corpus that not everybody reads. */
  readonly limits: readonly FolderLimit[];
}

/** The settings of a server, with what changes them. */
export function settingsView(
  { settings, channel, hasRole, limits }: SettingsContent,
  phrases: Phrases,
): View {
  const { settings: say } = phrases.team;
  const { teamChannel, teamRole, pingsRole, retentionDays, needsApproval, hasDigest } = settings;
  const idOf = (name: (typeof SETTINGS)[number]) => teamIdOf({ action: 'setting', name });
  const lines = [
    channelLine(teamChannel, channel, phrases),
    teamRole === null ? say.roleNone : hasRole ? (pingsRole ? say.pings : say.pingsNot) : say.roleGone,
    needsApproval ? phrases.corpus.settings.approval : phrases.corpus.settings.noApproval,
    ...(hasDigest && teamChannel !== null ? [phrases.corpus.settings.digest] : []),
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
  container.addActionRowComponents(welcomeMenu(phrases));
  const toggle = (name: 'pingsRole' | 'needsApproval' | 'hasDigest', label: string) =>
    buttonOf({ label, press: { team: { action: 'setting', name } } });
  const { approvalOn, approvalOff, digestOn, digestOff } = phrases.corpus.settings;
  const toggles = [
    ...(teamRole !== null && hasRole ? [toggle('pingsRole', pingsRole ? say.pingsOff : say.pingsOn)] : []),
    toggle('needsApproval', needsApproval ? approvalOff : approvalOn),
    ...(teamChannel === null ? [] : [toggle('hasDigest', hasDigest ? digestOff : digestOn)]),
  ];
  const daily = buttonOf({ label: phrases.quiz.daily.title, press: { daily: 'open' } });
  container
    .addActionRowComponents(new ActionRowBuilder<ButtonBuilder>().addComponents(...toggles, daily))
    .addTextDisplayComponents(new TextDisplayBuilder({ content: limitLines(limits, phrases) }));
  return { components: [container.toJSON()] };
}

/** Of a message's room, what the limits of folders take. */
const LIMITS_ROOM = 2000;

function limitLines(limits: readonly FolderLimit[], phrases: Phrases): string {
  const { rights } = phrases.corpus;
  const lines = limits.map((limit) => `- ${rights.line(pathShown(limit.path), limitLine(limit, phrases))}`);
  let used = 0;
  const shown = lines.filter((line) => {
    used += line.length + 1;
    return used <= LIMITS_ROOM;
  });
  const more = lines.length - shown.length;
  return [
    rights.folders,
    ...(lines.length === 0 ? [rights.all] : shown),
    ...(more > 0 ? [`-# ${phrases.corpus.draft.more(more)}`] : []),
  ].join('\n');
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
