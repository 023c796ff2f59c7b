import type { MessageContextMenuCommandInteraction } from 'discord.js';
import { tellLanguage } from '../../corpus/language.js';
import { showForm } from '../acknowledge.js';
import { languageOf, phrasesOf, type Service } from '../service.js';
import { unreadableView } from '../views/notice.js';
import { answerForm } from '../views/team/forms.js';
import { guarded } from './guarded.js';
import { tellPrivately } from './reply.js';

/** Shows somebody of the team the form of an answer, with what a message says filled in. */
export async function offerToKeep(
  interaction: MessageContextMenuCommandInteraction,
  text: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  await guarded(interaction, 'keep', service, async () => {
    if (text === '') return tellPrivately(interaction, unreadableView(phrases), service);
    const language = await tellLanguage(text, languageOf(interaction.locale));
    const known = { [language]: text, source: interaction.targetMessage.url };
    await showForm(interaction, answerForm({ action: 'keep' }, '', phrases, known), service);
  });
}
