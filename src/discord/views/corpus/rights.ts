import {
  ActionRowBuilder,
  ChannelSelectMenuBuilder,
  ChannelType,
  ContainerBuilder,
  channelMention,
  RoleSelectMenuBuilder,
  roleMention,
  TextDisplayBuilder,
} from 'discord.js';
import type { Phrases } from '../../../i18n/en.js';
import type { FolderLimit } from '../../../store/store.js';
import { type LIMITS, nameOf, teamIdOf } from '../../team-id.js';
import { ACCENT, buttonOf, type View } from '../view.js';
import { pathShown } from './path.js';

/** Channels and roles that a menu holds. */
const MOST_CHOSEN = 25;

/** Who reads a folder, with what changes it. */
export function rightsView(limit: FolderLimit, phrases: Phrases): View {
  const { rights: say, buttons } = phrases.corpus;
  const folder = nameOf(limit.path);
  const press = (by: (typeof LIMITS)[number]) => ({ action: 'limit', by, folder }) as const;
  const container = new ContainerBuilder()
    .setAccentColor(isLimited(limit) ? ACCENT.unsure : ACCENT.answered)
    .addTextDisplayComponents(
      new TextDisplayBuilder({
        content: `### ${say.title(pathShown(limit.path))}\n${limitLine(limit, phrases)}`,
      }),
      new TextDisplayBuilder({ content: `-# ${say.intro}` }),
    );
  const channels = new ChannelSelectMenuBuilder()
    .setCustomId(teamIdOf(press('channels')))
    .setPlaceholder(say.channels)
    .setChannelTypes(
      ChannelType.GuildText,
      ChannelType.GuildAnnouncement,
      ChannelType.GuildForum,
      ChannelType.GuildVoice,
    )
    .setMinValues(0)
    .setMaxValues(MOST_CHOSEN)
    .setDefaultChannels(...limit.channels.slice(0, MOST_CHOSEN));
  const roles = new RoleSelectMenuBuilder()
    .setCustomId(teamIdOf(press('roles')))
    .setPlaceholder(say.roles)
    .setMinValues(0)
    .setMaxValues(MOST_CHOSEN)
    .setDefaultRoles(...limit.roles.slice(0, MOST_CHOSEN));
  for (const menu of [channels, roles])
    container.addActionRowComponents(new ActionRowBuilder<typeof menu>().addComponents(menu));
  if (isLimited(limit)) {
    const button = buttonOf({ label: buttons.everybody, press: { team: press('none') } });
    container.addActionRowComponents(new ActionRowBuilder<typeof button>().addComponents(button));
  }
  return { components: [container.toJSON()] };
}

/** Where and by whom a folder is read, in words. */
export function limitLine(limit: FolderLimit, { corpus: { rights: say } }: Phrases): string {
  if (!isLimited(limit)) return say.all;
  const channels = limit.channels.map((id) => channelMention(id)).join(', ');
  return say.only(channels, limit.roles.map((id) => roleMention(id)).join(', '));
}

function isLimited({ channels, roles }: FolderLimit): boolean {
  return channels.length + roles.length > 0;
}
