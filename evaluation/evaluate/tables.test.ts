import { expect, it } from 'vitest';
import { metric } from './metrics.js';
import { show, toHtml, toMarkdown } from './tables.js';

const table = { title: 'Title', note: 'Of `x` < y.', header: ['', 'met'], rows: [['a & b', '**no**']] };

it('writes a table in Markdown', () => {
  expect(toMarkdown(table).split('\n')).toEqual([
    '## Title',
    '',
    'Of `x` < y.',
    '',
    '|       | met    |',
    '| ----- | ------ |',
    '| a & b | **no** |',
    '',
  ]);
});

it('writes it in HTML, where nothing of it is taken for a tag', () => {
  const html = toHtml(table);
  expect(html).toContain('<p>Of <code>x</code> &lt; y.</p>');
  expect(html).toContain('<th scope="row">a &amp; b</th><td><strong>no</strong></td>');
});

it('shows a figure with its interval, in its unit', () => {
  const estimate = { value: 0.5, low: 0.25, high: 0.75 };
  expect(show(estimate, metric('recall1'))).toBe('50.0 % (25.0 to 75.0)');
  expect(show(estimate, metric('aurc'))).toBe('0.500 (0.250 to 0.750)');
  expect(show({ value: null, low: null, high: null }, metric('aurc'))).toBe('–');
});
