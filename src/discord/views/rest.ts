import type { Phrases } from '../../i18n/en.js';
import type { QuoteSide } from '../../search/answer.js';
import { partsOf } from './passage.js';
import { BETWEEN, sourceLine } from './source.js';
import { ACCENT, type Button, type View, viewOf } from './view.js';

/** A passage read part by part, shown to one person only. */
export interface RestContent {
  readonly side: QuoteSide;
  /** Key of the passage's pair. */
  readonly key: string;
  /** Part shown, from 0; one past the last shows the last. */
  readonly part: number;
}

/** One part of a passage that is too long to be shown at once, with the way to the parts beside it. */
export function restView({ side, key, part }: RestContent, phrases: Phrases): View {
  const { buttons, part: place } = phrases.discord;
  const parts = partsOf(side);
  const at = Math.min(part, parts.length - 1);
  const to = (label: string, other: number): Button => ({
    label,
    press: { action: 'rest', key, language: side.language, part: other, isReading: true },
  });
  const texts = [
    `-# ${phrases.headings[side.language]}${BETWEEN}${place(at + 1, parts.length)}`,
    parts[at] ?? '',
    sourceLine(side, phrases),
  ];
  return viewOf(
    ACCENT.topic,
    texts.map((content) => ({ content })),
    [
      [
        ...(at > 0 ? [to(buttons.previous, at - 1)] : []),
        ...(at + 1 < parts.length ? [to(buttons.next, at + 1)] : []),
      ],
    ],
  );
}
