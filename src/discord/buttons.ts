import { type ButtonInteraction, MessageFlags, PermissionFlagsBits } from 'discord.js';
import type { Phrases } from '../i18n/en.js';
import { acknowledge, DEFER_AFTER, delivered, LONG_WAIT, replyOptions } from './acknowledge.js';
import { type Press, pressOf, type ReplyState } from './custom-id.js';
import { viewOfPassages } from './passages.js';
import { unansweredFor } from './question.js';
import { everyoneAt, libraryFor, mayReadMore, type Reader, readerOf } from './reader.js';
import { type Library, languageOf, phrasesOf, type Service } from './service.js';
import { hasTeam } from './team/access.js';
import { askedIn } from './views/answer.js';
import {
  closingView,
  forbiddenView,
  loadingView,
  notYoursView,
  outdatedView,
  sharedView,
  unshareableView,
} from './views/notice.js';
import { isSharedIn } from './views/reply.js';
import { restView } from './views/rest.js';
import { sourcesView } from './views/sources.js';
import { SHARED_OPTIONS, type View } from './views/view.js';

/** What a press other than one that deletes asks for. */
type Look = Exclude<Press, { readonly action: 'delete' }>;

/** Does what a button asks for, whichever run of the bot put it there. */
export async function onButton(interaction: ButtonInteraction, service: Service): Promise<void> {
  const phrases = phrasesOf(interaction.locale);
  const press = pressOf(interaction.customId);
  if (press?.action === 'delete') return remove(interaction, press.asker, phrases, service);
  if (service.closing) return tell(interaction, closingView(phrases), service);
  if (service.libraries === null) return tell(interaction, loadingView(phrases), service);
  if (press === null) return tell(interaction, outdatedView(phrases), service);
  // The model works on one thing at a time, and nothing else is done meanwhile.
  const isLong = isOfModel(press) && service.queue.expectedWaitMs(interaction.user.id) > LONG_WAIT;
  // Whoever did not ask gets what they press for to themselves.
  if (!isOwn(press, interaction)) {
    const acknowledgement = acknowledge(interaction, true, service);
    if (isLong) await acknowledgement.defer();
    const { view } = await seen(press, interaction, phrases, readerOf(interaction), service);
    await acknowledgement.send(view);
    return;
  }
  if (isLong) await defer(interaction, service);
  const over = deferWhenSlow(interaction, service);
  // What is shown to all is what all may read, whoever presses; a reply that only its asker sees, what they may.
  const isAlone = press.action !== 'share' && interaction.message.flags.has(MessageFlags.Ephemeral);
  const reader = isAlone ? readerOf(interaction) : everyoneAt(interaction);
  const { view, isNotice } = await seen(press, interaction, phrases, reader, service);
  await over();
  if (isNotice) return tell(interaction, view, service);
  return press.action === 'share'
    ? share(interaction, view, phrases, service)
    : update(interaction, view, service);
}

/** Whether the model is asked for what a press shows: where in a passage the answer is. */
function isOfModel(press: Look): boolean {
  return 'state' in press && press.state.kind === 'answer';
}

/** What a press is answered with: what it asks for, or a notice that it cannot be shown. */
async function seen(
  press: Look,
  interaction: ButtonInteraction,
  phrases: Phrases,
  reader: Reader,
  service: Service,
): Promise<{ readonly view: View; readonly isNotice: boolean }> {
  const isTeamThere = await hasTeam(interaction.guildId, service);
  try {
    const library = await libraryFor(reader, service);
    if (library === null) return { view: loadingView(phrases), isNotice: true };
    const show = () => look(press, interaction, phrases, library, isTeamThere);
    const view = await (isOfModel(press) ? service.queue.run(interaction.user.id, show) : show());
    if (view !== null) return { view, isNotice: false };
    const isForSome = press.action === 'share' && (await mayReadMore(readerOf(interaction), service));
    return { view: isForSome ? unshareableView(phrases) : outdatedView(phrases), isNotice: true };
  } catch (error) {
    return { view: unansweredFor(error, phrases, service).view, isNotice: true };
  }
}

/** What is seen after a press; null when the corpus no longer has it. */
async function look(
  press: Look,
  interaction: ButtonInteraction,
  phrases: Phrases,
  library: Library,
  isTeamThere: boolean,
): Promise<View | null> {
  switch (press.action) {
    case 'sources': {
      const { page, ...owner } = press;
      const documents = await library.engine.sourceDocuments(languageOf(interaction.locale));
      return sourcesView({ ...ownedBy(owner, interaction), page, documents }, phrases);
    }
    case 'rest': {
      const { key, language, part } = press;
      const quote = await library.engine.quote(key, { language });
      return quote === null ? null : restView({ side: quote, key, part }, phrases);
    }
    default: {
      const components = interaction.message.components.map((component) => component.toJSON());
      const isShare = press.action === 'share';
      const state = isShare ? { ...press.state, hidden: false } : ownedBy(press.state, interaction);
      const isShared = isShare || (!state.hidden && isSharedIn(components));
      const told = { ...askedIn(components), isShared, hasTeam: isTeamThere };
      return viewOfPassages(state, told, phrases, library);
    }
  }
}

/** What a reply tells of its owner: for somebody else than its asker, that of a private copy. */
function ownedBy<T extends Pick<ReplyState, 'asker' | 'hidden'>>(owner: T, { user }: ButtonInteraction): T {
  return owner.asker === user.id ? owner : { ...owner, asker: user.id, hidden: true };
}

/** Whether a press changes the reply it is on: one's own, or the pages that one is reading. */
function isOwn(press: Look, { user }: ButtonInteraction): boolean {
  switch (press.action) {
    case 'rest':
      return press.isReading;
    case 'sources':
      return press.asker === user.id;
    case 'share':
      return true;
    default:
      return press.state.asker === user.id;
  }
}

/** Acknowledges a press that takes long, changing nothing yet. Gives what to await once it is over. */
function deferWhenSlow(interaction: ButtonInteraction, service: Service): () => Promise<void> {
  let deferring: Promise<boolean> | null = null;
  const timer = setTimeout(() => {
    deferring = defer(interaction, service);
  }, DEFER_AFTER);
  return async () => {
    clearTimeout(timer);
    await deferring;
  };
}

/** Acknowledges a press, changing nothing yet; false when Discord no longer takes it. */
async function defer(interaction: ButtonInteraction, service: Service): Promise<boolean> {
  if (interaction.deferred) return true;
  // Also when the answer to a first try was lost and the second was told that it is done.
  interaction.deferred = await delivered(service, () => interaction.deferUpdate());
  return interaction.deferred;
}

async function tell(interaction: ButtonInteraction, view: View, service: Service): Promise<void> {
  if (interaction.deferred) await delivered(service, () => interaction.followUp(replyOptions(view, true)));
  else await acknowledge(interaction, true, service).send(view);
}

async function update(interaction: ButtonInteraction, view: View, service: Service): Promise<void> {
  const options = { ...SHARED_OPTIONS, ...view };
  await delivered(service, () =>
    interaction.deferred ? interaction.editReply(options) : interaction.update(options),
  );
}

/** Shows a private answer to everyone, and says so where it was private. */
async function share(
  interaction: ButtonInteraction,
  view: View,
  phrases: Phrases,
  service: Service,
): Promise<void> {
  if (!(await defer(interaction, service))) return;
  const isShown = await delivered(service, () => interaction.followUp(replyOptions(view, false)));
  await delivered(service, () =>
    isShown
      ? interaction.editReply({ ...SHARED_OPTIONS, ...sharedView(phrases) })
      : interaction.followUp(replyOptions(forbiddenView(phrases), true)),
  );
}

/** Deletes a reply for whoever asked, or may manage messages. */
async function remove(
  interaction: ButtonInteraction,
  asker: string,
  phrases: Phrases,
  service: Service,
): Promise<void> {
  const isModerator = interaction.memberPermissions?.has(PermissionFlagsBits.ManageMessages) ?? false;
  if (interaction.user.id !== asker && !isModerator) return tell(interaction, notYoursView(phrases), service);
  if (!(await defer(interaction, service))) return;
  await delivered(service, () => interaction.deleteReply());
}
