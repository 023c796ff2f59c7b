import type { Estimate } from './bootstrap.js';
import type { Metric } from './metrics.js';

/** A table of the report, in words. */
export interface Table {
  readonly title: string;
  /** A paragraph above it. */
  readonly note: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A share, in percent. */
export function percent(value: number | null): string {
  return value === null ? '–' : `${(100 * value).toFixed(1)} %`;
}

/** A figure that is no share. */
export function number(value: number | null): string {
  return value === null ? '–' : value.toFixed(3);
}

/** A figure alone, in the unit of its metric. */
export function plain(value: number | null, { unit }: Metric): string {
  return unit === 'share' ? percent(value) : number(value);
}

/** A figure and its interval, in the unit of its metric. */
export function show(estimate: Estimate | undefined, metric: Metric): string {
  if (estimate === undefined || estimate.value === null) return '–';
  const { value, low, high } = estimate;
  const bound = (each: number | null) => plain(each, metric).replace(' %', '');
  return `${plain(value, metric)} (${bound(low)} to ${bound(high)})`;
}

/** A table in Markdown, aligned so that it reads well in a terminal too. */
export function toMarkdown({ title, note, header, rows }: Table): string {
  const all = [header, ...rows];
  const widths = header.map((_, column) => Math.max(3, ...all.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return [`## ${title}`, '', note, '', line(header), rule, ...rows.map(line), ''].join('\n');
}

/** A table in HTML. `**x**` and `` `x` `` are set as in Markdown. */
export function toHtml({ title, note, header, rows }: Table): string {
  const cells = (row: readonly string[], tag: string) =>
    row
      .map(
        (cell, i) =>
          `<${i === 0 && tag === 'td' ? 'th scope="row"' : tag}>${inline(cell)}</${i === 0 && tag === 'td' ? 'th' : tag}>`,
      )
      .join('');
  return `<section><h2>${inline(title)}</h2><p>${inline(note)}</p><div class="wide"><table>
<thead><tr>${cells(header, 'th')}</tr></thead>
<tbody>${rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n')}</tbody></table></div></section>`;
}

/** Text as HTML; a percent sign stays with its number. */
export function inline(text: string): string {
  return escaped(text)
    .replace(/ %/g, '\u00a0%')
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/`(.+?)`/g, '<code>$1</code>');
}

function escaped(text: string): string {
  const codes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (character) => codes[character] ?? character);
}
