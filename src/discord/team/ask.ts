import { type ButtonInteraction, type Message, MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import type { NewQuestion, Place } from '../../store/store.js';
import { acknowledge, showForm } from '../acknowledge.js';
import { oneLine } from '../markdown.js';
import { ask, refusalOf } from '../question.js';
import { libraryFor, readerOf } from '../reader.js';
import { languageOf, phrasesOf, type Service } from '../service.js';
import { type AskedQuestion, askedIn } from '../views/answer.js';
import { unreadableView } from '../views/notice.js';
import { askForm, FIELD } from '../views/team/forms.js';
import { noticeOf } from '../views/team/notice.js';
import type { View } from '../views/view.js';
import { MOST_PASSAGES, postQuestion } from './posts.js';
import { tellPrivately } from './reply.js';

/** Offers to send the question of a reply to the team. Nothing is sent yet. */
export async function offerToAsk(
  interaction: ButtonInteraction,
  guild: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const settings = await service.store.settingsOf(guild);
  if (settings.teamChannel === null)
    return tellPrivately(interaction, noticeOf(phrases.team.ask.noTeam), service);
  const components = interaction.message.components.map((component) => component.toJSON());
  const question = toSend(askedIn(components));
  const form = { question, days: settings.retentionDays, canThread: canThread(interaction.message) };
  await showForm(interaction, askForm(form, phrases), service);
}

/**
 * What of a reply's question is proposed to be sent: the question as it was typed, or as completed, when words were
 * added; a mere correction may be wrong. A question too long to be shown whole is completed by whoever asked it.
 */
function toSend({ question, understoodAs }: AskedQuestion): string {
  const wordsIn = (text: string) => text.split(/\s+/).length;
  const typed = question ?? understoodAs ?? '';
  return understoodAs !== null && wordsIn(understoodAs) > wordsIn(typed) ? understoodAs : typed;
}

/** Whether there may be a thread on a message, or it stands in one. Only its reader sees one that is private. */
function canThread({ flags, channel }: Message): boolean {
  return !flags.has(MessageFlags.Ephemeral) && (channel.isThread() || 'threads' in channel);
}

/** Those that are being sent: a form may be submitted twice. */
const sending = new Set<string>();

/** Sends a question to the team, once. */
export async function sendQuestion(
  interaction: ModalSubmitInteraction,
  guild: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const asker = interaction.user.id;
  const text = oneLine(interaction.fields.getTextInputValue(FIELD.question));
  const key = [guild, asker, text].join(' ');
  if (text === '') return tellPrivately(interaction, unreadableView(phrases), service);
  if (sending.has(key)) return tellPrivately(interaction, noticeOf(phrases.team.ask.sentBefore), service);
  sending.add(key);
  try {
    const refusal = await refusalOf(asker, phrases, service);
    if (refusal !== null) return await tellPrivately(interaction, refusal.view, service);
    const acknowledgement = acknowledge(interaction, true, service);
    await acknowledgement.send(await sent(interaction, guild, text, service));
  } finally {
    sending.delete(key);
  }
}

/** Sends a question; gives what to tell its asker. */
async function sent(
  interaction: ModalSubmitInteraction,
  guild: string,
  text: string,
  service: Service,
): Promise<View> {
  const { store } = service;
  const library = await libraryFor(readerOf(interaction), service);
  const { ask: say } = phrasesOf(interaction.locale).team;
  const asker = interaction.user.id;
  const settings = await store.settingsOf(guild);
  if (settings.teamChannel === null) return noticeOf(say.noTeam);
  const open = await store.openQuestions(guild);
  if (open.some((one) => one.asker === asker && one.text === text)) return noticeOf(say.sentBefore);
  const locale = languageOf(interaction.locale);
  const asked = { question: text, asker, language: null, locale, hidden: true, previous: null };
  const answer = library === null ? null : await ask(asked, library, service);
  const near = answer === null ? [] : answer.quotes.length > 0 ? answer.quotes : answer.topics;
  const { message } = interaction;
  const isThread =
    interaction.fields.fields.has(FIELD.tell) && interaction.fields.getRadioGroup(FIELD.tell) === 'thread';
  const question: NewQuestion = {
    guild,
    asker,
    isNamed: interaction.fields.getRadioGroup(FIELD.name) !== 'no',
    text,
    language: answer?.language ?? locale,
    passages: [...new Set(near.map(({ key }) => key))].slice(0, MOST_PASSAGES),
    channel: interaction.channelId ?? '',
    reply: message === null || message.flags.has(MessageFlags.Ephemeral) ? null : message.id,
    tell: isThread ? 'thread' : 'direct',
    askedAt: new Date().toISOString(),
  };
  const id = await store.addQuestion(question);
  const kept = { ...question, id, post: null, closed: null };
  let post: Place | null = null;
  try {
    post = await postQuestion(kept, settings, interaction.client, service);
  } finally {
    // What the team does not read is not kept.
    if (post === null) await store.deleteQuestion(id);
  }
  if (post === null) return noticeOf(say.unpostable);
  await store.placeQuestion(id, post);
  return noticeOf(say.sent[question.tell]);
}
