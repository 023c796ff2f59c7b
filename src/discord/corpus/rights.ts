import type {
  AnySelectMenuInteraction,
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
} from 'discord.js';
import type { FolderLimit } from '../../store/store.js';
import { delivered } from '../acknowledge.js';
import { CHOICES } from '../limits.js';
import { isWithin, limitFolder, limitsOf } from '../reader.js';
import { phrasesOf, type Service } from '../service.js';
import { mayChangeCorpus, mayManage } from '../team/access.js';
import { tellPrivately } from '../team/reply.js';
import { nameOf, type TeamPress } from '../team-id.js';
import { rightsView } from '../views/corpus/rights.js';
import { noticeOf } from '../views/team/notice.js';
import { SHARED_OPTIONS } from '../views/view.js';

/** Offers folders of the corpus, as somebody types who manages a server. */
export async function offerFolders(interaction: AutocompleteInteraction, service: Service): Promise<void> {
  const { guildId, options } = interaction;
  const typed = options.getFocused().toLowerCase();
  const mayChoose = mayManage(interaction) && mayChangeCorpus(interaction, service.config);
  const folders = guildId !== null && mayChoose ? await foldersOf(guildId, service) : [];
  const choices = folders
    .filter((folder) => folder.toLowerCase().includes(typed) && folder.length <= 100)
    .slice(0, CHOICES)
    .map((folder) => ({ name: folder, value: folder }));
  await delivered(service, () => interaction.respond(choices), []);
}

/** Shows who reads a folder, with what changes it. */
export async function showRights(
  interaction: ChatInputCommandInteraction,
  chosen: string,
  guild: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const folder = chosen.replace(/\/+$/, '');
  if (!(await foldersOf(guild, service)).includes(folder))
    return tellPrivately(interaction, noticeOf(phrases.corpus.rights.unknown), service);
  await tellPrivately(interaction, rightsView(await limitOf(folder, guild, service), phrases), service);
}

/** Changes who reads a folder, and shows it as it is then. */
export async function changeRights(
  interaction: ButtonInteraction | AnySelectMenuInteraction,
  { by, folder: name }: Extract<TeamPress, { readonly action: 'limit' }>,
  guild: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  if (!mayManage(interaction))
    return tellPrivately(interaction, noticeOf(phrases.team.settings.notManager), service);
  const folder = (await foldersOf(guild, service)).find((path) => nameOf(path) === name);
  if (folder === undefined)
    return tellPrivately(interaction, noticeOf(phrases.corpus.rights.unknown), service);
  const before = await limitOf(folder, guild, service);
  const chosen = interaction.isAnySelectMenu() ? interaction.values : [];
  const limit = by === 'none' ? { ...before, channels: [], roles: [] } : { ...before, [by]: chosen };
  if (!(await limitFolder(limit, service)))
    return tellPrivately(interaction, noticeOf(phrases.corpus.rights.unknown), service);
  const options = { ...SHARED_OPTIONS, ...rightsView(limit, phrases) };
  await delivered(service, () => interaction.update(options));
}

/** The folders of the corpus, and those that a server limits though they are gone; none that another server limits, nor what is in it. */
async function foldersOf(guild: string, service: Service): Promise<string[]> {
  const limits = await limitsOf(service);
  const files = (await service.libraries?.whole.engine.sourceFiles()) ?? [];
  const others = limits.filter((limit) => limit.guild !== guild).map(({ path }) => path);
  const found = new Set(limits.filter((limit) => limit.guild === guild).map(({ path }) => path));
  for (const { path } of files) {
    for (let end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1))
      found.add(path.slice(0, end));
  }
  return [...found].filter((folder) => !isWithin(folder, others)).sort();
}

async function limitOf(path: string, guild: string, service: Service): Promise<FolderLimit> {
  const found = (await limitsOf(service)).find((limit) => limit.path === path);
  return found ?? { path, guild, channels: [], roles: [] };
}
