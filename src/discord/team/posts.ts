import {
  type Client,
  DiscordAPIError,
  type Message,
  type MessageCreateOptions,
  RESTJSONErrorCodes,
  Routes,
  type SendableChannels,
} from 'discord.js';
import type { Phrases } from '../../i18n/en.js';
import type { Quote } from '../../search/answer.js';
import type { GuildSettings, Place, SentQuestion } from '../../store/store.js';
import { delivered, obtained } from '../acknowledge.js';
import { everyoneAt, libraryFor, type Reader } from '../reader.js';
import { phrasesOf, type Service } from '../service.js';
import { postView } from '../views/team/post.js';
import { SHARED_OPTIONS } from '../views/view.js';
import { sendable } from './access.js';

/** Passages that the team is shown. */
export const MOST_PASSAGES = 3;

/** The nearest passages of a question that the corpus still has, of those that a reader may read. */
export async function passagesOf(question: SentQuestion, reader: Reader, service: Service): Promise<Quote[]> {
  const library = await libraryFor(reader, service);
  if (library === null) return [];
  const { language, passages } = question;
  const quotes: Quote[] = [];
  for (const key of passages.slice(0, MOST_PASSAGES)) {
    const quote = await library.engine.quote(key, { language });
    if (quote !== null) quotes.push(quote);
  }
  return quotes;
}

/** Posts a question in the team channel; null when that cannot be. */
export async function postQuestion(
  question: SentQuestion,
  { teamChannel, teamRole, pingsRole }: GuildSettings,
  client: Client,
  service: Service,
): Promise<Place | null> {
  const channel = teamChannel === null ? null : await sendable(client, teamChannel);
  if (channel === null) return null;
  const role = pingsRole ? teamRole : null;
  const quotes = await passagesOf(question, everyoneIn(question.guild, channel), service);
  const options: MessageCreateOptions = {
    ...SHARED_OPTIONS,
    ...postView({ questions: [question], quotes, role }, phrasesIn(question.guild, client)),
    allowedMentions: { parse: [], roles: role === null ? [] : [role] },
    nonce: question.id,
    enforceNonce: true,
  };
  const message = await obtained<Message>(service, () => channel.send(options));
  return message === null ? null : { channel: message.channelId, message: message.id };
}

/** Shows in the team channel what became of a question; where its message is gone, there is nothing to show. */
export async function updatePost(question: SentQuestion, client: Client, service: Service): Promise<void> {
  const { post } = question;
  const channel = post === null ? null : await sendable(client, post.channel);
  if (post === null || channel === null) return;
  const quotes = await passagesOf(question, everyoneIn(question.guild, channel), service);
  const view = postView({ questions: [question], quotes }, phrasesIn(question.guild, client));
  await delivered(service, () => channel.messages.edit(post.message, { ...SHARED_OPTIONS, ...view }));
}

/** Deletes the messages of questions in the team channel; gives how many are left that could not be. */
export async function deletePosts(
  questions: readonly SentQuestion[],
  client: Client,
  service: Service,
): Promise<number> {
  let left = 0;
  for (const { post } of questions) {
    if (post === null) continue;
    const remove = () =>
      client.rest.delete(Routes.channelMessage(post.channel, post.message)).catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
    if (!(await delivered(service, remove))) left++;
  }
  return left;
}

/** Whether Discord says that there is no such message, or channel. */
function isGone(error: unknown): boolean {
  const { UnknownChannel, UnknownMessage } = RESTJSONErrorCodes;
  return (
    error instanceof DiscordAPIError && [UnknownChannel, UnknownMessage].some((code) => code === error.code)
  );
}

function everyoneIn(guildId: string, channel: SendableChannels): Reader {
  return everyoneAt({ guildId, channelId: channel.id, channel });
}

/** What is said in a server where everybody reads it. */
function phrasesIn(guild: string, client: Client): Phrases {
  return phrasesOf(client.guilds.cache.get(guild)?.preferredLocale ?? 'en-US');
}
