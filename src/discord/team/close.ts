import type { ButtonInteraction, Client, ModalSubmitInteraction } from 'discord.js';
import type { Phrases } from '../../i18n/en.js';
import type { Closing, SentQuestion } from '../../store/store.js';
import { acknowledge, showForm } from '../acknowledge.js';
import { oneLine } from '../markdown.js';
import { libraryFor, type Reader, readerOf } from '../reader.js';
import { phrasesOf, type Service } from '../service.js';
import type { TeamPress } from '../team-id.js';
import { answerForm, documentedForm, FIELD } from '../views/team/forms.js';
import { noticeOf } from '../views/team/notice.js';
import type { Told } from '../views/team/told.js';
import { keepQuestion } from './own-questions.js';
import { passagesOf, updatePost } from './posts.js';
import { tellPrivately } from './reply.js';
import { tellAsker } from './tell.js';

/** What a team does with questions. */
export type ClosingPress = Extract<TeamPress, { readonly questions: readonly string[] }>;

/** Those of some questions that are open; what to tell when none is. */
export async function openAmong(
  ids: readonly string[],
  { team: { post } }: Phrases,
  { store }: Service,
): Promise<{ readonly open: SentQuestion[]; readonly refusal: string | null }> {
  const kept = (await Promise.all(ids.map((id) => store.question(id)))).filter(
    (question) => question !== null,
  );
  const open = kept.filter(({ closed }) => closed === null);
  if (open.length > 0) return { open, refusal: null };
  return { open, refusal: kept.length === 0 ? post.gone : post.closedBefore };
}

/** Closes questions at a press, or shows the form that their closing needs. */
export async function onClosing(
  interaction: ButtonInteraction,
  press: ClosingPress,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const { open, refusal } = await openAmong(press.questions, phrases, service);
  const [first] = open;
  if (refusal !== null || first === undefined)
    return tellPrivately(interaction, noticeOf(refusal ?? phrases.team.post.gone), service);
  if (press.action === 'answer')
    return showForm(interaction, answerForm(press, first.text, phrases), service);
  if (press.action === 'documented') {
    const quotes = await passagesOf(first, readerOf(interaction), service);
    const choices = quotes.map(
      ({ key, text, source }) => [key, oneLine(`${source.title} — ${text}`)] as const,
    );
    return showForm(interaction, documentedForm(press, choices, phrases), service);
  }
  const acknowledgement = acknowledge(interaction, true, service);
  const how = press.action === 'declined' ? 'declined' : 'solved';
  const closing = { outcome: how, at: new Date().toISOString(), by: interaction.user.id } as const;
  const told = await closeAll(open, closing, async () => ({ how }), interaction.client, service);
  await acknowledgement.send(noticeOf(toldLine(told, phrases)));
}

/** Closes questions with the passage that answers, or with where the answer stands. */
export async function closeAsDocumented(
  interaction: ModalSubmitInteraction,
  press: ClosingPress,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const { fields } = interaction;
  const [key] = fields.fields.has(FIELD.passage) ? fields.getStringSelectValues(FIELD.passage) : [];
  const where = oneLine(fields.getTextInputValue(FIELD.elsewhere));
  const { open, refusal } = await openAmong(press.questions, phrases, service);
  if (refusal !== null) return tellPrivately(interaction, noticeOf(refusal), service);
  if (key === undefined && where === '')
    return tellPrivately(interaction, noticeOf(phrases.team.documented.empty), service);
  const acknowledgement = acknowledge(interaction, true, service);
  const by = { at: new Date().toISOString(), by: interaction.user.id };
  const closing: Closing = { outcome: 'documented', with: key ?? where, ...by };
  const tell = async (asked: SentQuestion): Promise<Told> => {
    const { language, text } = asked;
    // Whoever asked is told what everybody may read where they did.
    const library = key === undefined ? null : await libraryFor(whereAsked(asked), service);
    const quote = (await library?.engine.quote(key ?? '', { language, question: text })) ?? null;
    if (quote !== null) return { how: 'documented', quote };
    return where === '' ? { how: 'solved' } : { how: 'elsewhere', where };
  };
  const told = await closeAll(open, closing, tell, interaction.client, service);
  if (key !== undefined)
    for (const { text } of open)
      await keepQuestion({ question: text, passage: key, from: 'team' }, interaction, service);
  await acknowledgement.send(noticeOf(toldLine(told, phrases)));
}

/** Everybody who reads along where a question was asked. */
export function whereAsked({ guild, channel }: SentQuestion): Reader {
  return { guild, channels: [channel], roles: [] };
}

/** Closes questions, shows it in the team channel, and tells their askers; gives how many of them were told. */
export async function closeAll(
  questions: readonly SentQuestion[],
  closing: Closing,
  toldOf: (question: SentQuestion) => Promise<Told>,
  client: Client,
  service: Service,
): Promise<{ readonly closed: number; readonly told: number }> {
  let [closed, told] = [0, 0];
  for (const question of questions) {
    try {
      if (!(await service.store.closeQuestion(question.id, closing))) continue;
      closed++;
      const { outcome, at, by } = closing;
      await updatePost(
        { ...question, closed: { outcome, at, by, with: closing.with ?? null } },
        client,
        service,
      );
      if (await tellAsker(question, await toldOf(question), client, service)) told++;
    } catch (error) {
      service.log.error({ event: 'not-closed', error });
    }
  }
  return { closed, told };
}

/** Whether the askers of closed questions have been told, in words. */
export function toldLine(
  { closed, told }: { closed: number; told: number },
  { team: { post } }: Phrases,
): string {
  if (closed === 0) return post.unclosed;
  return `${post.done} ${told === closed ? post.told : post.untold}`;
}
