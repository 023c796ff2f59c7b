import { constants } from 'node:fs';
import { access, statfs } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { Failure, reasonOf } from '../failure.js';
import type { Phrases } from '../i18n/en.js';
import { describeFailure } from '../terminal/session.js';
import { attempt, type Finding, findingOf } from './finding.js';

/** Bytes that a passage takes in an index, with room to spare: 4,200 in that of the shipped corpus. */
const BYTES_A_PASSAGE = 10_000;
/** The old index stays until the new one is whole. */
const INDEXES = 2;
/** Bytes that a disk should have free whatever the corpus. */
const LEAST_FREE = 100_000_000;

/** Whether there is room for the index of so many passages, and the right to write it. */
export async function checkDisk(folder: string, passages: number, phrases: Phrases): Promise<Finding> {
  const place = await nearestThere(folder);
  try {
    // The final separator says that it is to be a folder.
    await access(`${place}${sep}`, constants.W_OK);
  } catch (error) {
    const failure = new Failure('index-unwritable', { folder, reason: reasonOf(error) });
    const text = `${describeFailure(failure, phrases)}. ${phrases.doctor.indexElsewhere}`;
    return { check: 'disk', state: 'attention', text };
  }
  const needed = LEAST_FREE + INDEXES * BYTES_A_PASSAGE * passages;
  return findingOf('disk', await attempt(() => statfs(place)), phrases, ({ bavail, bsize }) => {
    const free = bavail * bsize;
    return free < needed
      ? { state: 'attention', text: phrases.doctor.diskFull(folder, free, needed) }
      : phrases.doctor.disk(folder, free);
  });
}

/** The folder, or the first above it that is there. */
async function nearestThere(folder: string): Promise<string> {
  const there = await attempt(() => access(folder));
  const above = dirname(folder);
  return 'value' in there || above === folder ? folder : nearestThere(above);
}
