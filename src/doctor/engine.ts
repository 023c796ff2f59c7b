import type { Corpus } from '../corpus/document.js';
import { readCorpus } from '../corpus/read.js';
import { reportOf } from '../corpus/report.js';
import { Failure, reasonOf } from '../failure.js';
import type { Phrases } from '../i18n/en.js';
import { readSnapshot } from '../index/store.js';
import { EXACT_LIMIT } from '../index/vectors.js';
import type { Embedder } from '../models/embedder.js';
import { type ModelSettings, openEncoder } from '../models/encoder.js';
import { openReader } from '../models/reader.js';
import type { Session } from '../terminal/session.js';
import { checkDisk } from './disk.js';
import { attempt, type Finding, findingOf } from './finding.js';
import { checkShared } from './shared.js';

/** The oldest Node that runs Verbatim, as in package.json: `node:zlib` has crc32 from it on. */
const OLDEST_NODE = '20.15.0';

/** Checks all that an answer in a terminal needs, each whatever the others find, and tells it as it is found. */
export async function* checkEngine(session: Session): AsyncGenerator<Finding> {
  const { config, phrases } = session;
  yield checkNode(phrases);
  const embedder = await attempt(() => openWorking(config.model));
  yield findingOf('encoder', embedder, phrases, ({ id, dimension }) => phrases.doctor.model(id, dimension));
  yield findingOf('reader', await attempt(() => readerLine(session)), phrases, (line) => line);
  const corpus = await attempt(() => readWhole(config.corpusFolder));
  yield findingOf('corpus', corpus, phrases, (read) => corpusState(read, phrases));
  if (config.postgres !== null) {
    yield* checkShared(config.postgres, embedder, session);
  } else if ('value' in embedder && 'value' in corpus) {
    const index = await attempt(() => indexLine(session, embedder.value, corpus.value));
    yield findingOf('index', index, phrases, (line) => line);
  } else {
    yield { check: 'index', state: 'unchecked', text: phrases.doctor.indexUnchecked };
  }
  const passages = 'value' in corpus ? corpus.value.passages.length : 0;
  yield await checkAddon(passages > EXACT_LIMIT, phrases);
  yield await checkDisk(config.indexFolder, passages, phrases);
}

function checkNode(phrases: Phrases): Finding {
  const { node } = process.versions;
  const isOld = node.localeCompare(OLDEST_NODE, 'en', { numeric: true }) < 0;
  return isOld
    ? { check: 'node', state: 'broken', text: phrases.doctor.nodeOld(node, OLDEST_NODE) }
    : { check: 'node', state: 'ok', text: phrases.doctor.node(node) };
}

/** Without the addon only a large corpus cannot be asked. */
async function checkAddon(isNeeded: boolean, phrases: Phrases): Promise<Finding> {
  try {
    const { default: hnswlib } = await import('hnswlib-node');
    new hnswlib.HierarchicalNSW('ip', 2).initIndex(1);
    return { check: 'addon', state: 'ok', text: phrases.doctor.addon };
  } catch (error) {
    const text = phrases.doctor.addonBroken(
      reasonOf(error)
        .split(/\n|\. Tried:/, 1)
        .join(''),
      isNeeded,
    );
    return { check: 'addon', state: isNeeded ? 'broken' : 'attention', text };
  }
}

/** An embedder that has embedded something. */
async function openWorking(model: ModelSettings): Promise<Embedder> {
  const embedder = await openEncoder(model);
  await embedder.embedQuery('a');
  return embedder;
}

/** What there is to say of a reader that has read something, or of there being none. */
async function readerLine({ config, phrases }: Session): Promise<string> {
  if (config.reader === null) return phrases.doctor.noReader;
  const reader = await openReader(config.reader);
  await reader.read('a', { context: '', text: 'a' });
  return phrases.doctor.reader(reader.id);
}

async function readWhole(folder: string): Promise<Corpus> {
  const corpus = await readCorpus(folder);
  if (corpus.passages.length === 0) throw new Failure('corpus-empty', { folder });
  return corpus;
}

/** Files of which nothing was read, or not all, and errors are something to look at; remarks are counted. */
function corpusState(corpus: Corpus, phrases: Phrases): Omit<Finding, 'check'> {
  const { folder, documents, passages } = corpus;
  const reports = reportOf(corpus);
  const leftOut = reports.filter((report) => report.passages === 0).length;
  const inPart = reports.filter(
    (report) => report.passages > 0 && report.problems.some(({ code }) => LOSSES.has(code)),
  ).length;
  const problems = reports.flatMap((report) => report.problems);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  return {
    state: leftOut + inPart + errors === 0 ? 'ok' : 'attention',
    text: phrases.doctor.corpus({
      folder,
      documents: documents.length,
      passages: passages.length,
      leftOut,
      inPart,
      problems: problems.length,
    }),
  };
}

/** Problems by which some words of a file that was read cannot be found. */
const LOSSES: ReadonlySet<string> = new Set([
  'bad-bytes',
  'rows-left-out',
  'pages-left-out',
  'page-cut',
  'words-left-out',
  'notes-left-out',
  'attachments-left-out',
  'unknown-language',
  'front-matter',
]);

/** An index that is missing, old or damaged is no trouble: it is built when it is needed. */
async function indexLine({ config, phrases }: Session, embedder: Embedder, corpus: Corpus): Promise<string> {
  const found = await readSnapshot(config.indexFolder, embedder);
  const fresh = found.state === 'whole' && found.manifest.corpus.hash === corpus.hash;
  return fresh ? phrases.doctor.index(config.indexFolder) : phrases.doctor.indexDue(config.indexFolder);
}
