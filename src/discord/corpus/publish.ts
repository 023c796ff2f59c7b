import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ButtonInteraction, MessageCreateOptions } from 'discord.js';
import { ABOUT_ENDING } from '../../corpus/about.js';
import { newFilePath } from '../../corpus/added-file.js';
import { changeFiles, type FileState, statesBefore } from '../../corpus/change.js';
import { LANGUAGES } from '../../corpus/document.js';
import { Failure } from '../../failure.js';
import type { Phrases } from '../../i18n/en.js';
import type { Draft } from '../../store/store.js';
import { acknowledge, obtained } from '../acknowledge.js';
import { phrasesOf, type Service } from '../service.js';
import { sendable } from '../team/access.js';
import { failureText } from '../team/failures.js';
import { approvalView } from '../views/corpus/draft.js';
import { pathShown } from '../views/corpus/path.js';
import { noticeOf } from '../views/team/notice.js';
import { SHARED_OPTIONS } from '../views/view.js';
import { filesOf, throwAway } from './drafts.js';
import { draftFor, undoneBy } from './prepare.js';

/** Changes that are being published: of two people, the first. */
const publishing = new Set<string>();
/** One after the other, as the corpus is read one after the other. */
let last: Promise<unknown> = Promise.resolve();

/** Publishes a change that waits, or asks for the second person that the server wants. */
export async function publishDraft(
  interaction: ButtonInteraction,
  id: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const { refused, approval } = phrases.corpus;
  const acknowledgement = acknowledge(interaction, true, service);
  const say = async (text: string): Promise<void> => void (await acknowledgement.send(noticeOf(text)));
  if (service.libraries === null) return say(phrases.discord.notices.loading);
  if (publishing.has(id)) return say(refused.publishing);
  publishing.add(id);
  try {
    const draft = await draftFor(interaction, id, service);
    if (draft === null) return await say(refused.gone);
    const { needsApproval, teamChannel } = await service.store.settingsOf(draft.guild);
    if (needsApproval && draft.author === interaction.user.id)
      return await say(await askForSecond(draft, teamChannel, interaction, service));
    const done = last.then(() => carryOut(draft, phrases, service));
    last = done.catch(() => undefined);
    await say(await done);
  } catch (error) {
    await say(failedText(error, phrases, service));
  } finally {
    publishing.delete(id);
  }

  /** Tells the team once; gives what to say. */
  async function askForSecond(
    draft: Draft,
    teamChannel: string | null,
    { client, guild }: ButtonInteraction,
    to: Service,
  ): Promise<string> {
    const channel = teamChannel === null ? null : await sendable(client, teamChannel);
    if (channel === null) return approval.nowhere;
    const view = approvalView(draft, phrasesOf(guild?.preferredLocale ?? 'en-US'));
    // Discord posts one message for one nonce, however often it is asked.
    const options: MessageCreateOptions = {
      ...SHARED_OPTIONS,
      ...view,
      nonce: `d${draft.id}`,
      enforceNonce: true,
    };
    const posted = await obtained<unknown>(to, () => channel.send(options));
    return posted === null ? approval.nowhere : approval.asked;
  }
}

/** What somebody is told of a change that could not be published; it waits all the same. */
function failedText(error: unknown, phrases: Phrases, service: Service): string {
  const { code } = error instanceof Failure ? error : { code: '' };
  if (code === 'file-unwritable' || code.startsWith('store-')) return failureText(error, phrases, service);
  service.log.error({ event: 'unpublished', error });
  return code === 'history-unwritable' ? phrases.corpus.failed.history : phrases.corpus.failed.build;
}

/** Changes the files of the corpus, has the bot answer from them, and keeps the history; all of it or nothing. Gives what to say. */
async function carryOut(draft: Draft, phrases: Phrases, service: Service): Promise<string> {
  const { done, failed, refused } = phrases.corpus;
  const { corpusFolder } = service.config;
  const path = draft.action === 'add' ? freePath(draft, corpusFolder) : draft.path;
  const files = await stateOf(draft, path, service);
  if (files === null) return refused.gone;
  const change = await changeFiles(corpusFolder, files, `${MESSAGES[draft.action]} ${path}`);
  let passages: number;
  let kept: string;
  try {
    const { engine } = await service.renew();
    const found = (await engine.sourceFiles()).find((file) => file.path === path);
    passages = found?.passages ?? 0;
    if (draft.file !== null && passages === 0) {
      await takeBack();
      return failed.unreadable;
    }
    kept = await change.keep();
    await service.store.keepChange({
      id: draft.id,
      guild: draft.guild,
      author: draft.author,
      action: draft.action,
      path,
      kept,
      publishedAt: new Date().toISOString(),
    });
  } catch (error) {
    await takeBack();
    throw error;
  }
  if (draft.undoes !== null) await service.store.undoChange(draft.undoes, new Date().toISOString());
  await service.store.deleteDraft(draft.id);
  await throwAway(draft.id, service);
  return done[draft.action](pathShown(path), passages);

  async function takeBack(): Promise<void> {
    await change.takeBack();
    // What could not be read before can most often be read without it; the old libraries stay otherwise.
    await service.renew().catch((error: unknown) => service.log.error({ event: 'not-renewed', error }));
  }
}

/** What the history says was done, before the path. */
const MESSAGES = {
  add: 'Add',
  replace: 'Replace',
  remove: 'Remove',
  undo: 'Undo the last change of',
} as const;

/** The path of a new file; another one when somebody has taken it meanwhile. */
function freePath({ path }: Draft, corpusFolder: string): string {
  if (!existsSync(join(corpusFolder, path))) return path;
  const [, name = '', code, extension = ''] = /([^/]*?)(?:-(fr|en))?(\.[^.]+)$/.exec(path) ?? [];
  const language = LANGUAGES.find((one) => one === code) ?? null;
  return newFilePath(corpusFolder, name, language, extension);
}

/** The files as a draft wants them; null when what it undoes or replaces is no longer there. */
async function stateOf(draft: Draft, path: string, service: Service): Promise<FileState[] | null> {
  switch (draft.action) {
    case 'add':
    case 'replace':
      return filesOf(draft, path, service);
    case 'remove':
      return [path, path + ABOUT_ENDING].map((each) => ({ path: each, bytes: null }));
    case 'undo': {
      const undone = await undoneBy(draft, service);
      if (undone === null || undone.undoneAt !== null) return null;
      return statesBefore(service.config.corpusFolder, undone.kept, [path, path + ABOUT_ENDING]);
    }
  }
}
