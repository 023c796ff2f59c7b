import type { ButtonInteraction, ChatInputCommandInteraction } from 'discord.js';
import { type Language, otherLanguage } from '../../corpus/document.js';
import type { Subject } from '../../corpus/subjects.js';
import { Failure } from '../../failure.js';
import { findSubject } from '../../search/find-subject.js';
import { acknowledge } from '../acknowledge.js';
import { answerCommand, answerWith } from '../commands.js';
import { OPTION } from '../definitions.js';
import { viewOfPassages } from '../passages.js';
import { refusalOf, unansweredFor } from '../question.js';
import { everyoneAt, libraryFor, mayReadMore, readerOf } from '../reader.js';
import { type Library, languageOf, phrasesOf, type Service } from '../service.js';
import { markOf, type TourPress } from '../tour-id.js';
import { cardView, pictureView, unknownSubjectView } from '../views/about.js';
import { loadingView, outdatedView } from '../views/notice.js';
import { noticeOf } from '../views/team/notice.js';
import { topicState } from '../views/topic.js';
import type { View } from '../views/view.js';

/** Answers `/about`: the card of the subject chosen from the list, or nearest to what was typed. */
export async function onAbout(interaction: ChatInputCommandInteraction, service: Service): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const language = languageOf(interaction.locale);
  const asker = interaction.user.id;
  const typed = interaction.options.getString(OPTION.subject, true);
  const reader = readerOf(interaction);
  const known = await libraryFor(reader, service);
  // That there is no such subject is of no use to anybody else.
  const isPrivate =
    (interaction.options.getBoolean(OPTION.private) ?? false) ||
    (known !== null && subjectFor(typed, language, known) === null);
  const hidden = isPrivate || (await mayReadMore(reader, service));
  await answerWith(interaction, 'about', typed, hidden, service, async ({ engine }) => {
    const found = subjectFor(typed, language, { engine });
    const verdict = found === null ? 'unanswered' : 'answered';
    const answer = { verdict, intent: 'question', language, confidence: Number(found !== null) } as const;
    if (found === null) {
      const names = [...new Set(engine.subjects(language).map(({ name }) => name))];
      return { answer, view: unknownSubjectView(typed, names, phrases) };
    }
    const card = await service.queue.run(asker, () => engine.card(found.subject, found.language));
    return { answer, view: cardView(card, { asker, hidden }, phrases) };
  });
}

/** A subject by its mark, as the list gives it, else by what was typed. */
function subjectFor(typed: string, language: Language, { engine }: Library): ReturnType<typeof findSubject> {
  for (const each of [language, otherLanguage(language)]) {
    const subject = marked(typed, each, { engine });
    if (subject !== null) return { subject, language: each };
  }
  return findSubject(typed, language, engine.subjects);
}

function marked(mark: string, language: Language, { engine }: Library): Subject | null {
  return engine.subjects(language).find(({ name }) => markOf(name) === mark) ?? null;
}

/** Draws a card to share. */
export async function onPicture(
  interaction: ButtonInteraction,
  { subject: mark, language, hidden }: Extract<TourPress, { readonly action: 'picture' }>,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const asker = interaction.user.id;
  const refusal = await refusalOf(asker, phrases, service);
  const acknowledgement = acknowledge(interaction, hidden || refusal !== null, service);
  if (refusal !== null) {
    await acknowledgement.send(refusal.view);
    return;
  }
  async function drawn(): Promise<View> {
    const library = await libraryFor(hidden ? readerOf(interaction) : everyoneAt(interaction), service);
    if (library === null) return loadingView(phrases);
    const subject = marked(mark, language, library);
    if (subject === null) return outdatedView(phrases);
    const { drawCard } = await import('../../picture/card-picture.js');
    const card = await service.queue.run(asker, () => library.engine.card(subject, language));
    return pictureView(await drawCard(card, phrases), { asker, hidden }, phrases);
  }
  const view = await drawn().catch((error: unknown) => {
    const { view: told } = unansweredFor(error, phrases, service);
    const isUndrawable = error instanceof Failure && error.code === 'picture-unavailable';
    return isUndrawable ? noticeOf(phrases.about.noPicture) : told;
  });
  await acknowledgement.send(view);
}

/** Asks a question of a card, for whoever presses alone. */
export async function onAsk(
  interaction: ButtonInteraction,
  { subject: mark, language, question: asked }: Extract<TourPress, { readonly action: 'ask' }>,
  service: Service,
): Promise<void> {
  const library = await libraryFor(readerOf(interaction), service);
  const questions = library === null ? [] : (marked(mark, language, library)?.questions ?? []);
  const question = questions.find((each) => markOf(each) === asked);
  if (library !== null && question === undefined) {
    await acknowledge(interaction, true, service).send(outdatedView(phrasesOf(interaction.locale)));
    return;
  }
  await answerCommand(interaction, 'button', service, { question: question ?? '', language, hidden: true });
}

/** Shows the section of a passage, to whoever presses alone. */
export async function onLook(
  interaction: ButtonInteraction,
  { key, language }: Extract<TourPress, { readonly action: 'look' }>,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const acknowledgement = acknowledge(interaction, true, service);
  const library = await libraryFor(readerOf(interaction), service);
  const state = topicState(key, { asker: interaction.user.id, language, hidden: true });
  const told = { question: null, understoodAs: null, isShared: false, hasTeam: false };
  const view = library === null ? loadingView(phrases) : await viewOfPassages(state, told, phrases, library);
  await acknowledgement.send(view ?? outdatedView(phrases));
}
