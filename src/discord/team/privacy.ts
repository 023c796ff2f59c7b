import type { ButtonInteraction, ChatInputCommandInteraction, Client } from 'discord.js';
import { takeNameOff } from '../../corpus/answer-page.js';
import { LANGUAGES } from '../../corpus/document.js';
import { removeOwnQuestions } from '../../corpus/own-questions.js';
import { phrasesFor } from '../../i18n/phrases.js';
import { type AnswerPage, DEFAULT_SETTINGS } from '../../store/store.js';
import { acknowledge } from '../acknowledge.js';
import { throwAway } from '../corpus/drafts.js';
import { oneLine } from '../markdown.js';
import { phrasesOf, type Service } from '../service.js';
import { noticeOf } from '../views/team/notice.js';
import { privacyView } from '../views/team/privacy.js';
import { deletePosts } from './posts.js';
import { tellPrivately } from './reply.js';

/** Says what is kept, and shows somebody what of it is theirs. */
export async function showPrivacy(interaction: ChatInputCommandInteraction, service: Service): Promise<void> {
  const { store } = service;
  const { guildId, user, locale } = interaction;
  const { retentionDays } = guildId === null ? DEFAULT_SETTINGS : await store.settingsOf(guildId);
  const data = await store.dataOf(user.id);
  await tellPrivately(interaction, privacyView(data, retentionDays, phrasesOf(locale)), service);
}

/** Deletes all that is kept of somebody: in the store, in the team channel, and their name on pages. */
export async function forgetPerson(interaction: ButtonInteraction, service: Service): Promise<void> {
  const { privacy: say } = phrasesOf(interaction.locale).team;
  const acknowledgement = acknowledge(interaction, true, service);
  // What tells where the rest stands goes last: whoever is interrupted can press again.
  const data = await service.store.dataOf(interaction.user.id);
  const left = await deletePosts(data.questions, interaction.client, service);
  const isNameOff = await namesOff(data.pages, service);
  for (const { id } of data.drafts) await throwAway(id, service);
  const asked = [
    ...data.questions.map(({ text }) => text),
    ...data.votes.flatMap(({ down }) => down?.question ?? []),
  ];
  await removeOwnQuestions(service.config.corpusFolder, asked.map(oneLine));
  await service.store.forget(interaction.user.id);
  const lines = [left === 0 ? say.deleted : say.leftOver(left), ...(isNameOff ? [] : [say.pagesLeft])];
  await acknowledgement.send(noticeOf(...lines));
}

/** Puts the team in the place of a person's name on pages; false when one of them cannot be changed. */
async function namesOff(pages: readonly AnswerPage[], service: Service): Promise<boolean> {
  if (pages.length === 0) return true;
  try {
    for (const { path, verifiedAt } of pages) {
      const day = verifiedAt.slice(0, 10);
      for (const language of LANGUAGES) {
        const { verified, team } = phrasesFor(language).team.answer;
        await takeNameOff(service.config.corpusFolder, path, (name: string) => verified(name, day), team);
      }
    }
    await service.renew();
    return true;
  } catch (error) {
    service.log.error({ event: 'name-left', error });
    return false;
  }
}

/** Deletes what is older than its server keeps it, and its messages in the team channel. */
export async function deleteExpired(client: Client, service: Service): Promise<void> {
  try {
    const expired = await service.store.deleteExpired(new Date());
    const left = await deletePosts(expired, client, service);
    if (expired.length > 0) service.log.info({ event: 'expired', questions: expired.length, left });
  } catch (error) {
    service.log.error({ event: 'store', error });
  }
}
