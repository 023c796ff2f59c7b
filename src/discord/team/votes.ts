import type { ButtonInteraction, ModalSubmitInteraction } from 'discord.js';
import { REASONS, type Vote } from '../../store/store.js';
import { showForm } from '../acknowledge.js';
import { withoutControls } from '../markdown.js';
import { phrasesOf, type Service } from '../service.js';
import type { TeamPress } from '../team-id.js';
import { askedIn } from '../views/answer.js';
import { FIELD, voteForm } from '../views/team/forms.js';
import { noticeOf } from '../views/team/notice.js';
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
  if (press.action === 'down') return showForm(interaction, voteForm(press, retentionDays, phrases), service);
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
  await tellPrivately(interaction, noticeOf(phrases.team.vote.down), service);
}

function voteOf(
  { message, channelId, user }: ButtonInteraction | ModalSubmitInteraction,
  { passage }: VotePress,
  guild: string,
): Omit<Vote, 'down'> {
  const place = { channel: channelId ?? '', message: message?.id ?? '' };
  return { guild, place, voter: user.id, passage, votedAt: new Date().toISOString() };
}
