import { z } from 'zod';
import type { Column } from './pdf-columns.js';
import type { Run } from './pdf-figures.js';
import { type Box, boxUnder, type Matrix } from './pdf-geometry.js';
import type { Line } from './pdf-rows.js';

/** What of a page lies over it: the fields of a form and notes, not links and comments. */
const Annotation = z.object({
  subtype: z.enum(['Widget', 'FreeText']),
  rect: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  annotationFlags: z.number().catch(0),
  fieldType: z.enum(['Tx', 'Ch', 'Btn']).nullish().catch(null),
  checkBox: z.boolean().catch(false),
  radioButton: z.boolean().catch(false),
  /** What the value of a check box, or of a group of radio buttons, is while this one is on. */
  exportValue: z.string().nullish().catch(null),
  buttonValue: z.string().nullish().catch(null),
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

/** How far from a box to be ticked, in the size of the text, what it is called may stand. */
const FARTHEST = 4;
/** How a check box or a radio button is shown. */
const BOXES = { on: '☑', off: '☐' } as const;

/** Text that lies over a page. */
export interface Overlay {
  readonly text: string;
  readonly box: Box;
  /** Whether it is a box to be ticked: what it is called stands on either side. */
  readonly isTick: boolean;
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
    const isTick = data.checkBox || data.radioButton;
    const on = data.checkBox ? data.exportValue : data.buttonValue;
    const isOn = on !== null && on !== undefined && on !== 'Off' && data.fieldValue === on;
    const value = isTick ? BOXES[isOn ? 'on' : 'off'] : data.fieldType !== 'Btn' ? data.fieldValue : null;
    const values = isNote ? data.contentsObj.str : data.fieldType ? (value ?? '') : '';
    const text = [values].flat().join(', ').replace(/\s+/g, ' ').trim();
    return text === '' ? [] : [{ text, box, isTick, name: isNote ? null : nameOf(data) }];
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
  for (const overlay of overlays) {
    const { text, box, isTick, name } = overlay;
    if (isTick) {
      const option = optionOf(runs, box);
      if (option === null) {
        if (name) rest.push([asLine(`${text} ${name}`, overlay)]);
        continue;
      }
      const now = filled.get(option.run) ?? option.run;
      const ticked = option.isAfter
        ? { ...now, text: `${text} ${now.text}`, left: box.left }
        : { ...now, text: `${now.text} ${text}`, right: box.right };
      filled.set(option.run, { ...ticked, isAlone: true });
      continue;
    }
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
      rest.push([asLine(name ? `${name.replace(/\s*:$/, '')}: ${text}` : text, overlay)]);
    }
  }
  return { runs: runs.map((run) => filled.get(run) ?? run), rest };
}

function asLine(text: string, { box }: Overlay): Line {
  const place = { left: box.left, right: box.right, baseline: box.bottom, size: 0 };
  return { text, ...place, isAlone: true, isNote: false };
}

/** The text that a box to be ticked stands before or after, the nearer of the two. */
function optionOf(runs: readonly Run[], box: Box): { readonly run: Run; readonly isAfter: boolean } | null {
  const [nearest] = runs
    .filter((run) => isBeside(run, box))
    .map((run) => {
      const [after, before] = [run.left - box.right, box.left - run.right];
      return { run, isAfter: after > before, gap: Math.max(after, before) };
    })
    .filter(({ run, gap }) => gap > -run.size && gap < run.size * FARTHEST)
    .toSorted((a, b) => a.gap - b.gap || Number(b.isAfter) - Number(a.isAfter));
  return nearest ?? null;
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
