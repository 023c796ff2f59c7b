import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Language } from '../corpus/document.js';
import type { Verdict } from '../search/answer.js';

/** What came of a question: a verdict; for what was no question, a greeting or nothing; or an error. */
export type Outcome = Verdict | 'chatter' | 'empty' | 'failed';

/** Why a question was not put to the engine. */
const REFUSALS = ['closing', 'loading', 'rate', 'busy'] as const;
export type Refused = (typeof REFUSALS)[number];

/** Upper bounds in seconds: from a look-up in memory to a model that works for seconds. */
const QUESTION_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is looked at when metrics are read, and so is never out of date. */
export interface Observed {
  questionsInFlight(): number;
  /** Null until there is one. */
  corpus(): { readonly documents: number; readonly passages: number; readonly pairs: number } | null;
}

/** A question, and by which of the ways of a door it came. */
export interface Answered<Way extends string> {
  readonly way: Way;
  readonly verdict: Outcome;
  /** Null when it is not known. */
  readonly language: Language | null;
  /** Milliseconds from its arrival to its answer. */
  readonly ms: number;
}

/** Counts for Prometheus. None tells who asked, where, or what. */
export interface QuestionMetrics<Way extends string> {
  answered(question: Answered<Way>): void;
  refused(reason: Refused): void;
  readonly contentType: string;
  /** Everything, as Prometheus reads it. */
  text(): Promise<string>;
}

/** What counts questions, whatever door they come by; `registry` takes what only one of the doors counts. */
export function createQuestionMetrics<Way extends string>(
  observed: Observed,
): QuestionMetrics<Way> & { readonly registry: Registry } {
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
  const refused = new Counter({
    name: 'verbatim_refused_total',
    help: 'Questions that were refused, by reason.',
    labelNames: ['reason'],
    registers,
  });
  // A rate can be told from the first refusal on only when there was a zero before it.
  for (const reason of REFUSALS) refused.inc({ reason }, 0);

  gauge(registry, 'questions_in_flight', 'Questions that wait or are worked on.', () =>
    observed.questionsInFlight(),
  );
  for (const what of ['documents', 'passages', 'pairs'] as const) {
    const help = what === 'pairs' ? 'Pairs of passages in the corpus.' : `${upper(what)} in the corpus.`;
    gauge(registry, `corpus_${what}`, help, () => observed.corpus()?.[what] ?? 0);
  }

  return {
    registry,
    answered({ way, verdict, language, ms }) {
      questions.inc({ way, verdict, language: language ?? 'none' });
      questionSeconds.observe(ms / 1000);
    },
    refused: (reason) => refused.inc({ reason }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}

/** Adds a value that is looked at when metrics are read. */
export function gauge(registry: Registry, name: string, help: string, value: () => number): void {
  new Gauge({
    name: `verbatim_${name}`,
    help,
    registers: [registry],
    collect() {
      this.set(value());
    },
  });
}

function upper(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
