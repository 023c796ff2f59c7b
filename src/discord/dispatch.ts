import { type Client, Events, type Interaction } from 'discord.js';
import { reasonOf } from '../failure.js';
import { acknowledge } from './acknowledge.js';
import { respondToAutocomplete } from './autocomplete.js';
import { onButton } from './buttons.js';
import { onCommand, onMessageCommand } from './commands.js';
import { dailyPressOf } from './daily/daily-id.js';
import { onDailyPress } from './daily/settings.js';
import { COMMAND } from './definitions.js';
import { onMessage } from './messages.js';
import { onQuizPress } from './quiz/quiz.js';
import { quizPressOf } from './quiz/quiz-id.js';
import { phrasesOf, type Service } from './service.js';
import { onTeamForm, onTeamPress } from './team/team.js';
import { teamPressOf } from './team-id.js';
import { onAbout } from './tour/about.js';
import { onTourPress, takeTour } from './tour/tour.js';
import { tourPressOf } from './tour-id.js';
import { failedView, outdatedView } from './views/notice.js';

/** What is done with everything that Discord tells. */
export interface Handlers {
  /** Listens to a client. */
  readonly attach: (client: Client) => void;
  /** Has something else done, and its failure logged; it is waited for as an answer is. */
  readonly handle: (work: Promise<void>) => void;
  /** Resolves when everything taken so far is answered. */
  readonly settled: () => Promise<void>;
}

/** Answers interactions and messages; what goes wrong with one is logged, and touches no other. */
export function createHandlers(service: Service): Handlers {
  const pending = new Set<Promise<void>>();

  function handle(work: Promise<void>): void {
    const handled = work
      .catch((error: unknown) => service.log.error({ event: 'unexpected', reason: reasonOf(error), error }))
      .finally(() => pending.delete(handled));
    pending.add(handled);
  }

  function attach(client: Client): void {
    client.on(Events.InteractionCreate, (interaction) => handle(onInteraction(interaction, service)));
    client.on(Events.MessageCreate, (message) => handle(onMessage(message, service)));
    client.on(Events.GuildCreate, ({ id }) =>
      service.log.info({ event: 'joined', guild: service.log.hash(id) }),
    );
    client.on(Events.GuildDelete, ({ id }) =>
      service.log.info({ event: 'left', guild: service.log.hash(id) }),
    );
    // discord.js tells of every try; the log, of the first.
    const lost = new Set<number>();
    client.on(Events.ShardReconnecting, (shard) => {
      if (!lost.has(shard)) service.log.warn({ event: 'reconnecting', shard });
      lost.add(shard);
    });
    client.on(Events.ShardResume, (shard, replayed) => {
      lost.delete(shard);
      service.log.info({ event: 'resumed', shard, replayed });
    });
    client.on(Events.ShardReady, (shard) => {
      lost.delete(shard);
      service.log.info({ event: 'connected', shard });
    });
    client.on(Events.ShardError, (error, shard) =>
      service.log.warn({ event: 'gateway', shard, reason: reasonOf(error) }),
    );
    client.on(Events.Error, (error) => service.log.error({ event: 'client', reason: reasonOf(error) }));
    client.on(Events.Warn, (reason) => service.log.warn({ event: 'client', reason }));
  }

  async function settled(): Promise<void> {
    while (pending.size > 0) await Promise.allSettled(pending);
  }

  return { attach, handle, settled };
}

/** Answers an interaction; says so to whoever waits when something fails that nobody thought of. */
async function onInteraction(interaction: Interaction, service: Service): Promise<void> {
  try {
    await dispatch(interaction, service);
  } catch (error) {
    if (interaction.isRepliable() && !interaction.replied && !interaction.deferred) {
      await acknowledge(interaction, true, service).send(failedView(phrasesOf(interaction.locale)));
    }
    throw error;
  }
}

async function dispatch(interaction: Interaction, service: Service): Promise<void> {
  if (interaction.isAutocomplete()) return respondToAutocomplete(interaction, service);
  if (interaction.isChatInputCommand()) {
    const { commandName } = interaction;
    if (commandName === COMMAND.about) return onAbout(interaction, service);
    if (commandName === COMMAND.start) return takeTour(interaction, service);
    return onCommand(interaction, service);
  }
  if (interaction.isMessageContextMenuCommand()) return onMessageCommand(interaction, service);
  if (interaction.isMessageComponent() || interaction.isModalSubmit()) {
    const [quizPress, daily] = [quizPressOf(interaction.customId), dailyPressOf(interaction.customId)];
    if (quizPress !== null && interaction.isButton()) return onQuizPress(interaction, quizPress, service);
    if (daily !== null && interaction.isMessageComponent()) return onDailyPress(interaction, daily, service);
    const press = teamPressOf(interaction.customId);
    const tour = tourPressOf(interaction.customId);
    if (interaction.isModalSubmit()) {
      const outdated = outdatedView(phrasesOf(interaction.locale));
      if (press === null) await acknowledge(interaction, true, service).send(outdated);
      else await onTeamForm(interaction, press, service);
    } else if (press !== null) await onTeamPress(interaction, press, service);
    else if (tour !== null) await onTourPress(interaction, tour, service);
    else if (interaction.isButton()) await onButton(interaction, service);
  }
}
