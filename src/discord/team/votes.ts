import { type ButtonInteraction, MessageFlags, type ModalSubmitInteraction } from 'discord.js';
import { REASONS, type Vote } from '../../store/store.js';
import { showForm } from '../acknowledge.js';
import { pressOf } from '../custom-id.js';
import { oneLine, withoutControls } from '../markdown.js';
import { everyoneAt, libraryFor, readerOf } from '../reader.js';
import { languageOf, phrasesOf, type Service } from '../service.js';
import type { TeamPress } from '../team-id.js';
import { askedIn } from '../views/answer.js';
import { FIELD, voteForm } from '../views/team/forms.js';
import { noticeOf } from '../views/team/notice.js';
import { keepQuestion } from './own-questions.js';
import { tellPrivately } from './reply.js';

type VotePress = Extract<TeamPress, { readonly passage: string }>;

/** Takes a vote up at once; asks for the reason of one down. */
export async function onVote(
  interaction: ButtonInteraction,
  press: VotePress,
  guild: string,
  service: Service,
): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const { teamChannel, retentionDays } = await service.store.settingsOf(guild);
  if (teamChannel === null) return tellPrivately(interaction, noticeOf(phrases.team.ask.noTeam), service);
  if (press.action === 'down') {
    const others = await othersIn(interaction, press, service);
    return showForm(interaction, voteForm(press, retentionDays, others, phrases), service);
  }
  await service.store.vote({ ...voteOf(interaction, press, guild), down: null });
  await tellPrivately(interaction, noticeOf(phrases.team.vote.up), service);
}

/** Takes a vote down, with its reason. */
export async function voteDown(
  interaction: ModalSubmitInteraction,
  press: VotePress,
  guild: string,
  service: Service,
): Promise<void> {
  const { fields, message } = interaction;
  const phrases = phrasesOf(interaction.locale);
  const reason = REASONS.find((one) => one === fields.getRadioGroup(FIELD.reason)) ?? 'other';
  const note = withoutControls(fields.getTextInputValue(FIELD.note)).trim();
  const { question } = askedIn((message?.components ?? []).map((component) => component.toJSON()));
  const down = { reason, note, question: question ?? '' };
  await service.store.vote({ ...voteOf(interaction, press, guild), down });
  const [right] = fields.fields.has(FIELD.passage) ? fields.getStringSelectValues(FIELD.passage) : [];
  if (reason === 'passage' && right !== undefined)
    await keepQuestion({ question: down.question, passage: right, from: 'vote' }, interaction, service);
  await tellPrivately(interaction, noticeOf(phrases.team.vote.down), service);
}

/** The other passages of a reply, as its buttons tell them: one of them may be the right one. */
async function othersIn(
  interaction: ButtonInteraction,
  { passage }: VotePress,
  service: Service,
): Promise<(readonly [key: string, text: string])[]> {
  const { components, flags } = interaction.message;
  const presses = JSON.stringify(components.map((component) => component.toJSON()))
    .match(/"v1\|[^"]{1,98}"/g)
    ?.map((id) => pressOf(id.slice(1, -1)));
  const keys = presses?.flatMap((press) =>
    press !== null && 'state' in press && press.state.kind === 'answer' ? press.state.keys : [],
  );
  const isAlone = flags.has(MessageFlags.Ephemeral);
  const library = await libraryFor(isAlone ? readerOf(interaction) : everyoneAt(interaction), service);
  const others: [string, string][] = [];
  for (const key of new Set(keys)) {
    const language = languageOf(interaction.locale);
    const quote = key === passage ? null : await library?.engine.quote(key, { language });
    if (quote) others.push([key, oneLine(`${quote.source.title} — ${quote.text}`)]);
  }
  return others;
}

function voteOf(
  { message, channelId, user }: ButtonInteraction | ModalSubmitInteraction,
  { passage }: VotePress,
  guild: string,
): Omit<Vote, 'down'> {
  const place = { channel: channelId ?? '', message: message?.id ?? '' };
  return { guild, place, voter: user.id, passage, votedAt: new Date().toISOString() };
}
