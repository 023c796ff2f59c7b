import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Collects all garbage. V8 lets it be called only when told so: here rather than by an argument to forget. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('the garbage cannot be collected');
  for (let i = 0; i < 3; i++) collect();
}

/** Bytes in use by objects, strings and buffers, after the garbage has been collected. */
export function usedBytes(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
