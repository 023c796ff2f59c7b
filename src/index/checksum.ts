import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';

/** What tells that a file is whole. */
export interface Checksum {
  readonly crc32: number;
  readonly bytes: number;
}

/** Checksum of bytes in memory. */
export function checksumOf(bytes: Uint8Array): Checksum {
  return { crc32: crc32(bytes), bytes: bytes.byteLength };
}

/** Checksum of a file, read piece by piece. */
export async function checksumOfFile(file: string): Promise<Checksum> {
  let crc = 0;
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const piece: Uint8Array = chunk;
    crc = crc32(piece, crc);
    bytes += piece.byteLength;
  }
  return { crc32: crc, bytes };
}
