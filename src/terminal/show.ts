import { relative, resolve } from 'node:path';
import type { Passage } from '../corpus/document.js';
import { readCorpus } from '../corpus/read.js';
import { inline, safeJson } from './display.js';
import { problemLine } from './problems.js';
import { EXIT, print, type Session, tell } from './session.js';

/** Prints the passages of a file of the corpus as they are searched and quoted, to be compared with the page. */
export async function showFile(
  session: Session,
  file: string,
  { json = false }: { json?: boolean },
): Promise<number> {
  const { config, phrases } = session;
  const corpus = await readCorpus(config.corpusFolder);
  const names = new Set([file, relative(config.corpusFolder, resolve(file)).replaceAll('\\', '/')]);
  const isKnown =
    corpus.files.some(({ path }) => names.has(path)) ||
    corpus.problems.some((problem) => names.has(problem.file));
  if (!isKnown) {
    tell(session, phrases.show.unknown(file, config.corpusFolder));
    return EXIT.failed;
  }
  for (const problem of corpus.problems)
    if (names.has(problem.file)) tell(session, problemLine(problem, phrases));
  const passages = corpus.passages.filter(({ document }) => names.has(document));
  for (const passage of passages)
    await print(session, json ? `${safeJson(passage)}\n` : shown(passage, session));
  if (!json && passages.length === 0) tell(session, phrases.check.nothing);
  return EXIT.done;
}

function shown({ id, language, path, text }: Passage, { style }: Session): string {
  const lines = text.split('\n').map(inline).join('\n');
  return `${style.small(inline([id, language, ...path].join(' · ')))}\n${lines}\n\n`;
}
