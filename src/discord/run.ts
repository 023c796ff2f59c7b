import { basename, isAbsolute, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, Events } from 'discord.js';
import type { BotConfig } from '../bot-config.js';
import { PROJECT_ROOT } from '../environment.js';
import type { Database } from '../postgres/database.js';
import { type Leases, leasesOf } from '../postgres/leases.js';
import { storeIn } from '../postgres/store.js';
import { createEnding } from '../service/ending.js';
import { createRenewal, openLibraries } from '../service/library.js';
import { createQueue } from '../service/queue.js';
import { createRateLimits } from '../service/rate-limits.js';
import type { Surroundings } from '../service/surroundings.js';
import type { ShardBlock } from '../settings.js';
import { openStore } from '../store/embedded.js';
import { READY } from './client.js';
import { type Connection, type ConnectionListeners, createConnection } from './connect.js';
import { discardOldDrafts } from './corpus/drafts.js';
import { postFacts } from './daily/post.js';
import { createHandlers } from './dispatch.js';
import { createLog } from './log.js';
import { createMetrics } from './metrics.js';
import { createQuizzes } from './quiz/quizzes.js';
import { remind } from './quiz/remind.js';
import type { Service } from './service.js';
import { beginShift, identifyInTurn, type Shift } from './shift.js';
import { openStatusServer } from './status-server.js';
import { sendDigests } from './team/digest.js';
import { deleteExpired } from './team/privacy.js';

/** How long questions in flight are waited for when the bot is told to leave, in milliseconds. */
const PATIENCE = 10_000;

/**
 * Asked once before anybody asks: it readies the engine, and tells how long an answer takes, so that
 * whoever asks first is told in time when that is long.
 */
const WARM_UP = 'Who, what, when and where? Qui, quoi, quand et où ?';

/** How often what is too old is looked for, in milliseconds. */
const EXPIRY_LOOK = 60 * 60_000;
/** How often it is looked whether something is due, in milliseconds. */
const DUE_LOOK = 60_000;

/** How the bot gets its engine, and where it tells its operator how it is doing. */
export interface BotSurroundings extends Surroundings {
  /** The Postgres that is shared with other processes; null where there is none. */
  readonly database: Database | null;
}

/**
 * Runs the bot until SIGINT or SIGTERM; a second one ends the process at once.
 *
 * @throws Failure what the bot cannot start without, or cannot go on with.
 */
export async function runBot(config: BotConfig, surroundings: BotSurroundings): Promise<void> {
  const { phrases, tell, openEngine, database, watch } = surroundings;
  let isPostgresAway = false;
  const isReady = (): boolean =>
    (serving.connection?.isReady() ?? false) && service.libraries !== null && !service.closing;
  const queue = createQueue({ most: config.questionsInFlight });
  const log = createLog(config);
  const limits = createRateLimits(config, database?.postgres ?? null);
  const service: Service = {
    config,
    log,
    metrics: createMetrics({
      questionsInFlight: () => queue.waiting + queue.running,
      isReady,
      corpus: () => service.libraries?.whole.engine.counts ?? null,
      ...(database === null ? {} : { isPostgresAway: () => isPostgresAway }),
    }),
    // Other processes may count in the same place, which is told nobody's id.
    limits: { take: (user) => limits.take(log.hash(user)) },
    queue,
    store: database === null ? await openStore(config.stateFolder) : storeIn(database),
    quizzes: createQuizzes(queue),
    renew: (origin) => renew(origin),
    libraries: null,
    buildFailure: null,
    closing: false,
  };
  const renew = createRenewal(service, openEngine);
  const status = await openStatusServer(config, { isReady, metrics: service.metrics });
  if (status !== null) tell(phrases.bot.status(status.address));
  const handlers = createHandlers(service);
  const { ended, fail, stopListening } = createEnding(() => tell(phrases.bot.leaving));
  const leaving = new AbortController();
  let expiry: NodeJS.Timeout | undefined;
  let due: NodeJS.Timeout | undefined;
  // discord.js leaves some rejections unhandled while it reconnects: none of them ends the bot.
  const onRejection = (error: unknown): void => service.log.error({ event: 'rejection', error });
  process.on('unhandledRejection', onRejection);

  const leases = database === null ? null : leasesOf(database);
  /** What is served at the moment, and by what right. */
  const serving: { connection: Connection | null; shift: Shift | null } = { connection: null, shift: null };
  const listeners: ConnectionListeners = {
    attach(client) {
      handlers.attach(client);
      // Each new session begins with the presence of a start.
      client.on(Events.ShardReady, () => showPresence(client, service));
    },
    onReady(client) {
      const servers = client.guilds.cache.map(({ name }) => name);
      tell(phrases.bot.loggedIn(client.user.tag, servers));
    },
    onWaiting: (reason, seconds) => tell(phrases.bot.unreachable(config.apiUrl, reason, seconds)),
    onDeaf: () => service.log.warn({ event: 'deaf' }),
    onFatal: fail,
  };

  function connect(block: ShardBlock | null): Connection {
    const waitForIdentify = database === null ? {} : { waitForIdentify: identifyInTurn(database) };
    serving.connection = createConnection(config, listeners, undefined, { block, ...waitForIdentify });
    return serving.connection;
  }

  /** Serves whenever no other process does, until the bot leaves. */
  async function serveInShifts(among: Leases): Promise<void> {
    const onWaiting = () => tell(phrases.machines.standby);
    for (;;) {
      const shift = await beginShift(among, config.shards ?? [null], onWaiting, leaving.signal);
      serving.shift = shift;
      if (shift === null) return;
      const connection = connect(shift.block);
      const opening = connection.open().then(() => !shift.isLost && ready());
      await Promise.race([opening, shift.lost]);
      await shift.lost;
      service.log.warn({ event: 'shift-lost' });
      await connection.close();
      // It may have been about to log in.
      await opening;
      await connection.close();
    }
  }

  function doWhatIsDue(): void {
    const client = serving.connection?.client;
    if (!client) return;
    const now = new Date();
    handlers.handle(postFacts(client, service, now).then(() => remind(client, service, now)));
  }

  function expire(): void {
    const client = serving.connection?.client;
    if (client) {
      void deleteExpired(client, service);
      void sendDigests(client, service);
    }
    void discardOldDrafts(service);
  }

  function ready(): void {
    const client = serving.connection?.client;
    if (client) showPresence(client, service);
    expire();
    tell(phrases.bot.ready);
  }

  /** While a corpus is being changed it may well be empty or unreadable for a moment: the old one stays. */
  const follow = (): Promise<void> =>
    renew('published').then(
      ({ engine }) => service.log.info({ event: 'renewed', ...engine.counts }),
      (error: unknown) => service.log.error({ event: 'not-renewed', error }),
    );

  const onAway = (error: unknown): void => {
    isPostgresAway = error !== null;
    if (error === null) service.log.info({ event: 'postgres-back' });
    else service.log.warn({ event: 'postgres-away', error });
  };

  async function start(): Promise<void> {
    // Whoever waits for their turn is ready by then.
    if (leases === null) await connect(config.shards?.[0] ?? null).open();
    const engine = await openEngine('published');
    await queue.run('', () => engine.ask(WARM_UP)).catch(onRejection);
    service.libraries = await openLibraries(engine);
    expiry = setInterval(expire, EXPIRY_LOOK);
    doWhatIsDue();
    due = setInterval(doWhatIsDue, DUE_LOOK);
    await watch({ onChange: follow, onError: onRejection, onAway }, leaving.signal);
    tell(phrases.bot.loaded(phrases.index.summary(engine.counts), nameOf(config.model.id)));
    if (leases === null) ready();
    else await serveInShifts(leases);
  }

  try {
    await Promise.race([start().then(() => ended), ended]);
  } finally {
    service.closing = true;
    leaving.abort();
    clearInterval(expiry);
    clearInterval(due);
    await Promise.race([handlers.settled(), sleep(PATIENCE)]);
    await serving.connection?.close();
    // Only now: nothing is answered twice.
    await serving.shift?.end();
    await status?.close();
    await service.store.close();
    process.off('unhandledRejection', onRejection);
    stopListening();
  }
}

/** Shows that the bot answers, once it does. */
function showPresence({ user }: Client, { libraries }: Service): void {
  if (libraries !== null) user?.setPresence(READY);
}

/** A model by a short name: a folder within the project, a folder's own name, or a name on the hub. */
function nameOf(model: string): string {
  if (!isAbsolute(model)) return model;
  const within = relative(PROJECT_ROOT, model);
  return within.startsWith('..') || isAbsolute(within) ? basename(model) : within;
}
