import type { ButtonInteraction, ChatInputCommandInteraction } from 'discord.js';
import { acknowledge } from '../acknowledge.js';
import { OPTION, SUBCOMMAND } from '../definitions.js';
import { readerOf } from '../reader.js';
import { phrasesOf, type Service } from '../service.js';
import { tellPrivately } from '../team/reply.js';
import { filesView, fileView } from '../views/corpus/files.js';
import { noticeOf } from '../views/team/notice.js';
import { readIn } from './drafts.js';
import { chosenFile, filesFor } from './files.js';
import { offerForm, prepareRemoval, prepareUndo } from './prepare.js';

/** Answers `/corpus`, of somebody of the team. */
export async function onCorpusCommand(
  interaction: ChatInputCommandInteraction,
  guild: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  if (service.libraries === null)
    return tellPrivately(interaction, noticeOf(phrases.discord.notices.loading), service);
  const chosen = interaction.options.getString(OPTION.document) ?? '';
  switch (interaction.options.getSubcommand()) {
    case SUBCOMMAND.add:
      return offerForm(interaction, null, service);
    case SUBCOMMAND.list:
      return showFiles(interaction, 0, service);
    case SUBCOMMAND.show:
      return showFile(interaction, chosen, service);
    case SUBCOMMAND.replace:
      return offerForm(interaction, chosen, service);
    case SUBCOMMAND.remove:
      return prepareRemoval(interaction, chosen, guild, service);
    case SUBCOMMAND.undo:
      return prepareUndo(interaction, guild, service);
  }
}

/** Shows a page of the documents. */
export async function showFiles(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  page: number,
  service: Service,
): Promise<void> {
  const files = await filesFor(readerOf(interaction), service);
  await tellPrivately(interaction, filesView(files, page, phrasesOf(interaction.locale)), service);
}

/** Shows what is read of a document. */
async function showFile(
  interaction: ChatInputCommandInteraction,
  chosen: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const acknowledgement = acknowledge(interaction, true, service);
  const file = await chosenFile(interaction, chosen, service);
  const view =
    file === null
      ? noticeOf(phrases.corpus.refused.unknown)
      : fileView(file, await readIn(service.config.corpusFolder, file.path), phrases);
  await acknowledgement.send(view);
}
