import type { AutocompleteInteraction, BaseInteraction } from 'discord.js';
import type { SourceFile } from '../../search/answer.js';
import { delivered } from '../acknowledge.js';
import { CHOICES, cut, LABEL } from '../limits.js';
import { oneLine } from '../markdown.js';
import { libraryFor, type Reader, readerOf } from '../reader.js';
import type { Service } from '../service.js';
import { isOfTeam } from '../team/access.js';
import { nameOf } from '../team-id.js';

/** The files of the corpus that somebody may read, in its order. */
export async function filesFor(reader: Reader, service: Service): Promise<SourceFile[]> {
  return (await (await libraryFor(reader, service))?.engine.sourceFiles()) ?? [];
}

/** The file that was chosen: by its path, or its short name; null when somebody may not read it, or it is not there. */
export async function chosenFile(
  doing: BaseInteraction,
  chosen: string,
  service: Service,
): Promise<SourceFile | null> {
  const files = await filesFor(readerOf(doing), service);
  return files.find(({ path }) => path === chosen || nameOf(path) === chosen) ?? null;
}

/** Offers the documents that somebody of the team may read as they type. */
export async function offerFiles(interaction: AutocompleteInteraction, service: Service): Promise<void> {
  const { guildId, options } = interaction;
  const settings = guildId === null ? null : await service.store.settingsOf(guildId);
  const mayAsk = settings !== null && isOfTeam(interaction, settings);
  const files = mayAsk ? await filesFor(readerOf(interaction), service) : [];
  const choices = matchingFiles(files, options.getFocused(), CHOICES).map(({ path, source }) => ({
    name: cut(oneLine(`${path} — ${source.title}`), LABEL),
    value: nameOf(path),
  }));
  await delivered(service, () => interaction.respond(choices), []);
}

/** Those of some files whose path or title has all the words typed, at most so many. */
export function matchingFiles(files: readonly SourceFile[], typed: string, most: number): SourceFile[] {
  const words = folded(typed)
    .split(' ')
    .filter((word) => word !== '');
  const matches = ({ path, source }: SourceFile) => {
    const text = folded(`${path} ${source.title}`);
    return words.every((word) => text.includes(word));
  };
  return files.filter(matches).slice(0, most);
}

function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ');
}
