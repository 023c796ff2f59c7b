import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createEnding } from '../service/ending.js';
import { createRenewal, openLibraries } from '../service/library.js';
import { listen } from '../service/listen.js';
import { createQuestionMetrics, gauge } from '../service/metrics.js';
import { createQueue } from '../service/queue.js';
import { createRateLimits } from '../service/rate-limits.js';
import type { Surroundings } from '../service/surroundings.js';
import type { WebConfig } from '../web-config.js';
import { createApp } from './app.js';
import type { Way, WebService } from './service.js';

/** How long questions in flight are waited for when the server is told to leave, in milliseconds. */
const PATIENCE = 10_000;

/** How long a request may take to come in whole, its headers before; and how long a connection may be still. In milliseconds. */
const TIMEOUTS = {
  headersTimeout: 10_000,
  requestTimeout: 20_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
};
const STILL = 120_000;
/** Connections at once. */
const MOST_CONNECTIONS = 1_000;

/** How often the token may be typed from one address. */
const ATTEMPTS = { questionsPer10Seconds: 5, questionsPerHour: 60 };

/** What is asked before anybody asks: it readies the engine. */
const WARM_UP = 'Who, what, when and where? Qui, quoi, quand et où ?';

/** A server of the pages and the API, on which nobody can hold a connection for long. */
export function createWebServer(service: WebService): Server {
  const listener = getRequestListener(createApp(service).fetch, { overrideGlobalObjects: false });
  const server = createServer(TIMEOUTS, listener);
  server.maxConnections = MOST_CONNECTIONS;
  return server.setTimeout(STILL);
}

/**
 * Serves the web page until SIGINT or SIGTERM; a second one ends the process at once. Answers from the corpus as it is: see `createRenewal`.
 *
 * @param describe what went wrong, in the operator's language
 * @throws Failure `web-port`, and whatever stands in the way of the engine
 */
export async function serve(
  config: WebConfig,
  surroundings: Surroundings,
  describe: (error: unknown) => string,
): Promise<void> {
  const { phrases, tell, openEngine, watch } = surroundings;
  const say = phrases.web.operator;
  const queue = createQueue({ most: config.questionsInFlight });
  const metrics = createQuestionMetrics<Way>({
    questionsInFlight: () => queue.waiting + queue.running,
    corpus: () => service.libraries?.whole.engine.counts ?? null,
  });
  gauge(metrics.registry, 'web_ready', '1 when questions are answered.', () =>
    Number(service.libraries !== null),
  );
  const service: WebService = {
    config,
    metrics,
    limits: createRateLimits(config),
    attempts: createRateLimits(ATTEMPTS),
    queue,
    onError: (error) => tell(say.failed(describe(error))),
    libraries: null,
    buildFailure: null,
    closing: false,
  };
  const renew = createRenewal(service, openEngine);
  const server = createWebServer(service);
  const leaving = new AbortController();
  const listening = await listen(server, config, 'web-port');
  tell(say.listening(listening.address));
  const { ended, stopListening } = createEnding(() => tell(say.leaving));

  /** While a corpus is being changed it may well be empty or unreadable for a moment: the old one stays. */
  const follow = (): Promise<void> =>
    renew('published').then(
      ({ engine }) => tell(say.renewed(phrases.index.summary(engine.counts))),
      (error: unknown) => tell(say.notRenewed(describe(error))),
    );

  async function start(): Promise<void> {
    const engine = await openEngine('published');
    await engine.ask(WARM_UP);
    service.libraries = await openLibraries(engine);
    const { onError } = service;
    const onAway = (error: unknown) => tell(error === null ? say.back : describe(error));
    await watch({ onChange: follow, onError, onAway }, leaving.signal);
    tell(say.ready(phrases.index.summary(engine.counts)));
  }

  try {
    await Promise.race([start().then(() => ended), ended]);
  } finally {
    service.closing = true;
    leaving.abort();
    await listening.close(PATIENCE);
    stopListening();
  }
}
