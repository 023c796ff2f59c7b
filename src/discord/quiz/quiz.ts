import type { ButtonInteraction, ChatInputCommandInteraction } from 'discord.js';
import { otherLanguage } from '../../corpus/document.js';
import { splitSentences } from '../../corpus/sentences.js';
import { phrasesFor } from '../../i18n/phrases.js';
import type { Quote, QuoteSide } from '../../search/answer.js';
import { acknowledge, delivered, replyOptions } from '../acknowledge.js';
import { OPTION } from '../definitions.js';
import { refusalOf, unansweredFor } from '../question.js';
import { libraryFor, readerOf } from '../reader.js';
import { languageOf, phrasesOf, type Service } from '../service.js';
import { failureText } from '../team/failures.js';
import { tellPrivately } from '../team/reply.js';
import { loadingView } from '../views/notice.js';
import { answeredView, clozeView, endedView } from '../views/quiz.js';
import { noticeOf } from '../views/team/notice.js';
import { SHARED_OPTIONS, type View } from '../views/view.js';
import { keepAnswer } from './cards.js';
import type { QuizPress, Round } from './quiz-id.js';

type Choice = Extract<QuizPress, { readonly action: 'choose' }>;

/** Answers `/quiz`: begins a round, or says from now on whether its player is reminded. */
export async function onQuizCommand(
  interaction: ChatInputCommandInteraction,
  service: Service,
): Promise<void> {
  const wants = interaction.options.getBoolean(OPTION.remind);
  if (wants !== null) return switchReminders(interaction, wants, service);
  const { user, locale } = interaction;
  const acknowledgement = acknowledge(interaction, true, service);
  const round = { asker: user.id, language: languageOf(locale), right: 0, asked: [] };
  const { view } = await questionFor(interaction, round, service);
  await acknowledgement.send(view);
}

/** Does what a button of a quiz asks for. */
export async function onQuizPress(
  interaction: ButtonInteraction,
  press: QuizPress,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  if (press.action === 'stop') return switchReminders(interaction, false, service);
  if (press.round.asker !== interaction.user.id)
    return tellPrivately(interaction, noticeOf(phrases.quiz.notYours), service);
  if (press.action === 'choose') return onChoice(interaction, press, service);
  if (!(await delivered(service, () => interaction.deferUpdate()))) return;
  const isNew = press.round.asked.length === 0;
  const round = isNew ? { ...press.round, language: languageOf(interaction.locale) } : press.round;
  const { view, isRefusal } = await questionFor(interaction, round, service);
  await delivered(service, () =>
    // Who is refused now can press again.
    isRefusal
      ? interaction.followUp(replyOptions(view, true))
      : interaction.editReply({ ...SHARED_OPTIONS, ...view }),
  );
}

interface Shown {
  readonly view: View;
  /** Whether there is no question at this moment alone. */
  readonly isRefusal: boolean;
}

/** The next question of a round, or why there is none. */
async function questionFor(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  round: Round,
  service: Service,
): Promise<Shown> {
  const phrases = phrasesOf(interaction.locale);
  const refusal = await refusalOf(round.asker, phrases, service);
  if (refusal !== null) return { view: refusal.view, isRefusal: true };
  try {
    const library = await libraryFor(readerOf(interaction), service);
    if (library === null) return { view: loadingView(phrases), isRefusal: true };
    const { asker: person, language, asked } = round;
    const due = await service.store.dueQuizCards(person, new Date());
    const inLanguage = due.filter((card) => card.language === language);
    const cloze = await service.quizzes.next({ person, language, asked, due: inLanguage }, library.engine);
    if (cloze === null) {
      const { none, noMore } = phrases.quiz;
      return { view: endedView(asked.length === 0 ? none : noMore, round, phrases), isRefusal: false };
    }
    const played = { ...round, language: cloze.quote.language };
    return { view: clozeView(cloze, played, phrasesFor(played.language)), isRefusal: false };
  } catch (error) {
    return { view: unansweredFor(error, phrases, service).view, isRefusal: true };
  }
}

/** Shows what the passage says, and keeps the answer where its player wants to be reminded. */
async function onChoice(interaction: ButtonInteraction, press: Choice, service: Service): Promise<void> {
  const { round, chosen, right, start, end } = press;
  const phrases = phrasesOf(interaction.locale);
  const passage = round.asked.at(-1) ?? '';
  const library = await libraryFor(readerOf(interaction), service);
  if (library === null) return tellPrivately(interaction, loadingView(phrases), service);
  if (!service.quizzes.isFirstAnswer(`${interaction.message.id}|${round.asked.length}|${passage}`))
    return tellPrivately(interaction, noticeOf(phrases.quiz.old), service);
  const quote = await library.engine.quote(passage, { language: round.language });
  const side = quote === null ? null : markedSide(quote, round, start, end);
  const isRight = chosen === right;
  const counted = { ...round, right: round.right + (isRight ? 1 : 0) };
  const view =
    side === null
      ? endedView(phrases.quiz.gone, { ...round, asked: round.asked.slice(0, -1) }, phrases)
      : answeredView({ side, isRight, round: counted }, phrasesFor(round.language));
  await delivered(service, () => interaction.update({ ...SHARED_OPTIONS, ...view }));
  if (side === null) return;
  const answer = { person: round.asker, passage, start, language: round.language };
  try {
    await keepAnswer(answer, isRight, new Date(), service);
  } catch (error) {
    // A quiz goes on without what it would have kept.
    service.log.error({ event: 'store', error });
  }
}

/** The side of a passage that a question was made of, with its sentence and the words that were hidden. */
function markedSide(
  { counterpart, ...quote }: Quote,
  { language }: Round,
  start: number,
  end: number,
): QuoteSide | null {
  const side = quote.language === language ? quote : counterpart;
  if (side === null || side.language === otherLanguage(language) || start >= end || end > side.text.length)
    return null;
  const sentence = splitSentences(side.text, language).find((each) => each.start <= start && each.end >= end);
  return { ...side, highlight: sentence ?? { start, end }, span: { start, end } };
}

/** Says from now on whether somebody is reminded; who is not, of them nothing is kept. */
async function switchReminders(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  wants: boolean,
  service: Service,
): Promise<void> {
  const { user, locale, guildId } = interaction;
  const phrases = phrasesOf(locale);
  const say = phrases.quiz.remind;
  try {
    const { store } = service;
    if (wants)
      await store.addQuizPlayer({ person: user.id, guild: guildId ?? '', language: languageOf(locale) });
    else await store.deleteQuizPlayer(user.id);
    const view = noticeOf(wants ? say.on : say.off);
    if (!interaction.isButton()) return await tellPrivately(interaction, view, service);
    await delivered(service, () => interaction.update({ ...SHARED_OPTIONS, ...view }));
  } catch (error) {
    await tellPrivately(interaction, noticeOf(failureText(error, phrases, service)), service);
  }
}
