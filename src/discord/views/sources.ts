import type { Phrases } from '../../i18n/en.js';
import type { SourceDocument } from '../../search/answer.js';
import { BETWEEN, dateOf, titleOf } from './source.js';
import { ACCENT, type Button, type View, viewOf } from './view.js';

/** Documents on a page: each takes at most 640 of a message's room of 4,000. */
const ON_A_PAGE = 6;

/** A page of the documents. */
export interface SourcesContent {
  readonly documents: readonly SourceDocument[];
  /** Page shown, from 0; one past the last shows the last. */
  readonly page: number;
  /** User id of whoever asked. */
  readonly asker: string;
  readonly hidden: boolean;
}

/** The documents, a page at a time: title, publisher, link, date, number of passages. */
export function sourcesView({ documents, page, asker, hidden }: SourcesContent, phrases: Phrases): View {
  const { buttons, sources, noSources } = phrases.discord;
  const pages = Math.max(Math.ceil(documents.length / ON_A_PAGE), 1);
  const at = Math.min(page, pages - 1);
  const shown = documents.slice(at * ON_A_PAGE, (at + 1) * ON_A_PAGE);
  const to = (label: string, other: number): Button => ({
    label,
    press: { action: 'sources', asker, hidden, page: other },
  });
  const heading = `### ${documents.length === 0 ? noSources : sources(documents.length)}`;
  const texts = [
    pages > 1 ? `${heading}${BETWEEN}${at + 1}/${pages}` : heading,
    ...shown.map((document) => entryOf(document, phrases)),
  ];
  return viewOf(
    ACCENT.topic,
    texts.map((content) => ({ content })),
    [
      [
        ...(at > 0 ? [to(buttons.previous, at - 1)] : []),
        ...(at + 1 < pages ? [to(buttons.next, at + 1)] : []),
        ...(hidden ? [] : [{ label: buttons.delete, press: { action: 'delete', asker } } as const]),
      ],
    ],
  );
}

function entryOf({ source, passages, isInBoth }: SourceDocument, phrases: Phrases): string {
  const facts = [
    dateOf(source, phrases),
    phrases.chat.passages(passages),
    ...(isInBoth ? [phrases.discord.inBoth] : []),
  ];
  return `**${titleOf(source, phrases)}**\n-# ${facts.join(BETWEEN)}`;
}
