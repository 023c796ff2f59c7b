import type { Language, Problem } from '../corpus/document.js';
import { tellLanguage } from '../corpus/language.js';
import type { Subject } from '../corpus/subjects.js';
import { type Notice, openIndex, type StageProgress } from '../index/build.js';
import type { Index, Manifest, Section, SourceDocument, SourceFile } from '../index/snapshot.js';
import type { Suggest, Suggestion } from '../index/suggestions.js';
import { fold } from '../index/terms.js';
import type { Embedder } from '../models/embedder.js';
import { type ModelSettings, openEncoder } from '../models/encoder.js';
import type { DownloadProgress } from '../models/hub.js';
import { openReader, type Reader, type ReaderSettings } from '../models/reader.js';
import { type Answer, noAnswer, type Quote, together, type Verdict } from './answer.js';
import { type Card, cardOf } from './card.js';
import { cleanQuestion, hasWords, isChatter, isCut, questionsIn, withoutFrame } from './clean.js';
import { type Conversation, completeFollowUp, remember } from './follow-up.js';
import { learnNames } from './names.js';
import { order, type Ranked } from './order.js';
import { correctWords, type Question, unshouted } from './question.js';
import { quoteOf } from './quote.js';
import { type Candidate, retrieve } from './retrieve.js';
import { examplesOf, topicsOf } from './topics.js';
import { probabilityOf, verdictOf } from './verdict.js';

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
export type AskStage = 'understand' | 'embed' | 'search' | 'read' | 'quote';

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
  /** Null ranks by retrieval alone, and says `unsure` at best. */
  readonly reader: ReaderSettings | null;
  /** An engine of the same models, which are not opened again. */
  readonly previous?: Omit<Parts, 'index'> | undefined;
  /** Opens the index; from the folder, built as needed, when absent. */
  readonly indexFrom?: typeof openIndex | undefined;
  /** Build the index anew, reusing nothing. */
  readonly force?: boolean;
  /** Fail when the index cannot be written. */
  readonly mustWrite?: boolean;
  readonly onDownload?: DownloadProgress;
  readonly onProgress?: StageProgress;
  readonly onNotice?: (notice: Notice) => void;
}

/** What answers are made of: an index, the model that made it, and the reader; without one, retrieval alone ranks, `unsure` at best. */
export interface Parts {
  readonly index: Index;
  readonly embedder: Embedder;
  readonly reader: Reader | null;
}

/** An index, the model that made it and the reader, ready to be asked. */
export interface Engine extends Parts {
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /**
   * Quotes the passage of a key. Null when the corpus has no such passage, or has it no more.
   *
   * @throws Failure `quote-mismatch` as `ask` does.
   */
  quote(key: string, options: QuoteOptions): Promise<Quote | null>;
  /** The section that the passage of a key stands in, as written in a language when it is; null as `quote`. */
  topic(key: string, language: Language): Promise<Section | null>;
  readonly counts: Manifest['counts'];
  /** The day on which the corpus was last read for the index: `YYYY-MM-DD`. */
  readonly readOn: string;
  /** The files of the corpus, in its order. */
  sourceFiles(): Promise<SourceFile[]>;
  /** Its documents, each once whatever its languages, as they are listed for a reader. */
  sourceDocuments(reader: Language): Promise<SourceDocument[]>;
  /** What the corpus is about, in a language: as its pages declare, else as its texts show. */
  subjects(language: Language): readonly Subject[];
  /**
   * What the corpus says of one of its subjects first. Made when first asked for, which takes a second, and kept.
   *
   * @throws Failure `quote-mismatch` as `ask` does.
   */
  card(subject: Subject, language: Language): Promise<Card>;
  /** A few questions to begin with, or headings of the corpus, in a language. */
  examples(language: Language): string[];
  /** What may be asked or looked up of what is being typed. */
  suggest(...given: Parameters<Suggest>): Promise<Suggestion[]>;
  /** Makes ready what is otherwise made when first needed: suggestions, and where the passage of a key is. */
  prepare(): Promise<void>;
  /**
   * The engine of who may not read some folders of the corpus (paths in its folder): it answers as if they were not there.
   * Made anew each time, which takes the memory of what is left; see `Index.without`.
   */
  without(folders: readonly string[]): Promise<Engine>;
  /** The candidates of a question in order; null when there is nothing to search for. */
  inspect(question: string, options?: AskOptions): Promise<Inspection | null>;
}

/** An engine over a corpus folder, as it was opened. */
export interface OpenedEngine extends Engine {
  /** Problems of the corpus. */
  readonly problems: readonly Problem[];
  /** Whether the index was built by this opening, and how many passages were embedded for it. */
  readonly built: boolean;
  readonly embedded: number;
  /** The name of the snapshot that was opened; null when it was built just now, in the folder alone. */
  readonly version: string | null;
}

/** A question and its candidates: what evaluation works on. */
export interface Inspection {
  readonly question: Question;
  /** As retrieved, best first. */
  readonly candidates: readonly Candidate[];
  /** Those that were read, best first. */
  readonly ranked: readonly Ranked[];
  /** Calibrated probability, 0–1, that the first of them answers. */
  readonly confidence: number;
  readonly verdict: Verdict;
  readonly understoodAs: string | null;
  readonly embedMs: number;
}

/** Quotes without a better wish. */
const DEFAULT_LIMIT = 3;
/** Share of the words of two passages, those of both, from which they say the same. */
const NEAR_DUPLICATE = 0.85;
/** Least probability that another quote is worth showing beside the first, against that of the first. */
const WORTH_SHOWING = 0.05;

/** Passages that the names and the examples of a corpus are learned from: enough for those that matter, quick at any size. */
const SAMPLE = 5_000;

/**
 * Opens the engine: the models, and the index of the corpus, built when it is missing or stale.
 *
 * @throws Failure whatever stands in the way of the models, the corpus or the index.
 */
export async function openEngine(request: EngineRequest): Promise<OpenedEngine> {
  const { embedder, reader } = request.previous ?? (await openModels(request));
  const { index, ...opened } = await (request.indexFrom ?? openIndex)({ ...request, embedder });
  return { ...(await createEngine({ index, embedder, reader })), ...opened };
}

/** Makes an engine of its open parts. */
export async function createEngine(parts: Parts): Promise<Engine> {
  const { index, embedder, reader } = parts;
  const sample = await index.sample(SAMPLE);
  const names = learnNames(sample);
  const subjects = { fr: await index.subjects('fr'), en: await index.subjects('en') };

  async function inspect(asked: string, options: AskOptions = {}): Promise<Inspection | null> {
    const cleaned = withoutFrame(cleanQuestion(asked));
    const language = await tellLanguage(cleaned, fallbackOf(options));
    const completed = options.conversation
      ? completeFollowUp(cleaned, language, options.conversation, names.isName)
      : null;
    const whole = completed ?? cleaned;
    const text = await correctWords(unshouted(whole), language, index, embedder.tokens, names);
    if (!hasWords(text)) return null;
    const question = { text, language };
    options.onStage?.('understand');
    const started = performance.now();
    const vector = await embedder.embedQuery(text);
    const embedMs = performance.now() - started;
    options.onStage?.('embed');
    const found = await retrieve(question, vector, index, embedder.tokens);
    // A page that lists the question is read wherever it ranked.
    const listed = new Set(await index.listed(whole));
    const isListed = ({ pair }: Candidate) => listed.has(pair.position);
    const unfound = [...listed].filter((position) => !found.some(({ pair }) => pair.position === position));
    const candidates = [
      ...found.filter(isListed),
      ...(await index.pairs(unfound)).map((pair) => ({ pair, score: 0 })),
      ...found.filter((each) => !isListed(each)),
    ];
    options.onStage?.('search');
    const read = await order(question, candidates, reader, options.limit ?? DEFAULT_LIMIT);
    const ranked = [...read.filter(isListed), ...read.filter((each) => !isListed(each))];
    options.onStage?.('read');
    const [first] = ranked;
    if (first === undefined) return null;
    const understoodAs = text === unshouted(cleaned) ? null : text;
    const confidence = confidenceOf(first);
    const verdict = reader === null ? 'unsure' : verdictOf(confidence, reader.calibration);
    return { question, candidates, ranked, confidence, verdict, understoodAs, embedMs };
  }

  /** Without a reader nobody knows. */
  function confidenceOf({ reading }: Ranked): number {
    return reader === null ? 0 : probabilityOf(reading, reader.calibration);
  }

  async function ask(asked: string, options: AskOptions = {}): Promise<Answer> {
    const started = performance.now();
    const cleaned = cleanQuestion(asked);
    if (!hasWords(cleaned) || isChatter(cleaned)) {
      const language = options.language ?? (await tellLanguage(cleaned, fallbackOf(options)));
      return { ...noAnswer(asked, language, started), intent: hasWords(cleaned) ? 'chatter' : 'empty' };
    }
    const answers: Answer[] = [];
    for (const question of questionsIn(withoutFrame(cleaned))) {
      answers.push(await askOne(question, options, started));
    }
    const answer = together(answers, asked, options.limit ?? DEFAULT_LIMIT, performance.now() - started);
    // What was read of it says that the rest was not.
    return isCut(asked) ? { ...answer, understoodAs: answer.understoodAs ?? cleaned } : answer;
  }

  async function askOne(asked: string, options: AskOptions, started: number): Promise<Answer> {
    const seen = await inspect(asked, options);
    if (seen === null) {
      const language = options.language ?? (await tellLanguage(asked, fallbackOf(options)));
      return noAnswer(asked, language, started);
    }
    const { question, ranked, confidence, verdict, understoodAs, embedMs } = seen;
    const language = options.language ?? question.language;
    const quotes: Quote[] = [];
    if (verdict !== 'unanswered') {
      for (const each of worthShowing(ranked).slice(0, options.limit ?? DEFAULT_LIMIT)) {
        const quote = await quoteOf(each.pair, language, question.text, parts, each, quotes.length > 0);
        if (quote !== null) quotes.push(quote);
      }
    }
    if (options.conversation) {
      const span = quotes[0]?.span ? quotes[0].text.slice(quotes[0].span.start, quotes[0].span.end) : null;
      const isPerson = span !== null && ASKS_WHO.test(question.text) && /^\p{Lu}/u.test(span);
      remember(options.conversation, {
        question: question.text,
        language: question.language,
        answer: isPerson ? span : null,
      });
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
      topics: verdict === 'unanswered' ? topicsOf(ranked, language) : [],
      timings: { embedMs, searchMs: totalMs - embedMs, totalMs },
    };
  }

  /**
   * Leaves out candidates that say what one before them says, in nearly the same words, and those that have
   * little to do with the question beside the first.
   */
  function worthShowing(ranked: readonly Ranked[]): Ranked[] {
    const kept: Ranked[] = [];
    for (const candidate of ranked) {
      if (!kept.some((other) => saysTheSame(candidate, other))) kept.push(candidate);
    }
    const least = WORTH_SHOWING * (kept[0] === undefined ? 0 : confidenceOf(kept[0]));
    return kept.filter((each, i) => i === 0 || confidenceOf(each) >= least);
  }

  async function quote(key: string, { question, language, locale }: QuoteOptions): Promise<Quote | null> {
    const pair = await index.find(key);
    if (pair === null) return null;
    const asked = question === undefined ? '' : withoutFrame(cleanQuestion(question));
    if (!hasWords(asked)) return quoteOf(pair, language, null, parts);
    const spoken = await tellLanguage(asked, locale ?? language);
    const text = await correctWords(unshouted(asked), spoken, index, embedder.tokens, names);
    return quoteOf(pair, language, text, parts);
  }

  const cards = new Map<string, Promise<Card>>();
  function card(subject: Subject, language: Language): Promise<Card> {
    const name = JSON.stringify([language, subject.pages, subject.name]);
    const made = cards.get(name) ?? cardOf(subject, language, { ask, inspect, quote });
    cards.set(name, made);
    made.catch(() => cards.delete(name));
    return made;
  }

  return {
    index,
    embedder,
    reader,
    ask,
    quote,
    inspect,
    counts: index.manifest.counts,
    readOn: index.manifest.builtAt.slice(0, 10),
    subjects: (language) => subjects[language],
    card,
    topic: index.section,
    sourceFiles: index.files,
    sourceDocuments: index.documents,
    examples: (language) => examplesOf(subjects[language], sample, language),
    suggest: index.suggest,
    without: async (folders) => createEngine({ index: await index.without(folders), embedder, reader }),
    async prepare() {
      await index.find('');
      await index.suggest('', 'fr', 0);
    },
  };
}

async function openModels({ model, reader, onDownload }: EngineRequest): Promise<Omit<Parts, 'index'>> {
  return {
    embedder: await openEncoder(model, onDownload),
    reader: reader === null ? null : await openReader(reader, onDownload),
  };
}

function saysTheSame(one: Ranked, other: Ranked): boolean {
  const [a, b] = [one, other].map(({ passage }) => new Set(fold(passage.text).match(/[\p{L}\p{N}]+/gu)));
  if (a === undefined || b === undefined || a.size === 0) return false;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared >= NEAR_DUPLICATE * (a.size + b.size - shared);
}

/** A question about a person, whose answer "he" or "she" may stand for next. */
const ASKS_WHO = /(?<!\p{L})(?:qui|who|whom|ki)(?!\p{L})/iu;

/** The language of a question that does not tell its own. */
function fallbackOf({ locale, language, conversation }: AskOptions): Language {
  return locale ?? language ?? conversation?.last?.language ?? 'fr';
}
