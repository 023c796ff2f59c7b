import { createHash } from 'node:crypto';
import type { Passage } from '../corpus/document.js';

/** Characters of a key: 42 bits, of which two in 100,000 pairs are the same once in a thousand corpora. */
const LENGTH = 7;

/** The two texts of a pair. */
interface Texts {
  readonly fr: Pick<Passage, 'text'> | null;
  readonly en: Pick<Passage, 'text'> | null;
}

/**
 * What names a pair by its words alone: 7 base64url characters of a SHA-256 over its two texts. The same
 * passage keeps its key in every build, wherever it stands; a changed one loses it.
 */
export function keyOf({ fr, en }: Texts): string {
  const texts = JSON.stringify([fr?.text ?? null, en?.text ?? null]);
  return createHash('sha256').update(texts).digest('base64url').slice(0, LENGTH);
}
