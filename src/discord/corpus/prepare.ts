import { basename } from 'node:path';
import type { ButtonInteraction, ChatInputCommandInteraction, ModalSubmitInteraction } from 'discord.js';
import { type About, isAsOf } from '../../corpus/about.js';
import { newFilePath } from '../../corpus/added-file.js';
import { LANGUAGES } from '../../corpus/document.js';
import { extensionOf } from '../../corpus/formats/extensions.js';
import type { Phrases } from '../../i18n/en.js';
import type { Change, Draft, NewDraft } from '../../store/store.js';
import { acknowledge, showForm } from '../acknowledge.js';
import { escapeWithin, oneLine } from '../markdown.js';
import { hiddenFrom, isWithin, limitsOf, readerOf } from '../reader.js';
import { phrasesOf, type Service } from '../service.js';
import type { Doing } from '../team/access.js';
import { tellPrivately } from '../team/reply.js';
import { nameOf, type TeamPress } from '../team-id.js';
import { draftView } from '../views/corpus/draft.js';
import { documentForm, FIELD } from '../views/corpus/form.js';
import { noticeOf } from '../views/team/notice.js';
import type { View } from '../views/view.js';
import { download, MOST_BYTES } from './download.js';
import { putAside, readDraft, throwAway } from './drafts.js';
import { chosenFile } from './files.js';

/** Published changes that are looked through for the last one that somebody may undo. */
const LOOKED_BACK = 50;

/** Shows the form of a new document, or of one to be put in the place of another. */
export async function offerForm(
  interaction: ChatInputCommandInteraction,
  replaced: string | null,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const megabytes = MOST_BYTES / 1e6;
  if (replaced === null) return showForm(interaction, documentForm(null, megabytes, phrases), service);
  const file = await chosenFile(interaction, replaced, service);
  if (file === null) return tellPrivately(interaction, noticeOf(phrases.corpus.refused.unknown), service);
  const { title, asOf, url, publisher } = file.source;
  const known = { title, asOf: asOf ?? '', source: url ?? publisher ?? '' };
  await showForm(interaction, documentForm({ file: nameOf(file.path), known }, megabytes, phrases), service);
}

/** Files that were taken of late, by Discord's ids of them: a form may be submitted twice. */
const taken = new Set<string>();
const MOST_TAKEN = 100;

/** Takes the file of a form, and shows what was read of it. Nothing is published yet. */
export async function takeDocument(
  interaction: ModalSubmitInteraction,
  press: Extract<TeamPress, { readonly action: 'upload' }>,
  guild: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const acknowledgement = acknowledge(interaction, true, service);
  const attachment = interaction.fields.getUploadedFiles(FIELD.file, true).first();
  if (attachment === undefined) return void acknowledgement.send(noticeOf(phrases.corpus.refused.empty));
  if (taken.has(attachment.id)) return void acknowledgement.send(noticeOf(phrases.corpus.refused.twice));
  taken.add(attachment.id);
  const [oldest] = taken;
  if (taken.size > MOST_TAKEN && oldest !== undefined) taken.delete(oldest);
  const made = await documentIn(interaction, attachment, press, guild, phrases, service);
  // What was refused may be sent again.
  if (typeof made === 'string') taken.delete(attachment.id);
  await acknowledgement.send(
    typeof made === 'string' ? noticeOf(made) : await viewOfDraft(made, phrases, service),
  );
}

/** The draft of a form's file; why there is none. */
async function documentIn(
  interaction: ModalSubmitInteraction,
  attachment: { readonly name: string; readonly size: number; readonly url: string },
  { file }: Extract<TeamPress, { readonly action: 'upload' }>,
  guild: string,
  phrases: Phrases,
  service: Service,
): Promise<Draft | string> {
  const { refused } = phrases.corpus;
  const read = (name: string) => oneLine(interaction.fields.getTextInputValue(name));
  const about: About = { title: read(FIELD.title), asOf: read(FIELD.asOf), source: read(FIELD.source) };
  if (about.asOf !== '' && !isAsOf(about.asOf)) return refused.date(escapeWithin(about.asOf, 40));
  const replaced = file === null ? null : await chosenFile(interaction, file, service);
  if (file !== null && replaced === null) return refused.unknown;
  const extension = extensionOf(attachment.name);
  const before = replaced === null ? null : extensionOf(replaced.path);
  if (before !== null && before !== extension) return refused.ending(before);
  const bytes = await download(attachment, phrases, service);
  if (typeof bytes === 'string') return bytes;
  const title = about.title === '' ? attachment.name.replace(/\.[^.]*$/, '') : about.title;
  const [chosen] = interaction.fields.fields.has(FIELD.language)
    ? interaction.fields.getStringSelectValues(FIELD.language)
    : [];
  const language = LANGUAGES.find((one) => one === chosen) ?? null;
  const path = replaced?.path ?? newFilePath(service.config.corpusFolder, title, language, extension ?? '');
  const draft: NewDraft = {
    guild,
    author: interaction.user.id,
    action: replaced === null ? 'add' : 'replace',
    path,
    file: basename(path),
    undoes: null,
    preparedAt: new Date().toISOString(),
  };
  const id = await service.store.addDraft(draft);
  try {
    await putAside(id, draft.file ?? '', bytes, about, service);
  } catch (error) {
    service.log.error({ event: 'unkept', error });
    await service.store.deleteDraft(id);
    await throwAway(id, service).catch(() => undefined);
    return refused.state;
  }
  return { ...draft, id };
}

/** Prepares to take a document out of the corpus. */
export async function prepareRemoval(
  interaction: ChatInputCommandInteraction,
  chosen: string,
  guild: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const file = await chosenFile(interaction, chosen, service);
  if (file === null) return tellPrivately(interaction, noticeOf(phrases.corpus.refused.unknown), service);
  await prepare(interaction, { guild, action: 'remove', path: file.path, undoes: null }, service);
}

/** Prepares to undo the last change that was made in a server and is not undone. */
export async function prepareUndo(
  interaction: ChatInputCommandInteraction,
  guild: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const hidden = hiddenFrom(readerOf(interaction), await limitsOf(service));
  const changes = await service.store.changes(guild, LOOKED_BACK);
  const last = changes.find(
    ({ action, undoneAt, path }) => action !== 'undo' && undoneAt === null && !isWithin(path, hidden),
  );
  if (last === undefined)
    return tellPrivately(interaction, noticeOf(phrases.corpus.refused.nothingToUndo), service);
  await prepare(interaction, { guild, action: 'undo', path: last.path, undoes: last.id }, service);
}

async function prepare(
  interaction: ChatInputCommandInteraction,
  change: Pick<NewDraft, 'guild' | 'action' | 'path' | 'undoes'>,
  service: Service,
): Promise<void> {
  const preparedAt = new Date().toISOString();
  const draft = { ...change, author: interaction.user.id, file: null, preparedAt };
  const id = await service.store.addDraft(draft);
  const view = await viewOfDraft({ ...draft, id }, phrasesOf(interaction.locale), service);
  await tellPrivately(interaction, view, service);
}

/** Shows a change that waits to somebody else. */
export async function seeDraft(interaction: ButtonInteraction, id: string, service: Service): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const acknowledgement = acknowledge(interaction, true, service);
  const draft = await draftFor(interaction, id, service);
  await acknowledgement.send(
    draft === null ? noticeOf(phrases.corpus.refused.gone) : await viewOfDraft(draft, phrases, service),
  );
}

/** Throws a change away that waits. */
export async function discardDraft(
  interaction: ButtonInteraction,
  id: string,
  service: Service,
): Promise<void> {
  const { done, refused } = phrasesOf(interaction.locale).corpus;
  const draft = await draftFor(interaction, id, service);
  const isMine = draft !== null && (await service.store.deleteDraft(id));
  if (isMine) await throwAway(id, service);
  await tellPrivately(interaction, noticeOf(isMine ? done.discarded : refused.gone), service);
}

/** A change that waits in the server where something is done; null when there is none, or it is not for whoever does it. */
export async function draftFor(doing: Doing, id: string, service: Service): Promise<Draft | null> {
  const draft = await service.store.draft(id);
  if (draft === null || draft.guild !== doing.guildId) return null;
  const hidden = hiddenFrom(readerOf(doing), await limitsOf(service));
  return isWithin(draft.path, hidden) ? null : draft;
}

/** How a change that waits is shown. */
async function viewOfDraft(draft: Draft, phrases: Phrases, service: Service): Promise<View> {
  const { store } = service;
  const read = draft.file === null ? null : await readDraft(draft, service);
  const undoes = draft.undoes === null ? null : await undoneBy(draft, service);
  const { needsApproval } = await store.settingsOf(draft.guild);
  return draftView({ draft, read, undoes, needsApproval }, phrases);
}

/** The change that a draft undoes. */
export async function undoneBy({ guild, undoes }: Draft, { store }: Service): Promise<Change | null> {
  return (await store.changes(guild, LOOKED_BACK)).find(({ id }) => id === undoes) ?? null;
}
