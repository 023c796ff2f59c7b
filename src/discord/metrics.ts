import { Counter, Histogram } from 'prom-client';
import {
  type Answered,
  createQuestionMetrics,
  gauge,
  type Observed,
  type QuestionMetrics,
} from '../service/metrics.js';

/** How a question reached the bot: a command, the message menu, a message, a press of a button. */
export const WAYS = ['ask', 'fact', 'about', 'menu', 'mention', 'reply', 'direct', 'button'] as const;
export type Way = (typeof WAYS)[number];

export type AnsweredQuestion = Answered<Way>;

/** Milliseconds that Discord waits for a first response. */
const ACKNOWLEDGEMENT_MS = 3000;

/** Upper bounds in seconds, up to where Discord gives up. */
const ACKNOWLEDGEMENT_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3];

/** What is looked at when metrics are read. */
export interface ObservedBot extends Observed {
  /** Whether the bot is logged in and answers. */
  isReady(): boolean;
  /** Whether the Postgres that is shared does not answer; absent where there is none. */
  isPostgresAway?(): boolean;
}

/** Counts for Prometheus. None tells who asked, where, or what. */
export interface Metrics extends QuestionMetrics<Way> {
  /** An interaction was acknowledged so many milliseconds after it came in. */
  acknowledged(ms: number): void;
  /** Discord did not wait for an acknowledgement. */
  late(): void;
}

export function createMetrics(observed: ObservedBot): Metrics {
  const metrics = createQuestionMetrics<Way>(observed);
  const registers = [metrics.registry];
  const acknowledgementSeconds = new Histogram({
    name: 'verbatim_acknowledgement_seconds',
    help: 'Seconds from an interaction to its acknowledgement.',
    buckets: ACKNOWLEDGEMENT_SECONDS,
    registers,
  });
  const late = new Counter({
    name: 'verbatim_late_acknowledgements_total',
    help: 'Interactions that were not acknowledged within three seconds.',
    registers,
  });
  const help = '1 when the bot is logged in and answers.';
  gauge(metrics.registry, 'discord_ready', help, () => Number(observed.isReady()));
  const { isPostgresAway } = observed;
  if (isPostgresAway) {
    const reachable = '1 when the Postgres that is shared answers.';
    gauge(metrics.registry, 'postgres_reachable', reachable, () => Number(!isPostgresAway()));
  }
  return {
    ...metrics,
    acknowledged(ms) {
      acknowledgementSeconds.observe(ms / 1000);
      if (ms > ACKNOWLEDGEMENT_MS) late.inc();
    },
    late: () => late.inc(),
  };
}
