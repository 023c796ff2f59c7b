import fc from 'fast-check';

/** One thing that may befall the bytes of a file. Places are shares of its length, so that any file will do. */
type Harm =
  | { readonly kind: 'cut'; readonly at: number }
  | { readonly kind: 'flip'; readonly at: number; readonly bit: number }
  | { readonly kind: 'put'; readonly at: number; readonly bytes: Uint8Array }
  | { readonly kind: 'drop'; readonly at: number; readonly length: number }
  | { readonly kind: 'repeat'; readonly at: number; readonly length: number };

const at = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const length = fc.integer({ min: 1, max: 64 });
const harm: fc.Arbitrary<Harm> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('flip'), at, bit: fc.nat(7) } as const) },
  fc.record({ kind: fc.constant('cut'), at } as const),
  fc.record({ kind: fc.constant('put'), at, bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }) } as const),
  fc.record({ kind: fc.constant('drop'), at, length } as const),
  fc.record({ kind: fc.constant('repeat'), at, length } as const),
);

/** One to eight such things. */
export const anyDamage = fc.array(harm, { minLength: 1, maxLength: 8 });

/** A copy of bytes after what befell them: they may be cut short, flipped, put in, left out or repeated. */
export function damage(bytes: Uint8Array, harms: readonly Harm[]): Buffer {
  let damaged = Buffer.from(bytes);
  for (const harm of harms) {
    const place = Math.floor(harm.at * damaged.length);
    const before = damaged.subarray(0, place);
    const after = damaged.subarray(place);
    switch (harm.kind) {
      case 'cut':
        damaged = Buffer.from(before);
        break;
      case 'flip':
        if (damaged.length > 0) damaged.writeUInt8(damaged.readUInt8(place) ^ (1 << harm.bit), place);
        break;
      case 'put':
        damaged = Buffer.concat([before, harm.bytes, after]);
        break;
      case 'drop':
        damaged = Buffer.concat([before, after.subarray(harm.length)]);
        break;
      case 'repeat':
        damaged = Buffer.concat([before, after.subarray(0, harm.length), after]);
        break;
    }
  }
  return damaged;
}

/**
 * How often a property of what comes from outside is tried: as often as is usual, or as many times that as the
 * environment variable `FUZZ` says.
 */
export function fuzzRuns(usual: number): { readonly numRuns: number } {
  return { numRuns: usual * Math.max(1, Number(process.env['FUZZ'] ?? 1)) };
}

/** How often a reader of a format is tried: some hundred times, or at night 20,000 times, which may take an hour in milliseconds. */
export const formatRuns = process.env['NIGHTLY'] === undefined ? fuzzRuns(300) : { numRuns: 20_000 };
export const FORMAT_TIMEOUT = 3_600_000;
