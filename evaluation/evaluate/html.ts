import type { Figure } from './plot.js';
import { inline, type Table, toHtml } from './tables.js';

const STYLE = `
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
h1, h2 { line-height: 1.2; } h2 { margin-top: 2.5rem; }
p { max-width: 46rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.875rem; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0.7rem; text-align: left; vertical-align: top; border-bottom: 1px solid #ddd; }
thead th { border-bottom: 2px solid #888; } tbody th { font-weight: normal; }
figure { margin: 2.5rem 0; } figure svg { max-width: 100%; height: auto; }
figure h2 { margin: 0 0 0.5rem; } figcaption { font-size: 0.875rem; color: #555; max-width: 46rem; }
code { font-size: 0.9em; }`;

/** The report as one page that needs nothing else. */
export function htmlReport(
  title: string,
  intro: readonly string[],
  tables: readonly Table[],
  figures: readonly Figure[],
): string {
  const [first, ...rest] = tables.map(toHtml);
  const drawn = figures.map(
    (figure) =>
      `<figure><h2>${inline(figure.title)}</h2>${figure.svg}<figcaption>${inline(figure.caption)}</figcaption></figure>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${inline(title)}</title><style>${STYLE}</style></head>
<body><h1>${inline(title)}</h1>
${intro.map((paragraph) => `<p>${inline(paragraph)}</p>`).join('\n')}
${[first, ...drawn, ...rest].join('\n')}
</body></html>
`;
}
