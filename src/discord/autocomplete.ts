import type { AutocompleteInteraction } from 'discord.js';
import { type Language, otherLanguage } from '../corpus/document.js';
import { subjectsMeant } from '../search/find-subject.js';
import { delivered } from './acknowledge.js';
import { offerFiles } from './corpus/files.js';
import { offerFolders } from './corpus/rights.js';
import { COMMAND } from './definitions.js';
import { CHOICE, CHOICES, cut } from './limits.js';
import { oneLine } from './markdown.js';
import { libraryFor, readerOf } from './reader.js';
import { type Library, languageOf, type Service } from './service.js';
import { markOf } from './tour-id.js';

/**
 * Proposes questions, topics and subjects as someone types: for `/ask` texts to send as they are, for `/fact` the
 * key of a passage, for `/about` the mark of a subject. Nothing is proposed while the corpus is being loaded; any text may be sent.
 */
export async function respondToAutocomplete(
  interaction: AutocompleteInteraction,
  service: Service,
): Promise<void> {
  if (interaction.commandName === COMMAND.corpus) return offerFiles(interaction, service);
  if (interaction.commandName === COMMAND.settings) return offerFolders(interaction, service);
  const language = languageOf(interaction.locale);
  const typed = interaction.options.getFocused();
  const library = await libraryFor(readerOf(interaction), service);
  if (interaction.commandName === COMMAND.about) {
    const choices = library === null ? [] : subjectChoices(typed, language, library);
    await delivered(service, () => interaction.respond(choices), []);
    return;
  }
  const isFact = interaction.commandName === COMMAND.fact;
  const kinds = isFact ? (['topic'] as const) : undefined;
  const suggestions = (await library?.engine.suggest(typed, language, CHOICES, kinds)) ?? [];
  const choices = suggestions.map(({ text, key }) => ({ name: text, value: isFact ? key : text }));
  // Whoever types on is asked about again: what comes too late is not sent twice.
  await delivered(service, () => interaction.respond(choices), []);
}

/** The subjects that may be meant, by their marks: those in the language of the asker, then those that only the other has. */
function subjectChoices(
  typed: string,
  language: Language,
  { engine }: Library,
): { name: string; value: string }[] {
  const names = [language, otherLanguage(language)].flatMap((each) =>
    subjectsMeant(typed, engine.subjects(each)).map(({ name }) => name),
  );
  const shown = new Map(names.map((name) => [labelled(name), markOf(name)]));
  return [...shown]
    .filter(([name]) => name !== '')
    .slice(0, CHOICES)
    .map(([name, value]) => ({ name, value }));
}

function labelled(name: string): string {
  return cut(oneLine(name), CHOICE);
}
