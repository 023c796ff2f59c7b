import type { FileRead } from '../../../corpus/read-file.js';
import type { Phrases } from '../../../i18n/en.js';
import type { SourceFile } from '../../../search/answer.js';
import { sizeOf } from '../../limits.js';
import { escapeWithin, oneLine } from '../../markdown.js';
import { BETWEEN } from '../source.js';
import { ACCENT, type Button, type View, viewOf } from '../view.js';
import { readTexts } from './draft.js';
import { pathShown } from './path.js';

/** Documents on a page: each takes at most 350 of a message's room of 4,000. */
const ON_A_PAGE = 10;
const TITLE = 120;

/** A page of the files of the corpus. */
export function filesView(files: readonly SourceFile[], page: number, phrases: Phrases): View {
  const { list, buttons } = phrases.corpus;
  const pages = Math.max(Math.ceil(files.length / ON_A_PAGE), 1);
  const at = Math.min(page, pages - 1);
  const to = (label: string, other: number): Button => ({
    label,
    press: { team: { action: 'files', at: other } },
  });
  const heading = `### ${files.length === 0 ? list.none : list.title(files.length)}`;
  const lines = files.slice(at * ON_A_PAGE, (at + 1) * ON_A_PAGE).map(({ path, source, passages }) => {
    const facts = [
      escapeWithin(oneLine(source.title), TITLE),
      source.asOf === null ? list.undated : escapeWithin(oneLine(source.asOf), 12),
      list.passages(passages),
    ];
    return `\`${pathShown(path)}\`\n-# ${facts.join(BETWEEN)}`;
  });
  return viewOf(
    ACCENT.topic,
    [pages > 1 ? `${heading}${BETWEEN}${at + 1}/${pages}` : heading, ...lines].map((content) => ({
      content,
    })),
    [
      [
        ...(at > 0 ? [to(buttons.previous, at - 1)] : []),
        ...(at + 1 < pages ? [to(buttons.next, at + 1)] : []),
      ],
    ],
  );
}

/** A file of the corpus: what is read of it. */
export function fileView({ path }: SourceFile, read: FileRead, phrases: Phrases): View {
  const heading = `### \`${pathShown(path)}\``;
  const texts = readTexts(read, sizeOf(heading), phrases);
  return viewOf(
    ACCENT.topic,
    [heading, ...texts].map((content) => ({ content })),
  );
}
