import type { Attachment } from 'discord.js';
import { EXTENSIONS, extensionOf } from '../../corpus/formats/extensions.js';
import { reasonOf } from '../../failure.js';
import type { Phrases } from '../../i18n/en.js';
import { escapeWithin, oneLine } from '../markdown.js';
import type { Service } from '../service.js';

/** The largest file taken, in bytes: what a server without boosts lets people send, twice over. */
export const MOST_BYTES = 20e6;
/** How long Discord may take to give a file, in milliseconds. */
const PATIENCE = 60_000;

/** The bytes of a file that somebody sent; or why it is not taken. */
export async function download(
  { name, size, url }: Pick<Attachment, 'name' | 'size' | 'url'>,
  { corpus: { refused } }: Phrases,
  { log }: Service,
): Promise<Uint8Array | string> {
  const tooLarge = (bytes: number) => refused.size(Math.ceil(bytes / 1e6), MOST_BYTES / 1e6);
  if (extensionOf(name) === null)
    return refused.type(escapeWithin(oneLine(name), 100), EXTENSIONS.map((each) => each.slice(1)).join(', '));
  if (size > MOST_BYTES) return tooLarge(size);
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE), redirect: 'error' });
    if (!response.ok || response.body === null) {
      log.warn({ event: 'no-file', status: response.status });
      return refused.download;
    }
    const parts: Uint8Array[] = [];
    let taken = 0;
    // What was said of its size is somebody's word: the bytes are counted.
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      taken += part.value.length;
      parts.push(part.value);
      if (taken <= MOST_BYTES) continue;
      await reader.cancel();
      return tooLarge(taken);
    }
    return taken === 0 ? refused.empty : Buffer.concat(parts);
  } catch (error) {
    log.warn({ event: 'no-file', reason: reasonOf(error) });
    return refused.download;
  }
}
