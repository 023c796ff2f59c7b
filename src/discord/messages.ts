import {
  type Message,
  type MessageCreateOptions,
  MessageReferenceType,
  PermissionFlagsBits,
} from 'discord.js';
import type { Language } from '../corpus/document.js';
import { reasonOf } from '../failure.js';
import { phrasesFor } from '../i18n/phrases.js';
import { delivered, LONG_WAIT } from './acknowledge.js';
import { type Addressed, addressedTo } from './addressed.js';
import { type Asked, ask, refusalOf, type Unanswered, unansweredFor, viewOfAnswer } from './question.js';
import { everyoneAt, libraryFor } from './reader.js';
import { type Result, recordQuestion } from './record.js';
import { languageOf, type Service } from './service.js';
import { hasTeam } from './team/access.js';
import { questionOf } from './views/answer.js';
import { hiddenView, loadingView, unreadableView } from './views/notice.js';
import { withTour } from './views/tour.js';
import { SHARED_OPTIONS, type View } from './views/view.js';

/** Messages looked through for what a new one follows up on. */
const LOOKED_BACK = 10;
/** A conversation is over after this long, in milliseconds. */
const OVER_AFTER = 15 * 60_000;

/** Answers a message that speaks to the bot; leaves every other alone. */
export async function onMessage(message: Message, service: Service): Promise<void> {
  const received = performance.now();
  const addressed = addressedTo(message.client.user.id, message);
  if (addressed === null) return;
  if (!mayWrite(message)) {
    service.log.warn({ event: 'forbidden', channel: service.log.hash(message.channelId) });
    return;
  }
  // Of people, Discord tells the language with their commands only.
  const locale = languageOf(message.guild?.preferredLocale ?? 'en-US');
  const phrases = phrasesFor(locale);
  const refusal = await refusalOf(message.author.id, phrases, service);
  if (refusal !== null) {
    if (refusal.isNews) await (refusal.isPersonal ? tellPrivately : reply)(message, refusal.view, service);
    return;
  }
  const { way, text } = addressed;
  const made = await answer(message, addressed, locale, service);
  await reply(message, made.view, service);
  if (made.answer === null && made.isRefused) return;
  const { guildId, channelId, author } = message;
  recordQuestion(
    { way, asker: author.id, guild: guildId, channel: channelId, received },
    { text, answer: made.answer, ackMs: null },
    service,
  );
}

/** What is made of a message: what to log of it, and what to reply. */
type Made =
  | { readonly answer: NonNullable<Result['answer']>; readonly view: View }
  | ({ readonly answer: null } & Unanswered);

/** Has a message's question answered. */
async function answer(
  message: Message,
  { text, isHidden }: Addressed,
  locale: Language,
  service: Service,
): Promise<Made> {
  const phrases = phrasesFor(locale);
  if (isHidden || message.content === '') {
    const nothing = { verdict: 'unanswered', intent: 'empty', language: locale, confidence: 0 } as const;
    const view = isHidden ? hiddenView(message.client.user.id, phrases) : unreadableView(phrases);
    return { answer: nothing, view };
  }
  const asker = message.author.id;
  try {
    const library = await libraryFor(everyoneAt(message), service);
    if (library === null) return { answer: null, view: loadingView(phrases), isRefused: true };
    const { previous, isFirst } = await contextOf(message, service);
    const asked: Asked = { question: text, asker, language: null, locale, hidden: false, previous };
    if (service.queue.expectedWaitMs(asker) > LONG_WAIT) void showTyping(message, service);
    const given = await ask(asked, library, service);
    // Whoever asks in a language reads it: a better guess than the language of the server.
    const { language } = given;
    const shown = { ...asked, locale: language, hasTeam: await hasTeam(message.guildId, service) };
    const view = viewOfAnswer(given, shown, phrasesFor(language), library);
    const isOffered = isFirst && given.intent === 'question';
    return { answer: given, view: isOffered ? withTour(view, phrasesFor(language)) : view };
  } catch (error) {
    return { answer: null, ...unansweredFor(error, phrases, service) };
  }
}

/** What was said before a message. */
interface Context {
  /**
   * The question that it may follow up on, as the bot understood it: that of the answer it replies to; in a thread or a direct
   * message, that of the bot's last answer, when it is recent. Null when there is none.
   */
  readonly previous: string | null;
  /** Whether it is a direct message, the first that the bot answers. */
  readonly isFirst: boolean;
}

async function contextOf(message: Message, service: Service): Promise<Context> {
  const { client, channel, reference, createdTimestamp } = message;
  const isOurs = ({ author }: Message): boolean => author.id === client.user.id;
  const none: Context = { previous: null, isFirst: false };
  if (!may(message, PermissionFlagsBits.ReadMessageHistory)) return none;
  try {
    if (reference?.type === MessageReferenceType.Default) {
      const before = await message.fetchReference();
      return isOurs(before) ? { ...none, previous: questionIn(before) } : none;
    }
    if (!channel.isDMBased() && !channel.isThread()) return none;
    const earlier = await channel.messages.fetch({ before: message.id, limit: LOOKED_BACK });
    const ours = earlier.filter(isOurs);
    const recent = ours.filter((other) => createdTimestamp - other.createdTimestamp < OVER_AFTER);
    for (const other of recent.values()) {
      const question = questionIn(other);
      if (question !== null) return { ...none, previous: question };
    }
    // A thread may have been opened on an answer, which stands outside of it.
    const opening = channel.isThread() ? await channel.fetchStarterMessage() : null;
    if (opening !== null && isOurs(opening)) return { ...none, previous: questionIn(opening) };
    return { ...none, isFirst: channel.isDMBased() && ours.size === 0 };
  } catch (error) {
    // Deleted meanwhile, or not to be read: the question then stands for itself.
    service.log.info({ event: 'no-context', reason: reasonOf(error) });
  }
  return none;
}

function questionIn({ components }: Message): string | null {
  return questionOf(components.map((component) => component.toJSON()));
}

/** Whether the bot may answer where a message stands; one that moderators sent to a corner for a while may not. */
function mayWrite(message: Message): boolean {
  const { ViewChannel, SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  if (message.guild?.members.me?.isCommunicationDisabled()) return false;
  return may(message, ViewChannel, message.channel.isThread() ? SendMessagesInThreads : SendMessages);
}

/** Whether the bot has all these permissions where a message stands; in a direct message it has. */
function may({ channel, client }: Message, ...permissions: readonly bigint[]): boolean {
  if (channel.isDMBased()) return true;
  return channel.permissionsFor(client.user)?.has([...permissions]) ?? false;
}

async function showTyping({ channel }: Message, service: Service): Promise<void> {
  if (channel.isSendable()) await delivered(service, () => channel.sendTyping());
}

/** Replies to a message; beside it where the bot may not read what was said before. */
async function reply(message: Message, view: View, service: Service): Promise<void> {
  const { channel } = message;
  if (!channel.isSendable()) return;
  const options: MessageCreateOptions = {
    ...SHARED_OPTIONS,
    ...view,
    // Discord posts one message for one nonce, however often it is sent.
    nonce: message.id,
    enforceNonce: true,
  };
  if (may(message, PermissionFlagsBits.ReadMessageHistory))
    options.reply = { messageReference: message.id, failIfNotExists: false };
  await delivered(service, () => channel.send(options));
}

/** Tells the author of a message something that nobody else needs to read. */
async function tellPrivately(message: Message, view: View, service: Service): Promise<void> {
  await delivered(service, () =>
    message.author.send({ ...SHARED_OPTIONS, ...view, nonce: message.id, enforceNonce: true }),
  );
}
