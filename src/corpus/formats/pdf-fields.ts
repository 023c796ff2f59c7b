import { z } from 'zod';
import type { Column } from './pdf-columns.js';
import type { Run } from './pdf-figures.js';
import { type Box, boxUnder, type Matrix } from './pdf-glyphs.js';

/** What of a page lies over it: the fields of a form and notes, not links and comments. */
const Annotation = z.object({
  subtype: z.enum(['Widget', 'FreeText']),
  rect: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  annotationFlags: z.number().catch(0),
  fieldType: z.enum(['Tx', 'Ch']).nullish().catch(null),
  fieldValue: z
    .union([z.string(), z.array(z.string())])
    .nullish()
    .catch(null),
  fieldName: z.string().catch(''),
  alternativeText: z.string().catch(''),
  password: z.boolean().catch(false),
  contentsObj: z.object({ str: z.string() }).catch({ str: '' }),
});

/** Flags of what is not shown: hidden, not viewed (ISO 32000-1, 12.5.3). */
const UNSEEN = 0b100010;

/** Text that lies over a page. */
export interface Overlay {
  readonly text: string;
  readonly box: Box;
  /** What a field is called; null for a note. */
  readonly name: string | null;
}

/** The values typed into the fields of a page, and the notes written on it for all to read. */
export function overlaysOf(annotations: readonly unknown[], upright: Matrix): Overlay[] {
  const overlays = annotations.flatMap((annotation) => {
    const { data } = Annotation.safeParse(annotation);
    if (!data || (data.annotationFlags & UNSEEN) !== 0 || data.password) return [];
    const [left, bottom, right, top] = data.rect;
    const box = boxUnder(upright, { left, bottom, right, top });
    const isNote = data.subtype === 'FreeText';
    const values = isNote ? data.contentsObj.str : data.fieldType ? (data.fieldValue ?? '') : '';
    const text = [values].flat().join(', ').replace(/\s+/g, ' ').trim();
    return text === '' ? [] : [{ text, box, name: isNote ? null : nameOf(data) }];
  });
  return overlays.toSorted((a, b) => b.box.top - a.box.top || a.box.left - b.box.left);
}

/** The name of a field that a person gave it: not `Text1` or `form1[0].field_3`. */
function nameOf({ alternativeText, fieldName }: z.infer<typeof Annotation>): string {
  const name = alternativeText.trim();
  if (name !== '') return name;
  return /^\p{L}[\p{L}\s'’-]{2,}$/u.test(fieldName) && !/^(?:text|undefined|field|champ)/i.test(fieldName)
    ? fieldName
    : '';
}

/**
 * Sets the values of fields beside the text to their left, which says what they are.
 *
 * @returns the runs with the values in them, and what has no such text: to be read after the page
 */
export function withOverlays(
  runs: readonly Run[],
  overlays: readonly Overlay[],
): { runs: Run[]; rest: Column[] } {
  const filled = new Map<Run, Run>();
  const rest: Column[] = [];
  for (const { text, box, name } of overlays) {
    // A form that was printed has the values in its text, too.
    if (runs.some((run) => run.text.includes(text) && isBeside(run, box) && run.right > box.left)) continue;
    const label = name === null ? undefined : labelOf(runs, box);
    if (label) {
      const now = filled.get(label) ?? label;
      const goesOn = runs.some((run) => isBeside(run, box) && run.left > box.left);
      const isLabel = now.text.endsWith(':') || (!goesOn && /^\p{Lu}.*[\p{L}?)]$/u.test(now.text));
      const written = isLabel ? `${now.text.replace(/\s*:$/, '')}: ${text}` : `${now.text} ${text}`;
      filled.set(label, { ...now, text: written, right: box.right, isAlone: isLabel });
    } else {
      const line = name ? `${name.replace(/\s*:$/, '')}: ${text}` : text;
      const place = { left: box.left, right: box.right, baseline: box.bottom, size: 0 };
      rest.push([{ text: line, ...place, isAlone: true, isNote: false }]);
    }
  }
  return { runs: runs.map((run) => filled.get(run) ?? run), rest };
}

/** The text nearest to the left of a field. */
function labelOf(runs: readonly Run[], box: Box): Run | undefined {
  const [nearest] = runs
    .filter((run) => isBeside(run, box) && run.right < box.left + run.size)
    .toSorted((a, b) => b.right - a.right);
  return nearest;
}

function isBeside({ baseline, size }: Run, { bottom, top }: Box): boolean {
  const middle = baseline + size * 0.3;
  return middle > bottom && middle < top;
}
