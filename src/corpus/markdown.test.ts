import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectWellFormed } from '../../test/expect-well-formed.js';
import { outlineMarkdown } from './markdown.js';
import type { Outline } from './outline.js';

function outlineOf(text: string): Outline {
  const { outline } = outlineMarkdown(text);
  if (outline === null) throw new Error('no outline');
  return outline;
}

const blocksOf = (text: string) =>
  outlineOf(text).blocks.map(({ kind, start, end, anchor }) => [
    kind === 'heading' ? 'h' : 'p',
    text.slice(start, end),
    ...(anchor === null ? [] : [anchor]),
  ]);

describe('outlineMarkdown', () => {
  it('finds headings and paragraphs to the character', () => {
    const text =
      '---\ntitle: Le phare\n---\n\n# Le **phare**\n\nUne phrase\r\ncoupée *en deux*.\n\nAutre titre\n===\n\n    du code\n';
    expect(blocksOf(text)).toEqual([
      ['h', 'Le **phare**'],
      ['p', 'Une phrase\r\ncoupée *en deux*.'],
      ['h', 'Autre titre'],
    ]);
    expect(outlineOf(text).text).toBe(text);
    expect(outlineOf(text).source.title).toBe('Le phare');
  });

  it('takes the first title for the name of the file that has none', () => {
    expect(outlineOf('## Deux\n\n# Le *phare* {#phare}\n\n# Autre').source.title).toBe('Le phare');
  });

  it('takes anchors off headings', () => {
    expect(
      blocksOf('# Un {#un}\n## Deux {#deux .x} ##\nTrois {#trois}\n---\n#### {#vide}\n##\n# a {b}'),
    ).toEqual([
      ['h', 'Un', 'un'],
      ['h', 'Deux', 'deux'],
      ['h', 'Trois', 'trois'],
      ['h', 'a {b}'],
    ]);
  });

  it('makes each list item and quoted paragraph one of its own', () => {
    expect(blocksOf('- un\n  suite\n- deux\n  1. trois\n\n> cité\n>\n> encore\n')).toEqual([
      ['p', 'un\n  suite'],
      ['p', 'deux'],
      ['p', 'trois'],
      ['p', 'cité'],
      ['p', 'encore'],
    ]);
  });

  it('leaves out tables, code, HTML, pictures and rules', () => {
    const text =
      'Avant\n| a | b |\n|---|:-:|\n| c | d |\n\n| a |\n|---|\n\n```\ncode\n```\n\n<div>\nhtml\n</div>\n\n' +
      '![image](a.png)\n\n[![image](a.png)](b)\n\n***\n\n…\n\nAprès';
    expect(blocksOf(text)).toEqual([
      ['p', 'Avant'],
      ['p', 'Après'],
    ]);
  });

  it('reads a long file in slices as it reads a short one', () => {
    const part =
      '# Titre\n\nUne phrase.\n\n```\n\n# pas un titre\n```\n\n- a\n\n  b\n\n<!--\n\nrien\n-->\n\n';
    const count = 2_000;
    const text = part.repeat(count);
    const once = blocksOf(part);
    expect(blocksOf(text)).toEqual(Array.from({ length: count }, () => once).flat());
  });

  it('survives quotes nested thousands deep', () => {
    expect(blocksOf(`${'> '.repeat(3000)}fond`)).toEqual([['p', 'fond']]);
  });

  it('never throws, and its blocks are ordered, trimmed and apart', () => {
    const pieces = fc.constantFrom(
      ...[
        '\n',
        '\n\n',
        '\r\n',
        '# ',
        '## ',
        ' {#a}',
        '- ',
        '1. ',
        '> ',
        '---\n',
        '```\n',
        '|',
        '\t',
        ' ',
        '\uFEFF',
      ],
      ...[
        'mot',
        'Été.',
        '**gras**',
        '[lien](x)',
        '![i](x)',
        '<b>',
        '&amp;',
        '\\',
        '\u00A0',
        '    ',
        '===\n',
        '😀',
        '\0',
      ],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        expectWellFormed(outlineOf(parts.join('')));
      }),
      { numRuns: 1000 },
    );
  });
});
