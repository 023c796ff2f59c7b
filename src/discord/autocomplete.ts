import type { AutocompleteInteraction } from 'discord.js';
import { COMMAND } from './definitions.js';
import { CHOICES } from './limits.js';
import { languageOf, type Service } from './service.js';

/**
 * Proposes questions and topics as someone types: for `/ask` texts to send as they are, for `/fact` the
 * key of a passage. Nothing is proposed while the corpus is being loaded; any text may be sent.
 */
export async function respondToAutocomplete(
  interaction: AutocompleteInteraction,
  { library }: Service,
): Promise<void> {
  const language = languageOf(interaction.locale);
  const typed = interaction.options.getFocused();
  const isFact = interaction.commandName === COMMAND.fact;
  const suggestions = library?.suggest(typed, language, CHOICES, isFact ? ['topic'] : undefined) ?? [];
  await interaction.respond(suggestions.map(({ text, key }) => ({ name: text, value: isFact ? key : text })));
}
