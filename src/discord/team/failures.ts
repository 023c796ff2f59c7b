import { relative } from 'node:path';
import { Failure } from '../../failure.js';
import type { Phrases } from '../../i18n/en.js';
import type { Service } from '../service.js';

/** How it is told that the store, the corpus or the engine failed; why stands in the log. */
export function failureText(error: unknown, phrases: Phrases, service: Service): string {
  const { busy, store } = phrases.team.failures;
  const { code, details } = error instanceof Failure ? error : { code: '', details: {} };
  const isOfStore = /^(?:store|postgres)-/.test(code);
  if (code === 'file-unwritable' && 'file' in details && 'reason' in details) {
    const { file, reason } = details;
    // A page is named by the words of a question, which are not logged.
    service.log.error({ event: 'unpublished', reason });
    // Where the operator keeps things is nobody else's business.
    return phrases.failures['file-unwritable']({ file: relative(service.config.corpusFolder, file), reason });
  }
  service.log.error({ event: isOfStore ? 'store' : 'failed', error });
  if (isOfStore) return code === 'store-locked' ? busy : store;
  return phrases.discord.notices.failed;
}
