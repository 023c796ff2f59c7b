import type { Engine } from '../search/engine.js';

/** What an engine is opened over: the corpus as it is now, or where processes share an index, what was published last. */
export type Origin = 'corpus' | 'published';

/** Opens an engine; with a previous one, with the models of that one. */
export type OpenEngine = (origin: Origin, previous?: Engine) => Promise<Engine>;

/** What there is to ask. */
export interface Library {
  readonly engine: Engine;
}

/** All that there is to ask. Whoever is answered is answered from what they may read, never from the whole. */
export interface Libraries {
  /** For counting and publishing alone. */
  readonly whole: Library;
  /** That of who may not read some folders. */
  without(hidden: readonly string[]): Promise<Library>;
  /** The folders that those without were asked for. */
  held(): readonly (readonly string[])[];
}

/** What a renewal changes. */
export interface Renewed {
  /** Null until the corpus is read and indexed. */
  libraries: Libraries | null;
  /** When the corpus could no longer be read or indexed; null while it can. */
  buildFailure: Date | null;
}

/** Libraries of different rights that are held at once: each takes about the memory of an index. */
const MOST_HELD = 8;

/** The libraries of an engine, ready to be asked. */
export async function openLibraries(engine: Engine): Promise<Libraries> {
  await engine.prepare(); // now rather than at the first press of a button
  const whole = { engine };
  const held = new Map<string, Promise<Library>>();

  async function open(hidden: readonly string[]): Promise<Library> {
    const restricted = await engine.without(hidden);
    await restricted.prepare();
    return { engine: restricted };
  }

  return {
    whole,
    async without(hidden) {
      if (hidden.length === 0) return whole;
      const key = JSON.stringify([...hidden].sort());
      const library = held.get(key) ?? open(hidden);
      // The one that was asked last stands last.
      held.delete(key);
      held.set(key, library);
      const [oldest] = held.keys();
      if (held.size > MOST_HELD && oldest !== undefined) held.delete(oldest);
      try {
        return await library;
      } catch (error) {
        held.delete(key);
        throw error;
      }
    },
    held: () => [...held.keys()].map((key): string[] => JSON.parse(key)),
  };
}

/**
 * What puts new libraries in the place of the old ones, once they are ready: questions that are being answered end on the
 * old ones. One after the other; each that is asked for sees the corpus as it is then. A failure leaves the old ones.
 */
export function createRenewal(
  service: Renewed,
  openEngine: OpenEngine,
): (origin?: Origin) => Promise<Library> {
  let last: Promise<unknown> = Promise.resolve();
  return (origin = 'corpus') => {
    const renewed = last.then(async () => {
      const before = service.libraries;
      const libraries = await openLibraries(await openEngine(origin, before?.whole.engine));
      // Those that people ask of now: the next question waits for none of them.
      for (const hidden of before?.held() ?? []) await libraries.without(hidden);
      service.libraries = libraries;
      service.buildFailure = null;
      return libraries.whole;
    });
    last = renewed.catch(() => {
      service.buildFailure ??= new Date();
    });
    return renewed;
  };
}
