import type { Phrases } from '../i18n/en.js';
import type { SourceFile } from '../search/answer.js';
import { inline } from './display.js';
import { titleOf } from './quote.js';
import type { Style } from './style.js';

/** The files of a corpus, each with its date, its number of passages, its link and its path. */
export function renderSources(files: readonly SourceFile[], style: Style, phrases: Phrases): string {
  const entries = files.map(({ path, source, passages }) => {
    const title = titleOf(source, phrases);
    const asOf = source.asOf === null ? phrases.answer.undated : phrases.answer.asOf(source.asOf);
    const small = [asOf, phrases.chat.passages(passages), source.url ?? '', path];
    const line = small.filter((part) => part !== '').join(' · ');
    return `${style.heading(inline(title))}\n${style.small(`  ${inline(line)}`)}\n`;
  });
  return entries.join('');
}
