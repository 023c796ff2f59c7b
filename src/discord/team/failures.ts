import { relative } from 'node:path';
import { Failure } from '../../failure.js';
import type { Phrases } from '../../i18n/en.js';
import type { Service } from '../service.js';

/** How it is told that the store, the corpus or the engine failed; why stands in the log. */
export function failureText(error: unknown, phrases: Phrases, service: Service): string {
  const { busy, store } = phrases.team.failures;
  const { code, details } = error instanceof Failure ? error : { code: '', details: {} };
  const isOfStore = code.startsWith('store-');
  service.log.error({ event: isOfStore ? 'store' : 'failed', error });
  if (isOfStore) return code === 'store-locked' ? busy : store;
  if (code !== 'file-unwritable' || !('file' in details) || !('reason' in details))
    return phrases.discord.notices.failed;
  // Where the operator keeps things is nobody else's business.
  const file = relative(service.config.corpusFolder, details.file);
  return phrases.failures['file-unwritable']({ file, reason: details.reason });
}
