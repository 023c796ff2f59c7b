/*
 * Dot products of a vector with many rows of 8-bit numbers, eight numbers at a time. Plain JavaScript takes twelve
 * times as long; a module of some 220 bytes, written out below by its instructions, needs no compiler and no addon.
 */

/** What this file uses of the global `WebAssembly`, of which Node's types say nothing. */
declare const WebAssembly: {
  readonly Memory: new (size: { initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (
    module: object,
    imports: object,
  ) => {
    readonly exports: { dots(vector: number, row: number, end: number, out: number, bytes: number): void };
  };
};

/** A row has a multiple of so many numbers. */
export const LANES = 16;

/** Layout of the module's memory, in bytes: the vector, the products, and as many rows as fit. */
const PRODUCTS_AT = 1 << 17;
const ROWS_AT = 1 << 18;
const SIZE = 1 << 19;
const PAGE = 1 << 16;

/** An unsigned number, seven bits a byte (LEB128). */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

/** Parts behind their count, bytes behind their number. */
const list = (...parts: readonly number[][]) => [...unsigned(parts.length), ...parts.flat()];
const sized = (bytes: readonly number[]) => [...unsigned(bytes.length), ...bytes];
const section = (id: number, bytes: readonly number[]) => [id, ...sized(bytes)];
const named = (name: string) => sized([...Buffer.from(name)]);

const I32 = 0x7f;
const V128 = 0x7b;
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const constant = (value: number) => [0x41, ...unsigned(value)];
const ADD = [0x6a];
const BELOW = [0x49];
const STORE = [0x36, 2, 0];
const LOOP = [0x03, 0x40];
const AGAIN_IF = [0x0d, 0];
const END = [0x0b];
const simd = (code: number, ...more: number[]) => [0xfd, ...unsigned(code), ...more];
const ZERO = simd(0x0c, ...new Array<number>(16).fill(0));
const load16s = (offset: number) => simd(0x00, 0, offset);
/** Loads eight 8-bit numbers as 16-bit ones. */
const load8s = (offset: number) => simd(0x01, 0, offset);
/** Multiplies eight 16-bit numbers and adds neighbours: four 32-bit numbers. */
const DOT = simd(0xba);
const ADD4 = simd(0xae);
const lane = (number: number) => simd(0x1b, number);

/** `dots`: from `row` to `end`, rows of `bytes` bytes each; their products with `vector` go to `out`. */
function dotsCode(): number[] {
  const [vector, row, end, out, bytes, at, stop, one, two] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const advance = (local: number, by: number) => [get(local), constant(by), ADD, set(local)];
  const addProducts = (sum: number, place: number) => [
    get(row),
    load8s(place),
    get(at),
    load16s(2 * place),
    DOT,
    get(sum),
    ADD4,
    set(sum),
  ];
  const rest = (number: number) => [get(one), lane(number), ADD];
  const steps: number[][] = [
    LOOP,
    ...[get(vector), set(at), get(row), get(bytes), ADD, set(stop), ZERO, set(one), ZERO, set(two)],
    LOOP,
    ...[...addProducts(one, 0), ...addProducts(two, 8), ...advance(at, 2 * LANES), ...advance(row, LANES)],
    ...[get(row), get(stop), BELOW, AGAIN_IF, END],
    ...[get(one), get(two), ADD4, set(one)],
    ...[get(out), get(one), lane(0), ...rest(1), ...rest(2), ...rest(3), STORE, ...advance(out, 4)],
    ...[get(row), get(end), BELOW, AGAIN_IF, END],
    END,
  ];
  return [...list([2, I32], [2, V128]), ...steps.flat()];
}

const memory = new WebAssembly.Memory({ initial: SIZE / PAGE });
const parameters = list([I32], [I32], [I32], [I32], [I32]);
const module = new WebAssembly.Module(
  Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, list([0x60, ...parameters, 0])),
    ...section(2, list([...named(''), ...named('memory'), 2, 0, 1])),
    ...section(3, list([0])),
    ...section(7, list([...named('dots'), 0, 0])),
    ...section(10, list(sized(dotsCode()))),
  ]),
);
const { dots } = new WebAssembly.Instance(module, { '': { memory } }).exports;

/**
 * The dot product of a vector with every row of `rows`, which lie end to end, each as long as the vector.
 *
 * @param vector its length a multiple of `LANES`, 65,536 at most; the caller sees to it that no product exceeds 32 bits
 * @param products as many as there are rows
 */
export function dotProducts(vector: Int16Array, rows: Int8Array, products: Int32Array): void {
  const { length } = vector;
  const atOnce = Math.floor((SIZE - ROWS_AT) / length);
  new Int16Array(memory.buffer, 0, length).set(vector);
  const block = new Int8Array(memory.buffer, ROWS_AT);
  // Copied piece by piece, which stays in the processor's cache: rows may then lie in any memory.
  for (let row = 0; row < products.length; row += atOnce) {
    const count = Math.min(atOnce, products.length - row);
    block.set(rows.subarray(row * length, (row + count) * length));
    dots(0, ROWS_AT, ROWS_AT + count * length, PRODUCTS_AT, length);
    products.set(new Int32Array(memory.buffer, PRODUCTS_AT, count), row);
  }
}
