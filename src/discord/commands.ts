import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  Message,
  MessageContextMenuCommandInteraction,
} from 'discord.js';
import { LANGUAGES, type Language } from '../corpus/document.js';
import type { Answer } from '../search/answer.js';
import { type Acknowledgement, acknowledge, LONG_WAIT } from './acknowledge.js';
import { COMMAND, OPTION } from './definitions.js';
import type { Way } from './metrics.js';
import { viewOfPassages } from './passages.js';
import { type Asked, ask, refusalOf, type Unanswered, unansweredFor, viewOfAnswer } from './question.js';
import { onQuizCommand } from './quiz/quiz.js';
import { everyoneAt, libraryFor, mayReadMore, readerOf } from './reader.js';
import { recordQuestion } from './record.js';
import { type Library, languageOf, phrasesOf, type Service } from './service.js';
import { hasTeam } from './team/access.js';
import { offerToKeep } from './team/keep.js';
import { onTeamCommand } from './team/team.js';
import { helpView } from './views/help.js';
import { loadingView, unknownTopicView, unreadableView } from './views/notice.js';
import { sourcesView } from './views/sources.js';
import { topicState } from './views/topic.js';
import type { View } from './views/view.js';

/** What a question may come by. */
type Asking = ChatInputCommandInteraction | MessageContextMenuCommandInteraction | ButtonInteraction;

/** Answers a slash command. */
export async function onCommand(interaction: ChatInputCommandInteraction, service: Service): Promise<void> {
  const { options } = interaction;
  switch (interaction.commandName) {
    case COMMAND.ask: {
      const chosen = options.getString(OPTION.language);
      return answerCommand(interaction, 'ask', service, {
        question: options.getString(OPTION.question, true),
        language: LANGUAGES.find((language) => language === chosen) ?? null,
        hidden: options.getBoolean(OPTION.private) ?? false,
      });
    }
    case COMMAND.fact:
      return factCommand(interaction, service);
    case COMMAND.sources:
      return showPrivately(interaction, await sourcesFor(interaction, service), service);
    case COMMAND.help:
      return showPrivately(interaction, await helpFor(interaction, service), service);
    case COMMAND.quiz:
      return onQuizCommand(interaction, service);
    case COMMAND.team:
      return onTeamCommand(interaction, 'team', service);
    case COMMAND.settings:
      return onTeamCommand(interaction, 'settings', service);
    case COMMAND.privacy:
      return onTeamCommand(interaction, 'privacy', service);
    case COMMAND.corpus:
      return onTeamCommand(interaction, 'corpus', service);
  }
}

/** Answers the question that somebody's message asks, whoever wrote it; or keeps what it says as an answer. */
export async function onMessageCommand(
  interaction: MessageContextMenuCommandInteraction,
  service: Service,
): Promise<void> {
  if (interaction.commandName === COMMAND.keep)
    return offerToKeep(interaction, textOf(interaction.targetMessage), service);
  const question = textOf(interaction.targetMessage);
  if (question === '')
    return showPrivately(interaction, unreadableView(phrasesOf(interaction.locale)), service);
  return answerCommand(interaction, 'menu', service, { question, language: null, hidden: false });
}

/**
 * What a message says, with people by their names, as the message itself tells them: where the bot is no
 * member, discord.js knows neither people nor channels.
 */
function textOf({ content, mentions }: Message): string {
  return content
    .replace(/<@!?(\d+)>/g, (mention, id) => mentions.users.get(id)?.displayName ?? mention)
    .trim();
}

/** Refuses or answers a question asked by a command, or by the button that stands for one. */
export async function answerCommand(
  interaction: Asking,
  way: Way,
  service: Service,
  question: Pick<Asked, 'question' | 'language' | 'hidden'>,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const asker = interaction.user.id;
  const hidden = question.hidden || (await mayReadMore(readerOf(interaction), service));
  const locale = languageOf(interaction.locale);
  const asked: Asked = { ...question, hidden, asker, locale, previous: null };
  await answerWith(
    interaction,
    way,
    asked.question,
    asked.hidden,
    service,
    async (library, acknowledgement) => {
      if (service.queue.expectedWaitMs(asker) > LONG_WAIT) await acknowledgement.defer();
      const answer = await ask(asked, library, service);
      const isTeamThere = await hasTeam(interaction.guildId, service);
      return { answer, view: viewOfAnswer(answer, { ...asked, hasTeam: isTeamThere }, phrases, library) };
    },
  );
}

/** Refuses or answers `/fact`: a passage of the topic chosen from the list, or nearest to what was typed. */
async function factCommand(interaction: ChatInputCommandInteraction, service: Service): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const language = languageOf(interaction.locale);
  const asker = interaction.user.id;
  const typed = interaction.options.getString(OPTION.topic, true);
  const reader = readerOf(interaction);
  const known = await libraryFor(reader, service);
  const key = known === null ? null : await topicFor(typed, language, known);
  // That there is no such topic is of no use to anybody else.
  const isPrivate = key === null || (interaction.options.getBoolean(OPTION.private) ?? false);
  const hidden = isPrivate || (await mayReadMore(reader, service));
  await answerWith(interaction, 'fact', typed, hidden, service, async (library) => {
    const section = key === null ? null : await library.engine.topic(key, language);
    const page = Math.max(0, section?.keys.indexOf(key ?? '') ?? 0);
    const told = { question: null, understoodAs: null, isShared: false, hasTeam: false };
    const view =
      key === null
        ? null
        : await viewOfPassages(topicState(key, { asker, language, hidden }, page), told, phrases, library);
    const verdict = view === null ? 'unanswered' : 'answered';
    const answer = { verdict, intent: 'question', language, confidence: Number(view !== null) } as const;
    return { answer, view: view ?? unknownTopicView(phrases) };
  });
}

/** The key of a passage that was chosen from the list, or of the topic nearest to what was typed; null without one. */
async function topicFor(typed: string, language: Language, { engine }: Library): Promise<string | null> {
  if ((await engine.topic(typed, language)) !== null) return typed;
  return (await engine.suggest(typed, language, 1, ['topic']))[0]?.key ?? null;
}

/** What is made of a question: what to log of it, and what to show. */
interface Made {
  readonly answer: Pick<Answer, 'verdict' | 'intent' | 'language' | 'confidence'>;
  readonly view: View;
}

/** Refuses a question, privately, or has it answered; counts and logs it. */
export async function answerWith(
  interaction: Asking,
  way: Way,
  text: string,
  hidden: boolean,
  service: Service,
  make: (library: Library, acknowledgement: Acknowledgement) => Promise<Made>,
): Promise<void> {
  const received = performance.now();
  const phrases = phrasesOf(interaction.locale);
  const refusal = await refusalOf(interaction.user.id, phrases, service);
  if (refusal !== null) return showPrivately(interaction, refusal.view, service);
  const acknowledgement = acknowledge(interaction, hidden, service);
  let made: Made | ({ readonly answer: null } & Unanswered);
  try {
    const library = await libraryFor(hidden ? readerOf(interaction) : everyoneAt(interaction), service);
    made =
      library === null
        ? { answer: null, view: loadingView(phrases), isRefused: true }
        : await make(library, acknowledgement);
  } catch (error) {
    made = { answer: null, ...unansweredFor(error, phrases, service) };
  }
  await acknowledgement.send(made.view);
  if (made.answer === null && made.isRefused) return;
  const { guildId, channelId, user } = interaction;
  recordQuestion(
    { way, asker: user.id, guild: guildId, channel: channelId, received },
    { text, answer: made.answer, ackMs: acknowledgement.afterMs },
    service,
  );
}

async function showPrivately(interaction: Asking, view: View, service: Service): Promise<void> {
  await acknowledge(interaction, true, service).send(view);
}

async function sourcesFor(interaction: Asking, service: Service): Promise<View> {
  const { locale, user } = interaction;
  const phrases = phrasesOf(locale);
  const library = await libraryFor(readerOf(interaction), service);
  if (library === null) return loadingView(phrases);
  const documents = await library.engine.sourceDocuments(languageOf(locale));
  return sourcesView({ documents, page: 0, asker: user.id, hidden: true }, phrases);
}

async function helpFor(interaction: Asking, service: Service): Promise<View> {
  const { locale, user } = interaction;
  const content = { asker: user.id, hidden: true };
  const library = await libraryFor(readerOf(interaction), service);
  if (library === null) return helpView(content, phrasesOf(locale));
  const { engine } = library;
  const language = languageOf(locale);
  const subjects = engine.subjects(language).map(({ name }) => name);
  const corpus = { subjects, counts: engine.counts, readOn: engine.readOn };
  return helpView({ ...content, examples: engine.examples(language), corpus }, phrasesOf(locale));
}
