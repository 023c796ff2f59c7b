/** A rectangle with its sides upright, y upwards. */
export interface Box {
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
  readonly top: number;
}

/** The six numbers of a PDF matrix. */
export type Matrix = readonly [number, number, number, number, number, number];

/** Leaves everything where it is. */
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
/** A box of no size. */
export const NOWHERE: Box = { left: 0, bottom: 0, right: 0, top: 0 };

/** What a picture fills, before it is put in its place. */
export const UNIT_SQUARE: Box = { left: 0, bottom: 0, right: 1, top: 1 };

/** The box that a box becomes under a matrix. */
export function boxUnder([a, b, c, d, e, f]: Matrix, { left, bottom, right, top }: Box): Box {
  const xs = [left, right].flatMap((x) => [bottom, top].map((y) => a * x + c * y + e));
  const ys = [left, right].flatMap((x) => [bottom, top].map((y) => b * x + d * y + f));
  return { left: Math.min(...xs), bottom: Math.min(...ys), right: Math.max(...xs), top: Math.max(...ys) };
}

/** The product of two matrices: what `second` makes, taken through `first`. */
export function times([a, b, c, d, e, f]: Matrix, [g, h, i, j, k, l]: Matrix): Matrix {
  return [a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * l + e, b * k + d * l + f];
}

/** Six numbers as a matrix, or null. */
export function matrixOf(value: unknown): Matrix | null {
  const [a, b, c, d, e, f, ...more] = numbersOf(value);
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  return e === undefined || f === undefined || more.length > 0 ? null : [a, b, c, d, e, f];
}

/** Whether a point lies in a box. */
export function contains({ left, bottom, right, top }: Box, [x, y]: readonly [number, number]): boolean {
  return x >= left && x <= right && y >= bottom && y <= top;
}

/** What two boxes have in common; null when they lie apart. */
export function intersection(one: Box, other: Box): Box | null {
  const left = Math.max(one.left, other.left);
  const right = Math.min(one.right, other.right);
  const bottom = Math.max(one.bottom, other.bottom);
  const top = Math.min(one.top, other.top);
  return left <= right && bottom <= top ? { left, bottom, right, top } : null;
}

/** Whether a path, as PDF.js codes it, is one rectangle whose sides stay upright under a matrix. */
export function isUprightRectangle(path: unknown, [a, b, c, d]: Matrix): boolean {
  const isTurned = (Math.abs(b) > 1e-3 || Math.abs(c) > 1e-3) && (Math.abs(a) > 1e-3 || Math.abs(d) > 1e-3);
  const numbers = numbersOf(path);
  // Move, three lines, close.
  if (
    isTurned ||
    numbers.length !== 13 ||
    [0, 3, 6, 9, 12].some((at, i) => numbers[at] !== [0, 1, 1, 1, 4][i])
  )
    return false;
  const sides = (from: number) => new Set([from, from + 3, from + 6, from + 9].map((at) => numbers[at])).size;
  return sides(1) === 2 && sides(2) === 2;
}

/** Four numbers as a box, or null. */
export function boxOf(value: unknown): Box | null {
  const [left, bottom, right, top] = numbersOf(value);
  if (left === undefined || bottom === undefined || right === undefined || top === undefined) return null;
  return left <= right && bottom <= top ? { left, bottom, right, top } : null;
}

function numbersOf(value: unknown): number[] {
  if (value instanceof Float32Array || value instanceof Float64Array) return [...value];
  return Array.isArray(value) && value.every((item) => typeof item === 'number') ? value : [];
}
