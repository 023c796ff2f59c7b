import fc from 'fast-check';
import { expect, it } from 'vitest';
import { checksumOf } from './checksum.js';

it('is the same however the bytes come, nothing among them or at their end', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array()), (pieces) => {
      const start = checksumOf(new Uint8Array());
      const whole = checksumOf(Buffer.concat(pieces));
      expect(
        [...pieces, new Uint32Array().subarray(0)].reduce(
          (sum, piece) => checksumOf(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength), sum),
          start,
        ),
      ).toEqual(whole);
    }),
  );
});
