import type { Language, Problem } from '../corpus/document.js';
import { tellLanguage } from '../corpus/language.js';
import type { Embedder } from '../embedding/embedder.js';
import type { DownloadProgress } from '../embedding/hub.js';
import { type ModelSettings, openEmbedder } from '../embedding/transformers.js';
import { dot } from '../embedding/vector.js';
import { type Notice, openIndex, type StageProgress } from '../index/build.js';
import { pairsByKey } from '../index/keys.js';
import type { Index } from '../index/snapshot.js';
import type { Answer, Quote, Section } from './answer.js';
import { isChatter, withoutGreeting } from './chatter.js';
import { cleanQuestion, hasWords } from './clean.js';
import { WITH_TOKENS, WITHOUT_TOKENS } from './coefficients.js';
import { type Conversation, completeFollowUp, remember } from './conversation.js';
import { judge } from './judge.js';
import type { Coefficients, Signals } from './learned.js';
import { learnNames } from './names.js';
import { correctWords, type Question, understand } from './question.js';
import { quoteOf, quoteUnmarked } from './quote.js';
import { type Ranked, rank, readPairFor } from './rank.js';
import type { Reading } from './reading.js';
import { type Background, backgroundOf, retrieve } from './retrieve.js';
import { sectionOf } from './section.js';
import { createReader } from './sentences.js';
import { signalsOf } from './signals.js';
import { createTokenSimilarity } from './similarity.js';
import { topicsOf } from './topics.js';

export interface AskOptions {
  /** Language to answer in; that of the question when absent. */
  readonly language?: Language;
  /** Language of the asker, for questions that do not tell theirs. Default French. */
  readonly locale?: Language;
  /** Most quotes to return. Default 3. */
  readonly limit?: number;
  /** What was said before; changed by the question. */
  readonly conversation?: Conversation;
  /** Called as each stage of the way ends: for measuring. */
  readonly onStage?: (ended: AskStage) => void;
}

/** The stages of the way of a question, in order; a question that nothing can be found for ends early. */
export type AskStage = 'understand' | 'embed' | 'search' | 'rank' | 'judge' | 'quote';

export interface QuoteOptions {
  /** Language to quote in, when the passage has it. */
  readonly language: Language;
  /** Question whose answer is marked in the passage, as `ask` marks it; nothing is marked without one. */
  readonly question?: string;
  /** Language of the asker, for questions that do not tell theirs. Default `language`. */
  readonly locale?: Language;
}

export interface EngineRequest {
  readonly corpusFolder: string;
  readonly indexFolder: string;
  readonly model: ModelSettings;
  /** Build the index anew, reusing nothing. */
  readonly force?: boolean;
  /** Do without the token vectors of a context-free model, as with any other model: for calibration. */
  readonly withoutTokens?: boolean;
  /** Other coefficients than the learned ones: for calibration and evaluation. */
  readonly coefficients?: Coefficients;
  /** Fail when the index cannot be written. */
  readonly mustWrite?: boolean;
  readonly onDownload?: DownloadProgress;
  readonly onProgress?: StageProgress;
  readonly onNotice?: (notice: Notice) => void;
}

/** An index, the model that made it and the judge, ready to be asked. */
export interface Engine {
  readonly index: Index;
  readonly embedder: Embedder;
  /** Problems of the corpus. */
  readonly problems: readonly Problem[];
  /** Whether the index was built by this opening, and how many passages were embedded for it. */
  readonly built: boolean;
  readonly embedded: number;
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /**
   * Quotes the passage of a key. Null when the corpus has no such passage, or has it no more.
   *
   * @throws Failure `quote-mismatch` as `ask` does.
   */
  quote(key: string, options: QuoteOptions): Promise<Quote | null>;
  /** The section that the passage of a key stands in, as written in a language when it is; null as `quote`. */
  topic(key: string, language: Language): Section | null;
  /** What the judge sees of a question; null when there is nothing to see. */
  inspect(question: string, options?: AskOptions): Promise<Inspection | null>;
}

/** A question's candidates and signals: what calibration and evaluation work on. */
export interface Inspection {
  readonly question: Question;
  readonly ranked: readonly Ranked[];
  readonly background: Background;
  /** Of the first candidate. */
  readonly signals: Signals;
  readonly understoodAs: string | null;
  readonly embedMs: number;
}

/** Quotes without a better wish. */
const DEFAULT_LIMIT = 3;
/** Cosine from which two passages say the same thing. */
const NEAR_DUPLICATE = 0.97;
/** Share of the first candidate's rank from which another is worth showing beside it. */
const WORTH_SHOWING = 0.4;

/**
 * Opens the engine: the model, and the index of the corpus, built when it is missing or stale.
 *
 * @throws Failure whatever stands in the way of the model, the corpus or the index.
 */
export async function openEngine(request: EngineRequest): Promise<Engine> {
  const opened = await openEmbedder(request.model, request.onDownload);
  const embedder = request.withoutTokens ? { ...opened, tokens: null } : opened;
  const { index, problems, built, embedded } = await openIndex({ ...request, embedder });
  const similarity = embedder.tokens === null ? null : createTokenSimilarity(embedder.tokens, index);
  const coefficients = request.coefficients ?? (similarity === null ? WITHOUT_TOKENS : WITH_TOKENS);
  const names = learnNames(index.passages);
  const reading: Reading = {
    index,
    similarity,
    read: createReader(index, embedder, similarity),
    isName: names.isName,
    ranking: coefficients.ranking,
  };

  /** The question as it is searched for; null when it has no word to search. */
  async function read(asked: string, options: AskOptions): Promise<ReadQuestion | null> {
    const cleaned = withoutGreeting(cleanQuestion(asked));
    const fallback = options.locale ?? options.language ?? options.conversation?.last?.language ?? 'fr';
    const language = await tellLanguage(cleaned, fallback);
    const completed = options.conversation
      ? completeFollowUp(cleaned, language, options.conversation, reading.isName)
      : null;
    const text = correctWords(completed ?? cleaned, language, index, similarity, names);
    const question = await understand(text, language, index, similarity, reading.isName);
    return question.words.length === 0 ? null : { question, understoodAs: text === cleaned ? null : text };
  }

  async function inspect(asked: string, options: AskOptions = {}): Promise<Inspection | null> {
    const seen = await read(asked, options);
    options.onStage?.('understand');
    if (seen === null) return null;
    const { question, understoodAs } = seen;
    const started = performance.now();
    const vector = await embedder.embedQuery(question.text);
    const embedMs = performance.now() - started;
    options.onStage?.('embed');
    const candidates = await retrieve(question, vector, index, similarity);
    options.onStage?.('search');
    const ranked = await rank(question, vector, candidates, reading);
    options.onStage?.('rank');
    const [best, next] = ranked;
    if (best === undefined) return null;
    const background = backgroundOf(vector, index);
    const signals = signalsOf(question, best, next, background);
    return { question, ranked, background, signals, understoodAs, embedMs };
  }

  async function ask(asked: string, options: AskOptions = {}): Promise<Answer> {
    const started = performance.now();
    const cleaned = cleanQuestion(asked);
    const isEmpty = !hasWords(cleaned);
    if (isEmpty || isChatter(cleaned)) {
      const fallback = options.locale ?? options.language ?? 'fr';
      const language = options.language ?? (isEmpty ? fallback : await tellLanguage(cleaned, fallback));
      return { ...nothing(asked, language, started), intent: isEmpty ? 'empty' : 'chatter' };
    }
    const seen = await inspect(asked, options);
    if (seen === null) {
      const language = options.language ?? (await tellLanguage(cleaned, options.locale ?? 'fr'));
      return nothing(asked, language, started);
    }
    const { question, ranked, signals, understoodAs, embedMs } = seen;
    const language = options.language ?? question.language;
    const { verdict, confidence } = judge(signals, coefficients);
    options.onStage?.('judge');
    const quotes =
      verdict === 'unanswered'
        ? []
        : await Promise.all(
            worthShowing(ranked, index)
              .slice(0, options.limit ?? DEFAULT_LIMIT)
              .map((candidate) => quoteOf(candidate, candidate.rank, question, language, reading)),
          );
    const [first] = quotes;
    if (options.conversation) {
      const span = first?.span ? first.text.slice(first.span.start, first.span.end) : null;
      const answer = question.asked.kind === 'person' ? span : null;
      remember(options.conversation, { question: question.text, language: question.language, answer });
    }
    options.onStage?.('quote');
    const totalMs = performance.now() - started;
    return {
      question: asked,
      language,
      intent: 'question',
      verdict,
      confidence,
      understoodAs,
      quotes,
      topics: verdict === 'unanswered' ? topicsOf(ranked, language, index) : [],
      timings: { embedMs, searchMs: totalMs - embedMs, totalMs },
    };
  }

  async function quote(key: string, { question, language, locale }: QuoteOptions): Promise<Quote | null> {
    const pair = pairsByKey(index).get(key);
    if (pair === undefined) return null;
    const asked =
      question === undefined ? null : await read(question, { language, ...(locale && { locale }) });
    if (asked === null) return quoteUnmarked(pair, language, index);
    const vector = await embedder.embedQuery(asked.question.text);
    const found = await readPairFor(asked.question, vector, pair, reading);
    return found === null
      ? quoteUnmarked(pair, language, index)
      : quoteOf(found, 0, asked.question, language, reading);
  }

  const topic = (key: string, language: Language) => sectionOf(key, language, index);

  return { index, embedder, problems, built, embedded, ask, quote, topic, inspect };
}

interface ReadQuestion {
  readonly question: Question;
  readonly understoodAs: string | null;
}

function nothing(question: string, language: Language, started: number): Answer {
  const totalMs = performance.now() - started;
  return {
    question,
    language,
    intent: 'question',
    verdict: 'unanswered',
    confidence: 0,
    understoodAs: null,
    quotes: [],
    topics: [],
    timings: { embedMs: 0, searchMs: totalMs, totalMs },
  };
}

/**
 * Leaves out candidates that say what one before them says, in nearly the same words, and those that have
 * little to do with the question beside the first.
 */
function worthShowing(ranked: readonly Ranked[], index: Index): Ranked[] {
  const kept: Ranked[] = [];
  for (const candidate of ranked) {
    const members = index.membersOf(candidate.pair);
    const repeats = kept.some(({ pair }) =>
      index
        .membersOf(pair)
        .some((other) =>
          members.some((member) => dot(index.vectorOf(member), index.vectorOf(other)) >= NEAR_DUPLICATE),
        ),
    );
    if (!repeats) kept.push(candidate);
  }
  const least = (kept[0]?.rank ?? 0) * WORTH_SHOWING;
  return kept.filter(({ rank }) => rank >= least);
}
