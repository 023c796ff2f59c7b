import { cp, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Language } from '../../src/corpus/document.js';
import type { Index } from '../../src/index/snapshot.js';
import type { GoldenQuestion } from '../questions.js';
import { acceptedPairs } from './outcome.js';

/** The passages, in either language, that answer a question. */
export function passagesOf(golden: GoldenQuestion, { pairs }: Index): string[] {
  return [...acceptedPairs(golden, { pairs })].flatMap((position) =>
    [pairs[position]?.fr, pairs[position]?.en].flatMap((passage) => passage?.id ?? []),
  );
}

/** Copies the pages of one language, `<topic>.fr.md` or `<topic>.en.md`; says how many there are. */
export async function copyPages(from: string, to: string, language: Language): Promise<number> {
  const pages = (await readdir(from, { recursive: true })).filter((path) => path.endsWith(`.${language}.md`));
  for (const page of pages) {
    await mkdir(dirname(join(to, page)), { recursive: true });
    await cp(join(from, page), join(to, page));
  }
  return pages.length;
}
