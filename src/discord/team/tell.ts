import {
  type Client,
  type MessageCreateOptions,
  ThreadAutoArchiveDuration,
  type ThreadChannel,
} from 'discord.js';
import { phrasesFor } from '../../i18n/phrases.js';
import type { SentQuestion } from '../../store/store.js';
import { obtained } from '../acknowledge.js';
import type { Service } from '../service.js';
import { type Told, toldView } from '../views/team/told.js';
import { SHARED_OPTIONS } from '../views/view.js';
import { sendable } from './access.js';

/** Tells the asker of a question what became of it, where they chose; where that cannot be, in a direct message. */
export async function tellAsker(
  question: SentQuestion,
  told: Told,
  client: Client,
  service: Service,
): Promise<boolean> {
  const phrases = phrasesFor(question.language);
  const options: MessageCreateOptions = {
    ...SHARED_OPTIONS,
    ...toldView(question, told, phrases),
    allowedMentions: { users: [question.asker] },
    nonce: `t${question.id}`,
    enforceNonce: true,
  };
  const send = async (
    open: () => Promise<{ send(options: MessageCreateOptions): Promise<unknown> } | null>,
  ) => (await obtained(service, async () => (await open())?.send(options) ?? null)) !== null;
  if (question.tell === 'thread' && (await send(() => threadOf(question, phrases.team.told.thread, client))))
    return true;
  return send(() => client.users.createDM(question.asker));
}

/** The thread of the reply that a question was sent from; the thread it stands in; null where there can be none. */
async function threadOf({ channel: id, reply }: SentQuestion, name: string, client: Client) {
  const channel = await sendable(client, id);
  if (channel === null || channel.isThread()) return channel;
  if (reply === null || !('threads' in channel)) return null;
  // A thread has the id of the message that it was opened on, and there is one at most.
  const opened = await client.channels.fetch(reply).catch(() => null);
  if (opened?.isThread()) return opened;
  const autoArchiveDuration = ThreadAutoArchiveDuration.OneWeek;
  const made: ThreadChannel = await channel.threads.create({
    name,
    startMessage: reply,
    autoArchiveDuration,
  });
  return made;
}
