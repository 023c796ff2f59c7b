import type { ButtonInteraction, ChatInputCommandInteraction } from 'discord.js';
import { DAY_MS, dayOf } from '../../day.js';
import { acknowledge } from '../acknowledge.js';
import { hiddenFrom, isWithin, limitsOf, readerOf } from '../reader.js';
import { phrasesOf, type Service } from '../service.js';
import type { TeamPress } from '../team-id.js';
import { noticeOf } from '../views/team/notice.js';
import { overviewView } from '../views/team/overview.js';
import { postView } from '../views/team/post.js';
import { openAmong } from './close.js';
import { groupAlike } from './likeness.js';
import { passagesOf } from './posts.js';
import { tellPrivately } from './reply.js';

/** Open questions that are compared with one another: what a few milliseconds each leave time for. */
const MOST_COMPARED = 100;
/** Days until a page that was found right is looked at again. */
const REVIEW_DAYS = 365;

/** Shows what needs the team today. */
export async function showOverview(
  interaction: ChatInputCommandInteraction,
  guild: string,
  service: Service,
): Promise<void> {
  const { store, libraries, queue } = service;
  const phrases = phrasesOf(interaction.locale);
  const acknowledgement = acknowledge(interaction, true, service);
  const questions = (await store.openQuestions(guild)).slice(0, MOST_COMPARED);
  const groups =
    libraries === null
      ? questions.map((question) => [question])
      : await queue.run(interaction.user.id, () => groupAlike(questions, libraries.whole.engine.embedder));
  const votes = await store.openVotes(guild);
  const hidden = hiddenFrom(readerOf(interaction), await limitsOf(service));
  const pages = (await store.pagesToReview(guild, dayOf(new Date()))).filter(
    ({ path }) => !isWithin(path, hidden),
  );
  const drafts = (await store.drafts(guild)).filter(({ path }) => !isWithin(path, hidden));
  const isStale = service.buildFailure !== null;
  await acknowledgement.send(overviewView({ groups, votes, pages, drafts, isStale }, phrases));
}

/** Shows a group of questions as the team channel shows one: what is done with it is done with all. */
export async function openQuestions(
  interaction: ButtonInteraction,
  ids: readonly string[],
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const { open, refusal } = await openAmong(ids, phrases, service);
  const [first] = open;
  if (refusal !== null || first === undefined)
    return tellPrivately(interaction, noticeOf(refusal ?? phrases.team.post.gone), service);
  const quotes = await passagesOf(first, readerOf(interaction), service);
  await tellPrivately(interaction, postView({ questions: open, quotes }, phrases), service);
}

/** Puts away votes down, or a page that was looked at again. */
export async function putAway(
  interaction: ButtonInteraction,
  press: Extract<TeamPress, { readonly action: 'resolve' | 'reviewed' }>,
  guild: string,
  service: Service,
): Promise<void> {
  const { overview } = phrasesOf(interaction.locale).team;
  if (press.action === 'resolve') {
    await service.store.resolveVotes(press.reply);
    return tellPrivately(interaction, noticeOf(overview.resolved), service);
  }
  const due = await service.store.pagesToReview(guild, dayOf(new Date()));
  const reviewOn = dayOf(new Date(Date.now() + REVIEW_DAYS * DAY_MS));
  const page = due.find(({ path }) => path === press.page);
  if (page !== undefined) await service.store.keepPage({ ...page, reviewOn });
  await tellPrivately(interaction, noticeOf(overview.reviewed(reviewOn)), service);
}
