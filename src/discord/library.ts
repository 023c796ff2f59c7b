import type { Engine } from '../search/engine.js';
import type { Service } from './service.js';

/** Opens an engine; with a previous one, over the corpus as it is now, with the models of that one. */
export type OpenEngine = (previous?: Engine) => Promise<Engine>;

/**
 * What puts a new library in the place of the old one, once it is ready: questions that are being answered end on the
 * old one. One after the other; each that is asked for sees the corpus as it is then. A failure leaves the old one.
 */
export function createRenewal(
  service: { library: Service['library'] },
  openEngine: OpenEngine,
): Service['renew'] {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const renewed = last.then(async () => {
      const engine = await openEngine(service.library?.engine);
      await engine.prepare(); // now rather than at the first press of a button
      service.library = { engine };
      return service.library;
    });
    last = renewed.catch(() => undefined);
    return renewed;
  };
}
