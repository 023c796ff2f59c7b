import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runCli, startCli } from './run-cli.js';

const page = (title: string, sections: readonly (readonly [string, string, string])[]) =>
  [
    '---',
    `title: ${title}`,
    'source: Guild of millers',
    'url: https://mills.example/valbrune',
    'asOf: 2010-02',
    '---',
    '',
    ...sections.flatMap(([heading, anchor, text]) => [`## ${heading} {#${anchor}}`, '', text, '']),
  ].join('\n');

const FRENCH = page('Le moulin de Valbrune', [
  ['La fondation', 'founding', 'Odile Ferrand a fondé le moulin de Valbrune en 1911.'],
  ['Les ouvriers', 'workers', 'Le moulin de Valbrune emploie 140 ouvriers.'],
]);
const ENGLISH = page('The Valbrune mill', [
  ['The founding', 'founding', 'Odile Ferrand founded the Valbrune mill in 1911.'],
  ['The workers', 'workers', 'The Valbrune mill employs 140 workers.'],
]);

const folder = mkdtempSync(join(tmpdir(), 'verbatim-cli-'));
const corpus = join(folder, 'corpus.d');
const where = ['--corpus', corpus, '--index', join(folder, 'index.d')];

const start = (args: readonly string[]) => startCli(args, { cwd: folder });
const run = (args: readonly string[], around: Omit<Parameters<typeof runCli>[1], 'cwd'> = {}) =>
  runCli(args, { cwd: folder, ...around });

const Line = z.object({
  question: z.string(),
  verdict: z.enum(['answered', 'unsure', 'unanswered']),
  language: z.enum(['fr', 'en']),
  quotes: z.array(z.object({ text: z.string(), document: z.string() })),
});
const parseLines = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));

beforeAll(async () => {
  const { mkdir } = await import('node:fs/promises');
  await mkdir(corpus);
  writeFileSync(join(corpus, 'mill.fr.md'), FRENCH);
  writeFileSync(join(corpus, 'mill.en.md'), ENGLISH);
  await run(['index', ...where]);
});

describe('help and usage', () => {
  it('speaks the language of the system, or the one asked for', async () => {
    expect((await run(['--help'])).stdout).toContain('Usage: verbatim');
    expect((await run(['ask', '--help'], { env: { LANG: 'fr_FR.UTF-8' } })).stdout).toContain(
      'Utilisation\u00a0:',
    );
    expect((await run(['--help', '--lang=fr'])).stdout).toContain('Commandes\u00a0:');
  });

  it('does not load the native parts of the engine', async () => {
    const preload = join(folder, 'preload.cjs');
    writeFileSync(
      preload,
      'const load = process.dlopen; process.dlopen = (...a) => { process.stderr.write("NATIVE\\n"); return load.apply(process, a); };',
    );
    const nodeArgs = ['--require', preload];
    expect((await run(['--help'], { nodeArgs })).stderr).not.toContain('NATIVE');
    expect((await run(['ask', 'x', ...where], { nodeArgs })).stderr).toContain('NATIVE');
  });

  it('exits 2 on what it does not understand, with a suggestion', async () => {
    const wrong = await run(['aks', 'what']);
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('Did you mean ask?');
    expect(wrong.stdout).toBe('');
    expect((await run(['ask', '--limit', 'many', 'x'])).status).toBe(2);
    expect((await run([])).status).toBe(2);
  });
});

describe('about', () => {
  it('prints the card of a subject, and draws it', async () => {
    const picture = join(folder, 'odile.png');
    const { status, stdout, stderr } = await run(['about', ...where, 'ferrand', '--picture', picture]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Ferrand\n/);
    expect(stdout).toContain('Odile Ferrand founded the Valbrune mill in 1911.');
    expect(stdout.replace(/\s+/g, ' ')).toContain('after Guild of millers · as of February 2010');
    expect(stderr).toContain(picture);
    expect(readFileSync(picture).subarray(1, 4).toString('latin1')).toBe('PNG');
  });

  it('exits 3 where the corpus has no such subject, naming those it has', async () => {
    const { status, stdout, stderr } = await run(['about', ...where, 'dam', 'of', 'Pontarec']);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain('no subject “dam of Pontarec”. Its subjects: ');
  });
});

describe('ask', () => {
  it('quotes the corpus word for word, without escape sequences in a pipe', async () => {
    const { status, stdout } = await run(['ask', ...where, 'Who founded the Valbrune mill?']);
    expect(status).toBe(0);
    expect(stdout).toContain('Odile Ferrand founded the Valbrune mill in 1911.');
    expect(stdout).toContain('Odile Ferrand a fondé le moulin de Valbrune en 1911.');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'after Guild of millers · The founding · as of February 2010',
    );
    expect(stdout).not.toContain('\u001b');
    const coloured = await run(['ask', ...where, 'Who founded the mill?'], { env: { FORCE_COLOR: '1' } });
    expect(coloured.stdout).toContain('\u001b');
  });

  it('reads its question from a pipe, in the language of the question', async () => {
    const { stdout } = await run(['ask', '--json', '--limit', '1', ...where], {
      input: 'Qui a fondé le moulin ?\n',
    });
    const [line] = parseLines(stdout);
    expect(line?.question).toBe('Qui a fondé le moulin ?');
    expect(line?.language).toBe('fr');
    expect(FRENCH).toContain(line?.quotes[0]?.text);
    expect(line?.quotes).toHaveLength(1);
  });

  it('exits 3 when nothing is found', async () => {
    const { status, stdout } = await run(['ask', ...where, 'What does a litre of petrol cost in Lisbon?']);
    expect(status).toBe(3);
    expect(stdout).toContain('I did not find this in the documents.');
  });

  it('answers a batch in order, a blank line included', async () => {
    const questions = ['Who founded the mill?', '', 'Combien d’ouvriers ?', '\u001b[2J'];
    const input = `${questions.join('\r\n')}\n`;
    const fromPipe = await run(['ask', '--json', '--batch', '-', ...where], { input });
    expect(fromPipe.status).toBe(0);
    expect(fromPipe.stdout).not.toContain('\u001b');
    const answers = parseLines(fromPipe.stdout);
    expect(answers.map(({ question }) => question)).toEqual(questions);
    expect(answers[1]).toMatchObject({ verdict: 'unanswered', quotes: [] });

    const file = join(folder, 'questions.txt');
    writeFileSync(file, input);
    const fromFile = await run(['ask', '--json', '--batch', file, ...where]);
    expect(parseLines(fromFile.stdout)).toEqual(answers);
  });

  it('tells a file or a corpus that is not there, in one line', async () => {
    for (const args of [
      ['ask', '--batch', 'no-file', ...where],
      ['ask', '--corpus', 'nowhere', 'x'],
    ]) {
      const { status, stdout, stderr } = await run(args);
      expect(status).toBe(1);
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^error: .*\n$/);
    }
  });

  it('is quiet when nobody reads on', async () => {
    const child = start(['ask', '--json', '--batch', '-', ...where]);
    let stderr = '';
    child.stderr?.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdin?.on('error', () => {}); // the program leaves before it has read everything
    child.stdin?.end('Who founded the mill?\n'.repeat(5_000));
    child.stdout?.once('data', () => child.stdout?.destroy());
    const status = await new Promise((resolve) => child.once('close', resolve));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('ask, as a person reads it', () => {
  it('repeats no more than the beginning of a very long question', async () => {
    const input = `${'Who founded the Vallbrune mill? '.repeat(5_000)}`;
    const { stdout } = await run(['ask', ...where], { input });
    expect(stdout.length).toBeLessThan(5_000);
  });

  it('sets the languages side by side in a wide window, one above the other in a narrow one', async () => {
    const question = ['ask', ...where, 'Who founded the Valbrune mill?'];
    const wide = await run(question, { env: { COLUMNS: '120' } });
    expect(wide.stdout).toMatch(/^┃ Odile Ferrand founded .* │ ┃ Odile Ferrand a fondé /m);
    const narrow = await run(question, { env: { COLUMNS: '60' } });
    expect(narrow.stdout).not.toContain('│');
    for (const line of narrow.stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(60);
  });

  it('colours the answering sentence, puts its span in bold, and obeys NO_COLOR', async () => {
    const question = ['ask', ...where, 'Who founded the Valbrune mill?'];
    const { stdout } = await run(question, { env: { FORCE_COLOR: '1' } });
    expect(stdout).toContain('\u001b[1mOdile Ferrand\u001b[22m');
    const plain = await run(question, { env: { FORCE_COLOR: '1', NO_COLOR: '1' } });
    expect(plain.stdout).not.toContain('\u001b');
  });
});

describe('chat', () => {
  it('works in a pipe, with follow-ups and commands', async () => {
    const input = 'Who founded the Valbrune mill?\nand when?\n/sources\n/quit\nnever asked\n';
    const { status, stdout } = await run(['chat', ...where], { input });
    expect(status).toBe(0);
    expect(stdout).toContain('understood as: ');
    expect(stdout).toContain(
      'The Valbrune mill — after Guild of millers\n  as of February 2010 · 2\u00a0passages',
    );
    expect(stdout).not.toContain('never asked');
  });
});

describe('index', () => {
  it('says what it holds, and that it is up to date', async () => {
    const { status, stdout } = await run(['index', ...where]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Index up to date: 2\u00a0documents, 4\u00a0passages, 2\u00a0pairs — /);
    expect((await run(['index', '--force', ...where])).stdout).toMatch(/^Index built: .* s \(.* a second\)/);
  });

  it('watches until it is interrupted', async () => {
    const child = start(['index', '--watch', ...where]);
    const rebuilt = new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk) => {
        if (String(chunk).includes('3\u00a0documents')) resolve();
      });
    });
    child.stderr?.on('data', (chunk) => {
      if (String(chunk).includes('Watching')) {
        writeFileSync(join(corpus, 'more.txt'), 'The locks of Valbrune are closed in winter.\n');
      }
    });
    await rebuilt;
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(130);
  });
});

describe('corpus check and doctor', () => {
  it('points at what is to be mended', async () => {
    const bad = mkdtempSync(join(tmpdir(), 'verbatim-check-'));
    writeFileSync(join(bad, 'mill.fr.md'), FRENCH);
    const { status, stdout } = await run(['corpus', 'check', '--corpus', bad]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/^mill\.fr\.md(?::\d+)?: error: .*mill\.en\.md/m);
    expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^\d+\u00a0errors?, \d+\u00a0warnings?$/);
  });

  it('tells what was read of each file, and shows its passages', async () => {
    const { stdout } = await run(['corpus', 'check', '--corpus', corpus]);
    expect(stdout).toContain('mill.fr.md: 2\u00a0passages (2 French, 2 with their counterpart)\n');
    const reports = (await run(['corpus', 'check', '--json', '--corpus', corpus])).stdout
      .trimEnd()
      .split('\n');
    const Report = z.looseObject({ file: z.string(), passages: z.number() });
    const read = reports.map((line) => Report.parse(JSON.parse(line)));
    expect(read.find(({ file }) => file === 'mill.en.md')).toMatchObject({
      passages: 2,
      paired: 2,
      problems: [],
    });
    const shown = await run(['corpus', 'show', 'mill.en.md', '--corpus', corpus]);
    expect(shown.status).toBe(0);
    expect(shown.stdout).toContain('The workers\nThe Valbrune mill employs 140 workers.\n');
    const unknown = await run(['corpus', 'show', 'none.md', '--corpus', corpus]);
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toContain('There is no file none.md');
  });

  it('tells whether everything works', async () => {
    const ill = await run(['doctor', '--corpus', join(folder, 'nowhere')]);
    expect(ill.status).toBe(1);
    expect(ill.stdout).toContain('✗ There is no corpus folder');
  });
});
