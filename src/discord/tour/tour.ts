import {
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  channelMention,
} from 'discord.js';
import { type Language, otherLanguage } from '../../corpus/document.js';
import type { Subject } from '../../corpus/subjects.js';
import type { Card } from '../../search/card.js';
import { subjectsMeant } from '../../search/find-subject.js';
import { acknowledge, delivered } from '../acknowledge.js';
import { refusalOf, unansweredFor } from '../question.js';
import { libraryFor, readerOf } from '../reader.js';
import { type Library, languageOf, phrasesOf, type Service } from '../service.js';
import { mayManage, sendable } from '../team/access.js';
import { tellPrivately } from '../team/reply.js';
import type { TourPress } from '../tour-id.js';
import { closingView, loadingView, outdatedView } from '../views/notice.js';
import { noticeOf } from '../views/team/notice.js';
import { stoppedView, tourView, welcomeView } from '../views/tour.js';
import { SHARED_OPTIONS, type View } from '../views/view.js';
import { onAsk, onLook, onPicture } from './about.js';

type Pressed = ButtonInteraction | AnySelectMenuInteraction;
type StepPress = Extract<TourPress, { readonly action: 'step' }>;

/** Subjects of a tour: with its end, ten steps. */
const MOST_SUBJECTS = 9;

/** Does what a button of a card or of the tour asks for; one of an earlier version is said to be that. */
export async function onTourPress(interaction: Pressed, press: TourPress, service: Service): Promise<void> {
  if (press.action === 'welcome') return postWelcome(interaction, service);
  if (!interaction.isButton()) return;
  switch (press.action) {
    case 'picture':
      return onPicture(interaction, press, service);
    case 'ask':
      return onAsk(interaction, press, service);
    case 'look':
      return onLook(interaction, press, service);
    case 'take':
      return takeTour(interaction, service);
    case 'step':
      return goTo(interaction, press, service);
    case 'stop':
      return update(interaction, stoppedView(press.step, phrasesOf(interaction.locale)), service);
  }
}

/** Answers `/start`, or the button that does the same: the tour, where somebody left it, for them alone. */
export async function takeTour(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const asker = interaction.user.id;
  const refusal = await refusalOf(asker, phrases, service);
  const acknowledgement = acknowledge(interaction, true, service);
  await acknowledgement.send(refusal?.view ?? (await stepFor(interaction, null, service)));
}

/** Goes to a step, in the place of the one that the button is on. */
async function goTo(interaction: ButtonInteraction, press: StepPress, service: Service): Promise<void> {
  if (service.closing) return tellPrivately(interaction, closingView(phrasesOf(interaction.locale)), service);
  // A card that nobody has asked for yet takes a second to make, longer when many ask.
  if (!(await delivered(service, () => interaction.deferUpdate()))) return;
  const view = await stepFor(interaction, press, service);
  await delivered(service, () => interaction.editReply({ ...SHARED_OPTIONS, ...view }));
}

async function update(interaction: ButtonInteraction, view: View, service: Service): Promise<void> {
  await delivered(service, () => interaction.update({ ...SHARED_OPTIONS, ...view }));
}

/** A step of somebody's tour, which is kept as where they are; of no press, the one where they left it. */
async function stepFor(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  press: StepPress | null,
  service: Service,
): Promise<View> {
  const phrases = phrasesOf(interaction.locale);
  const asker = interaction.user.id;
  try {
    const library = await libraryFor(readerOf(interaction), service);
    if (library === null) return loadingView(phrases);
    const left = press === null ? await placeOf(asker, service) : null;
    const tour = subjectsOf(languageOf(interaction.locale), library);
    const end = tour.subjects.length;
    const from = Math.min(press?.step ?? left ?? 0, end);
    const cardFrom = (direction: 1 | -1) => nextCard(from, direction, tour, asker, library, service);
    const found = (press?.isBack === true ? await cardFrom(-1) : null) ?? (await cardFrom(1));
    const step = found?.step ?? end;
    await keepPlace(asker, step, end, service);
    const isEmpty = from === 0 && found === null;
    const card = found?.card ?? null;
    return tourView({ card, step, end: isEmpty ? 0 : end, isResumed: left !== null }, phrases);
  } catch (error) {
    return unansweredFor(error, phrases, service).view;
  }
}

/** What a tour is about, in the language of whoever takes it when the corpus has subjects there, else in the other. */
interface TourSubjects {
  readonly subjects: readonly Subject[];
  readonly language: Language;
}

function subjectsOf(language: Language, { engine }: Library): TourSubjects {
  const own = subjectsMeant('', engine.subjects(language));
  if (own.length > 0) return { subjects: own.slice(0, MOST_SUBJECTS), language };
  const other = otherLanguage(language);
  return { subjects: subjectsMeant('', engine.subjects(other)).slice(0, MOST_SUBJECTS), language: other };
}

/** The first card that says something, from a step on or back; null when there is none. */
async function nextCard(
  from: number,
  direction: 1 | -1,
  { subjects, language }: TourSubjects,
  asker: string,
  { engine }: Library,
  { queue }: Service,
): Promise<{ readonly card: Card; readonly step: number } | null> {
  for (let step = from; step >= 0 && step < subjects.length; step += direction) {
    const subject = subjects[step];
    const card = subject && (await queue.run(asker, () => engine.card(subject, language)));
    if (card !== undefined && (card.definition !== null || card.facts.length > 0)) return { card, step };
  }
  return null;
}

/** Where somebody left the tour; it goes on without that where the store fails. */
async function placeOf(asker: string, { store, log }: Service): Promise<number | null> {
  try {
    return (await store.tourOf(asker))?.step ?? null;
  } catch (error) {
    log.error({ event: 'store', error });
    return null;
  }
}

/** Keeps where somebody is; nothing at the beginning and once they are at the end. */
async function keepPlace(asker: string, step: number, end: number, { store, log }: Service): Promise<void> {
  try {
    if (step === 0 || step >= end) await store.endTour(asker);
    else await store.keepTour(asker, { step, leftAt: new Date().toISOString() });
  } catch (error) {
    log.error({ event: 'store', error });
  }
}

/** Posts a welcome with the tour in the channel that was chosen: whoever arrives finds it, and no privileged intent is asked for. */
async function postWelcome(interaction: Pressed, service: Service): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const { welcome } = phrases.tour;
  if (!mayManage(interaction))
    return tellPrivately(interaction, noticeOf(phrases.team.settings.notManager), service);
  const [id] = interaction.isChannelSelectMenu() ? interaction.values : [];
  if (id === undefined) return tellPrivately(interaction, outdatedView(phrases), service);
  const channel = await sendable(interaction.client, id);
  const view = welcomeView(phrasesOf(interaction.guild?.preferredLocale ?? interaction.locale));
  const acknowledgement = acknowledge(interaction, true, service);
  const isPosted =
    channel !== null &&
    !channel.isDMBased() &&
    channel.guildId === interaction.guildId &&
    (await delivered(service, () => channel.send({ ...SHARED_OPTIONS, ...view })));
  await acknowledgement.send(noticeOf((isPosted ? welcome.posted : welcome.notPosted)(channelMention(id))));
}
