import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { answer, quote, side, style } from '../../test/answers.js';
import { phrasesFor } from '../i18n/phrases.js';
import type { Answer } from '../search/answer.js';
import { renderAnswer } from './answer.js';
import { columnsOf } from './display.js';
import { styleOf } from './style.js';

const fr = phrasesFor('fr');
const en = phrasesFor('en');
const ESCAPE = '\u001b';

/** Words of one language's block or column, margins taken off. */
function stackedWords(shown: string, from: string, to: string): string {
  const lines = shown.split('\n');
  return lines
    .slice(lines.indexOf(`  ${from}`) + 1, lines.indexOf(to))
    .map((line) => line.slice(2))
    .join(' ');
}

describe('renderAnswer, narrow', () => {
  const shown = renderAnswer(answer, style(60), fr);

  it('stacks both languages, word for word once margins are taken off', () => {
    const details = shown.split('\n').find((line) => line.includes('Moulins du pays')) ?? '';
    expect(stackedWords(shown, 'Français', '  Anglais')).toBe(quote.text);
    expect(stackedWords(shown, 'Anglais', details)).toBe(quote.counterpart?.text);
  });

  it('stays within its columns, and sends no escape sequence', () => {
    for (const line of shown.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(60);
    expect(shown).not.toContain(ESCAPE);
  });

  it('marks the lines of the answering sentence in the margin, and no others', () => {
    const marked = shown.split('\n').filter((line) => line.startsWith('┃ '));
    const unmarked = shown.split('\n').filter((line) => !line.startsWith('┃ '));
    expect(marked.join(' ')).toContain('Odile Ferrand');
    expect(unmarked.join('\n')).not.toContain('Ferrand');
    expect(unmarked.join('\n')).toContain('sacs par an');
  });

  it('says the verdict, the source, the section, the date, the link and the path', () => {
    for (const part of [
      'Trouvé dans le corpus',
      'Moulins du pays — Cercle des meuniers',
      'Histoire',
      'informations de février 2010',
      'https://mills.example/valbrune',
      'mill.fr.md',
      'mill.en.md',
    ]) {
      expect(shown).toContain(part);
    }
  });
});

describe('renderAnswer, wide', () => {
  it('sets both languages side by side, word for word', () => {
    const lines = renderAnswer(answer, style(120), fr)
      .split('\n')
      .filter((line) => line.includes(' │ '));
    const columns = lines.map((line) => line.split(' │ '));
    expect(columns[0]?.map((cell) => cell.trim())).toEqual(['Français', 'Anglais']);
    const words = (i: number) =>
      columns
        .slice(1)
        .map((cells) => (cells[i] ?? '').slice(2).trimEnd())
        .join(' ')
        .trim();
    expect(words(0)).toBe(quote.text);
    expect(words(1)).toBe(quote.counterpart?.text);
    expect(new Set(lines.map((line) => columnsOf(line.split(' │ ')[0] ?? ''))).size).toBe(1);
    for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(120);
  });

  it('links to the very words where they can be found', () => {
    const address = 'https://mills.example/valbrune#:~:text=Il%20fut%20b%C3%A2ti';
    const shown = renderAnswer({ ...answer, quotes: [{ ...quote, address }] }, style(120), fr);
    expect(shown).toContain(`    ${address}\n`);
    expect(renderAnswer(answer, style(120), fr)).toContain('    https://mills.example/valbrune\n');
  });

  it('uses the whole width for a passage without counterpart, and says that it has none', () => {
    const single: Answer = { ...answer, quotes: [{ ...quote, counterpart: null }] };
    const shown = renderAnswer(single, style(120), fr);
    expect(shown).not.toContain('│');
    expect(shown).toContain('Ce passage n’existe qu’en français.');
  });
});

describe('renderAnswer, in colour', () => {
  it('paints the sentence and the span without touching a letter', () => {
    const painted = renderAnswer(answer, style(60, true), fr);
    expect(painted).toContain(ESCAPE);
    expect(stripVTControlCharacters(painted)).toBe(renderAnswer(answer, style(60), fr));
    // The span is the only bold text beside the heading.
    const bold = painted
      .split(`${ESCAPE}[1m`)
      .slice(1)
      .map((rest) => rest.split(ESCAPE)[0]);
    expect(bold).toEqual(['Trouvé dans le corpus', 'Odile Ferrand', 'Odile Ferrand']);
  });
});

describe('renderAnswer, without colours or marks', () => {
  it.each([60, 120])('puts the answering words between asterisks, in %i columns', (columns) => {
    const shown = renderAnswer(answer, styleOf({ isTTY: true, columns }, { NO_COLOR: '1' }), fr);
    expect(shown.match(/\*\*[^*]+\*\*/g)).toEqual(['**Odile Ferrand**', '**Odile Ferrand**']);
    for (const line of shown.split('\n')) expect(columnsOf(line)).toBeLessThanOrEqual(columns);
    expect(shown).not.toContain(ESCAPE);
  });

  it('is read aloud line by line, in words', () => {
    const shown = renderAnswer(answer, styleOf({ isTTY: true, columns: 60 }, {}, true), fr);
    const lines = shown.split('\n');
    expect(lines).toContain(`Français. ${quote.text}`);
    expect(lines).toContain(`Anglais. ${quote.counterpart?.text}`);
    expect(lines).toContain('Mots qui répondent\u202f: Odile Ferrand');
    expect(shown).toContain('Source\u202f: Moulins du pays — Cercle des meuniers');
    expect(shown).not.toContain(ESCAPE);
    expect(shown).not.toMatch(/[┃╎│─↳*]/);
  });
});

describe('renderAnswer, all verdicts', () => {
  it('says how a question was understood', () => {
    const shown = renderAnswer(
      { ...answer, question: 'Et elle ?', understoodAs: 'Qui est Odile ?' },
      style(80),
      fr,
    );
    expect(shown.split('\n')[0]).toBe('Et elle ? → comprise ainsi\u00a0: Qui est Odile ?');
  });

  it('says of an unsure answer that these are only the closest passages', () => {
    const shown = renderAnswer({ ...answer, verdict: 'unsure' }, style(80), en);
    expect(shown).toContain('only the closest passages');
    expect(shown).toContain('Odile Ferrand');
    expect(shown).not.toContain(en.answer.answered);
  });

  it('says plainly that nothing was found, with the nearest topics and how to ask', () => {
    const topics = [{ pair: 'p', key: 'locks-1', title: 'Les écluses' }];
    const shown = renderAnswer({ ...answer, verdict: 'unanswered', quotes: [], topics }, style(80), fr);
    expect(shown).toContain('Je n’ai pas trouvé cela dans les documents.');
    expect(shown).toContain('• Les écluses');
    expect(shown).toContain('Essayez une question entière');
  });

  it('meets a greeting with a how-to and examples from the corpus', () => {
    const hello: Answer = { ...answer, intent: 'chatter', verdict: 'unanswered', quotes: [] };
    const shown = renderAnswer(hello, style(80), en, ['The locks', 'Who built the mill?']);
    expect(shown).toContain('• What does the corpus say about “The locks”?');
    expect(shown).toContain('• Who built the mill?');
    expect(shown).not.toContain(en.answer.unanswered);
  });

  it('meets nothing with nothing but how to ask', () => {
    const empty: Answer = { ...answer, intent: 'empty', verdict: 'unanswered', quotes: [] };
    expect(renderAnswer(empty, style(80), en)).toContain(en.answer.empty);
  });

  it('sets the passages after the best one under a rule, and lets them step back', () => {
    const shown = renderAnswer({ ...answer, quotes: [quote, quote, quote] }, style(60), fr);
    const [best = '', others = '', ...more] = shown.split(/^── Autres passages ─+$/m);
    expect(more).toEqual([]);
    expect(best).toContain('┃ ');
    expect(others).not.toContain('┃');
    expect(others.split('\n').filter((line) => line.startsWith('╎ '))).not.toEqual([]);
    expect(renderAnswer(answer, style(60), fr)).not.toContain('Autres passages');
  });

  it('names a source once when both languages have it, and both when they differ', () => {
    const shown = renderAnswer(answer, style(80), fr);
    expect(shown.match(/↳/g)).toHaveLength(1);
    expect(shown).toContain('mill.fr.md · mill.en.md');
    const { counterpart } = quote;
    if (counterpart === null) throw new Error('The quote has a counterpart.');
    const later = { ...counterpart, source: { ...counterpart.source, asOf: '2012' } };
    const both = renderAnswer({ ...answer, quotes: [{ ...quote, counterpart: later }] }, style(99), fr);
    expect(both.match(/↳/g)).toHaveLength(2);
    expect(both).toContain('informations de février 2010');
    const translated = { ...counterpart, source: { ...counterpart.source, quoted: false } };
    const words = renderAnswer({ ...answer, quotes: [{ ...quote, counterpart: translated }] }, style(99), fr);
    expect(words).toContain('Moulins du pays — Cercle des meuniers');
    expect(words).toContain('Mills of the country — d’après Cercle des meuniers');
    expect(both).toContain('Mills of the country — Cercle des meuniers · History · informations de 2012');
  });
});

describe('renderAnswer, hostile input', () => {
  const evil = '\u001b]0;owned\u0007\u001b[2J\u009b31m\u202egnp';

  it('sends no control character of the corpus or of the question', () => {
    const sides = side('fr', `Avant ${evil} après.`, '', '');
    const source = { title: evil, publisher: evil, url: evil, asOf: evil, quoted: false, read: evil };
    const bad = { ...sides, source, section: evil, document: evil };
    const shown = renderAnswer(
      { ...answer, question: evil, understoodAs: evil, quotes: [{ ...quote, ...bad, counterpart: bad }] },
      style(120),
      fr,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    expect(shown).toContain('␛]0;owned');
  });

  it('shows right-to-left words as they are', () => {
    const text = 'Le mot שלום veut dire paix.';
    const shown = renderAnswer(
      { ...answer, quotes: [{ ...quote, ...side('fr', text, '', ''), counterpart: null }] },
      style(60),
      fr,
    );
    expect(shown).toContain(text);
  });
});
