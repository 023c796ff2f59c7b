import type {
  AnySelectMenuInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import { onCorpusCommand, showFiles } from '../corpus/command.js';
import { discardDraft, seeDraft, takeDocument } from '../corpus/prepare.js';
import { publishDraft } from '../corpus/publish.js';
import { changeRights } from '../corpus/rights.js';
import { OPTION, SUBCOMMAND } from '../definitions.js';
import type { Service } from '../service.js';
import type { TeamPress } from '../team-id.js';
import { publishAnswer, wordsOf } from './answer.js';
import { offerToAsk, sendQuestion } from './ask.js';
import { closeAsDocumented, onClosing } from './close.js';
import { guarded } from './guarded.js';
import { openQuestions, putAway, showOverview } from './overview.js';
import { forgetPerson, showPrivacy } from './privacy.js';
import { changeSetting, showSettings } from './settings.js';
import { onVote, voteDown } from './votes.js';

type Pressed = ButtonInteraction | AnySelectMenuInteraction;
type Command = 'team' | 'settings' | 'privacy' | 'corpus';

/** Does what a button or a menu between people and their team asks for. */
export async function onTeamPress(interaction: Pressed, press: TeamPress, service: Service): Promise<void> {
  await guarded(interaction, press.action, service, async (guild) => {
    if (press.action === 'setting') return changeSetting(interaction, press.name, guild, service);
    if (press.action === 'limit') return changeRights(interaction, press, guild, service);
    if (!interaction.isButton()) return;
    switch (press.action) {
      case 'ask':
        return offerToAsk(interaction, guild, service);
      case 'up':
      case 'down':
        return onVote(interaction, press, guild, service);
      case 'open':
        return openQuestions(interaction, press.questions, service);
      case 'resolve':
      case 'reviewed':
        return putAway(interaction, press, guild, service);
      case 'forget':
        return forgetPerson(interaction, service);
      case 'publish':
        return publishDraft(interaction, press.draft, service);
      case 'discard':
        return discardDraft(interaction, press.draft, service);
      case 'see':
        return seeDraft(interaction, press.draft, service);
      case 'files':
        return showFiles(interaction, press.at, service);
      case 'upload':
      case 'keep':
        return;
      default:
        return onClosing(interaction, press, service);
    }
  });
}

/** Does what a form between people and their team asks for. */
export async function onTeamForm(
  interaction: ModalSubmitInteraction,
  press: TeamPress,
  service: Service,
): Promise<void> {
  const work = async (guild: string): Promise<void> => {
    switch (press.action) {
      case 'ask':
        return sendQuestion(interaction, guild, service);
      case 'down':
        return voteDown(interaction, press, guild, service);
      case 'upload':
        return takeDocument(interaction, press, guild, service);
      case 'keep':
        return publishAnswer(interaction, [], service);
      case 'answer':
        return publishAnswer(interaction, press.questions, service);
      case 'documented':
        return closeAsDocumented(interaction, press, service);
    }
  };
  const isLong = press.action === 'answer' || press.action === 'keep' || press.action === 'upload';
  const written = isLong ? wordsOf(interaction) : [];
  await guarded(interaction, press.action, service, work, written);
}

/** Answers `/team`, `/settings`, `/privacy` or `/corpus`. */
export async function onTeamCommand(
  interaction: ChatInputCommandInteraction,
  command: Command,
  service: Service,
): Promise<void> {
  await guarded(interaction, actionOf(interaction, command), service, async (guild) => {
    switch (command) {
      case 'team':
        return showOverview(interaction, guild, service);
      case 'settings':
        return showSettings(interaction, guild, service);
      case 'privacy':
        return showPrivacy(interaction, service);
      case 'corpus':
        return onCorpusCommand(interaction, guild, service);
    }
  });
}

/** What a command does: whether it changes the corpus, or who reads it. */
function actionOf({ options }: ChatInputCommandInteraction, command: Command): Command | 'folder' | 'change' {
  if (command === 'settings') return options.getString(OPTION.folder) === null ? command : 'folder';
  if (command !== 'corpus') return command;
  const looks: readonly string[] = [SUBCOMMAND.list, SUBCOMMAND.show];
  return looks.includes(options.getSubcommand()) ? command : 'change';
}
