import type { Passage } from '../corpus/document.js';
import { type Contents, listOf, packLists } from './contents.js';
import type { Manifest } from './snapshot.js';
import { copyRow, newTable } from './vectors.js';
import { buildWords } from './words.js';

/**
 * Contents as they would be if some folders were not in the corpus: no passage, word, count or name of them is left. The
 * vectors are compared one by one, however many there are.
 *
 * @param folders paths in the corpus folder
 */
export async function contentsWithout(contents: Contents, folders: readonly string[]): Promise<Contents> {
  const isKept = (path: string) => isOutside(path, folders);
  const rows = [...contents.passages.keys()].filter((row) => isKept(contents.passages[row]?.document ?? ''));
  const side = (passage: Passage | null) => (passage !== null && isKept(passage.document) ? passage : null);
  const pairs = contents.pairs.flatMap((pair) => {
    const [fr, en] = [side(pair.fr), side(pair.en)];
    const left = fr ?? en;
    if (left === null) return [];
    // The id of a pair may be that of the passage that is gone.
    return fr === pair.fr && en === pair.en ? [pair] : [{ id: left.id, fr, en }];
  });
  const vectors = newTable(rows.length, contents.vectors.dimension);
  for (const [to, from] of rows.entries()) copyRow(vectors, to, contents.vectors, from);
  return {
    documents: contents.documents.filter(({ path }) => isKept(path)),
    passages: rows.flatMap((row) => contents.passages[row] ?? []),
    pairs,
    problems: contents.problems.filter(({ file }) => isKept(file)),
    vectors,
    tokens: packLists(rows.map((row) => listOf(contents.tokens, row))),
    words: await buildWords(pairs),
    graph: null,
  };
}

/** What a manifest says of these contents. */
export function manifestOf(
  { documents, passages, pairs }: Contents,
  manifest: Manifest,
  folders: readonly string[],
): Manifest {
  return {
    ...manifest,
    corpus: {
      ...manifest.corpus,
      files: manifest.corpus.files.filter(({ path }) => isOutside(path, folders)),
    },
    counts: { documents: documents.length, passages: passages.length, pairs: pairs.length },
    hnsw: null,
  };
}

function isOutside(path: string, folders: readonly string[]): boolean {
  return !folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}
