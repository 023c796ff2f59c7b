import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Language } from '../corpus/document.js';
import type { Verdict } from '../search/answer.js';

/** How a question reached the bot: a command, the message menu, a message, a press of a button. */
export const WAYS = ['ask', 'fact', 'menu', 'mention', 'reply', 'direct', 'button'] as const;
export type Way = (typeof WAYS)[number];

/** What came of a question: a verdict; for what was no question, a greeting or nothing; or an error. */
export type Outcome = Verdict | 'chatter' | 'empty' | 'failed';

/** Why a question was not put to the engine. */
export const REFUSALS = ['closing', 'loading', 'rate', 'busy'] as const;
export type Refused = (typeof REFUSALS)[number];

/** Milliseconds that Discord waits for a first response. */
const ACKNOWLEDGEMENT_MS = 3000;

/** Upper bounds in seconds: from a look-up in memory to a model that works for seconds. */
const QUESTION_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Upper bounds in seconds, up to where Discord gives up. */
const ACKNOWLEDGEMENT_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 1.5, 2, 3];

/** What is looked at when metrics are read, and so is never out of date. */
export interface Observed {
  questionsInFlight(): number;
  /** Whether the bot is logged in and answers. */
  isReady(): boolean;
  /** Null until there is one. */
  corpus(): { readonly documents: number; readonly passages: number; readonly pairs: number } | null;
  /** Whether the Postgres that is shared does not answer; absent where there is none. */
  isPostgresAway?(): boolean;
}

export interface AnsweredQuestion {
  readonly way: Way;
  readonly verdict: Outcome;
  /** Null when it is not known. */
  readonly language: Language | null;
  /** Milliseconds from its arrival to its answer. */
  readonly ms: number;
}

/** Counts for Prometheus. None tells who asked, where, or what. */
export interface Metrics {
  answered(question: AnsweredQuestion): void;
  /** An interaction was acknowledged so many milliseconds after it came in. */
  acknowledged(ms: number): void;
  /** Discord did not wait for an acknowledgement. */
  late(): void;
  refused(reason: Refused): void;
  readonly contentType: string;
  /** Everything, as Prometheus reads it. */
  text(): Promise<string>;
}

export function createMetrics(observed: Observed): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'verbatim_' });

  const questions = new Counter({
    name: 'verbatim_questions_total',
    help: 'Questions, by the way they came, what came of them and their language.',
    labelNames: ['way', 'verdict', 'language'],
    registers,
  });
  const questionSeconds = new Histogram({
    name: 'verbatim_question_seconds',
    help: 'Seconds from a question to its answer, waiting included.',
    buckets: QUESTION_SECONDS,
    registers,
  });
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
  const refused = new Counter({
    name: 'verbatim_refused_total',
    help: 'Questions that were refused, by reason.',
    labelNames: ['reason'],
    registers,
  });
  // A rate can be told from the first refusal on only when there was a zero before it.
  for (const reason of REFUSALS) refused.inc({ reason }, 0);

  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name: `verbatim_${name}`,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  };
  gauge('questions_in_flight', 'Questions that wait or are worked on.', () => observed.questionsInFlight());
  gauge('discord_ready', '1 when the bot is logged in and answers.', () => Number(observed.isReady()));
  const { isPostgresAway } = observed;
  if (isPostgresAway) {
    gauge('postgres_reachable', '1 when the Postgres that is shared answers.', () =>
      Number(!isPostgresAway()),
    );
  }
  gauge('corpus_documents', 'Documents in the corpus.', () => observed.corpus()?.documents ?? 0);
  gauge('corpus_passages', 'Passages in the corpus.', () => observed.corpus()?.passages ?? 0);
  gauge('corpus_pairs', 'Pairs of passages in the corpus.', () => observed.corpus()?.pairs ?? 0);

  return {
    answered({ way, verdict, language, ms }) {
      questions.inc({ way, verdict, language: language ?? 'none' });
      questionSeconds.observe(ms / 1000);
    },
    acknowledged(ms) {
      acknowledgementSeconds.observe(ms / 1000);
      if (ms > ACKNOWLEDGEMENT_MS) late.inc();
    },
    late: () => late.inc(),
    refused: (reason) => refused.inc({ reason }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
