import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Engine } from '../../src/search/engine.js';
import type { Nearest } from './brute-force.js';
import type { Place } from './node-process.js';

const isFunction = (value: unknown) => typeof value === 'function';
const Module = z.object({ openEngine: z.custom<(request: unknown) => Promise<unknown>>(isFunction) });
const Opened = z.object({
  ask: z.custom<Engine['ask']>(isFunction),
  index: z.object({ nearest: z.custom<Nearest>(isFunction) }),
});

/** The engine of an earlier commit, by the folder of its compiled code. */
export async function openEarlier(dist: string, place: Place): Promise<z.infer<typeof Opened>> {
  const module = Module.parse(await import(pathToFileURL(join(dist, 'search/engine.js')).href));
  return Opened.parse(await module.openEngine(place));
}
