import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';

/** What tells that a file is whole. */
export interface Checksum {
  readonly crc32: number;
  readonly bytes: number;
}

/** Checksum of bytes in memory, or of all that came before and them. */
export function checksumOf(bytes: Uint8Array, before: Checksum = { crc32: 0, bytes: 0 }): Checksum {
  // Of no bytes, `crc32` may forget what came before.
  if (bytes.byteLength === 0) return before;
  return { crc32: crc32(bytes, before.crc32), bytes: before.bytes + bytes.byteLength };
}

/** Checksum of a file, read piece by piece. */
export async function checksumOfFile(file: string): Promise<Checksum> {
  let checksum = checksumOf(new Uint8Array());
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const piece: Uint8Array = chunk;
    checksum = checksumOf(piece, checksum);
  }
  return checksum;
}
