import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { PROJECT_ROOT, readSettings, settingNames } from '../config.js';
import type { Corpus } from '../corpus/document.js';
import { lintCorpus } from '../corpus/lint.js';
import { readCorpus } from '../corpus/read.js';
import { reasonOf } from '../failure.js';
import type { Phrases } from '../i18n/en.js';
import { readSnapshot } from '../index/store.js';
import type { Embedder } from '../models/embedder.js';
import { type ModelSettings, openEncoder } from '../models/encoder.js';
import { openReader } from '../models/reader.js';
import { inline } from './display.js';
import { describeFailure, EXIT, print, type Session } from './session.js';

/** The oldest Node that runs Verbatim, as in package.json: `node:zlib` has crc32 from it on. */
const OLDEST_NODE = '20.15.0';

/** What a check found: a line to show, and whether something is broken. */
interface Finding {
  readonly ok: boolean;
  readonly line: string;
}

/** Checks everything that Verbatim needs, each whatever the others find. */
export async function doctor(session: Session): Promise<number> {
  const { config, phrases, style } = session;
  let broken = 0;
  const tellFinding = async ({ ok, line }: Finding): Promise<void> => {
    if (!ok) broken++;
    await print(session, `${ok ? style.good('✓') : style.bad('✗')} ${inline(line)}\n`);
  };
  await tellFinding(checkNode(phrases));
  for (const finding of checkSettings(phrases)) await tellFinding(finding);
  await tellFinding(await checkAddon(phrases));
  const embedder = await attempt(() => openWorking(config.model));
  await tellFinding(findingOf(embedder, phrases, ({ id, dimension }) => phrases.doctor.model(id, dimension)));
  const reader = await attempt(() => readerLine(session));
  await tellFinding(findingOf(reader, phrases, (line) => line));
  const corpus = await attempt(() => readCorpus(config.corpusFolder));
  await tellFinding(findingOf(corpus, phrases, (read) => corpusLine(read, phrases)));
  if ('value' in embedder && 'value' in corpus) {
    const index = await attempt(() => indexLine(session, embedder.value, corpus.value));
    await tellFinding(findingOf(index, phrases, (line) => line));
  }
  const { healthy, broken: toMend } = phrases.doctor;
  await print(session, `${broken === 0 ? healthy : toMend(broken)}\n`);
  return broken === 0 ? EXIT.done : EXIT.failed;
}

type Attempt<T> = { readonly value: T } | { readonly error: unknown };

async function attempt<T>(work: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { error };
  }
}

function findingOf<T>(found: Attempt<T>, phrases: Phrases, lineOf: (value: T) => string): Finding {
  return 'value' in found
    ? { ok: true, line: lineOf(found.value) }
    : { ok: false, line: describeFailure(found.error, phrases) };
}

function checkNode(phrases: Phrases): Finding {
  const { node } = process.versions;
  const ok = node.localeCompare(OLDEST_NODE, 'en', { numeric: true }) >= 0;
  return { ok, line: ok ? phrases.doctor.node(node) : phrases.doctor.nodeOld(node, OLDEST_NODE) };
}

/** Lines of `.env` that dotenv passes over in silence; values have been checked before any command runs. */
function checkSettings(phrases: Phrases): Finding[] {
  const file = join(PROJECT_ROOT, '.env');
  const text = existsSync(file) ? readSettings(file) : '';
  const lines = [
    ...strayLines(text).map((line) => phrases.doctor.strayLine(line)),
    ...misspelt(Object.keys(parse(text))).map(([name, meant]) => phrases.doctor.misspelt(name, meant)),
  ];
  if (lines.length === 0) return [{ ok: true, line: phrases.doctor.settings }];
  return lines.map((line) => ({ ok: false, line }));
}

/** Names that are no setting and differ from one in two characters at most, each with that one. */
export function misspelt(names: readonly string[]): [name: string, meant: string][] {
  const known = settingNames();
  return names
    .filter((name) => !known.includes(name))
    .flatMap((name): [string, string][] => {
      const meant = known.find((other) => distance(name.toUpperCase(), other) <= 2);
      return meant === undefined ? [] : [[name, meant]];
    });
}

/** Levenshtein's distance: how many characters are added, left out or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, sign] of [...a].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const kept = (row[j] ?? 0) + (sign === other ? 0 : 1);
      next.push(Math.min(kept, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** Numbers, from 1, of the lines that are neither a setting, nor a comment, nor within a quoted value. */
export function strayLines(env: string): number[] {
  const blanked = env.replace(
    /=\s*(["'`])(?:\\.|(?!\1)[^\\])*\1/g,
    (value) => `=${value.replace(/[^\n]/g, '').replace(/\n/g, '\n#')}`,
  );
  return blanked
    .split(/\r?\n/)
    .flatMap((line, i) => (/^\s*(?:#|$|(?:export\s+)?[\w.-]+\s*[=:])/.test(line) ? [] : [i + 1]));
}

async function checkAddon(phrases: Phrases): Promise<Finding> {
  try {
    const { default: hnswlib } = await import('hnswlib-node');
    new hnswlib.HierarchicalNSW('ip', 2).initIndex(1);
    return { ok: true, line: phrases.doctor.addon };
  } catch (error) {
    return { ok: false, line: phrases.doctor.addonBroken(reasonOf(error)) };
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

function corpusLine(corpus: Corpus, phrases: Phrases): string {
  const { folder, documents, passages } = corpus;
  return phrases.doctor.corpus(folder, documents.length, passages.length, lintCorpus(corpus).length);
}

/** An index that is missing, old or damaged is no trouble: it is built when it is needed. */
async function indexLine({ config, phrases }: Session, embedder: Embedder, corpus: Corpus): Promise<string> {
  const found = await readSnapshot(config.indexFolder, embedder);
  const fresh = found.state === 'whole' && found.manifest.corpus.hash === corpus.hash;
  return fresh ? phrases.doctor.index(config.indexFolder) : phrases.doctor.indexDue(config.indexFolder);
}
