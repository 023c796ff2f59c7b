import type { AutocompleteInteraction } from 'discord.js';
import { delivered } from './acknowledge.js';
import { offerFiles } from './corpus/files.js';
import { offerFolders } from './corpus/rights.js';
import { COMMAND } from './definitions.js';
import { CHOICES } from './limits.js';
import { libraryFor, readerOf } from './reader.js';
import { languageOf, type Service } from './service.js';

/**
 * Proposes questions and topics as someone types: for `/ask` texts to send as they are, for `/fact` the
 * key of a passage. Nothing is proposed while the corpus is being loaded; any text may be sent.
 */
export async function respondToAutocomplete(
  interaction: AutocompleteInteraction,
  service: Service,
): Promise<void> {
  if (interaction.commandName === COMMAND.corpus) return offerFiles(interaction, service);
  if (interaction.commandName === COMMAND.settings) return offerFolders(interaction, service);
  const language = languageOf(interaction.locale);
  const typed = interaction.options.getFocused();
  const isFact = interaction.commandName === COMMAND.fact;
  const kinds = isFact ? (['topic'] as const) : undefined;
  const library = await libraryFor(readerOf(interaction), service);
  const suggestions = (await library?.engine.suggest(typed, language, CHOICES, kinds)) ?? [];
  const choices = suggestions.map(({ text, key }) => ({ name: text, value: isFact ? key : text }));
  // Whoever types on is asked about again: what comes too late is not sent twice.
  await delivered(service, () => interaction.respond(choices), []);
}
