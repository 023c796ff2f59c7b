import { join } from 'node:path';
import { PROJECT_ROOT } from '../src/environment.js';
import type { EngineRequest } from '../src/search/engine.js';

/** The models that the project ships, with a cache that they do not use. */
export function shippedModels(cacheFolder: string): Pick<EngineRequest, 'model' | 'reader'> {
  const models = join(PROJECT_ROOT, 'models');
  return {
    model: { id: join(models, 'verbatim-fr-en'), cacheFolder },
    reader: { id: join(models, 'verbatim-reader'), cacheFolder },
  };
}
