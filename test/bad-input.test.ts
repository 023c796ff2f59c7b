import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCorpus } from '../src/corpus/read.js';
import { phrasesFor } from '../src/i18n/phrases.js';
import { type Engine, openEngine } from '../src/search/engine.js';
import { answerRecord } from '../src/search/record.js';
import { renderAnswer } from '../src/terminal/answer.js';
import { safeJson } from '../src/terminal/display.js';
import { styleOf } from '../src/terminal/style.js';
import { makePdf } from './make-pdf.js';
import { type Ended, runCli, startCli } from './run-cli.js';
import { shippedModels } from './shipped-models.js';

const root = mkdtempSync(join(tmpdir(), 'verbatim-bad-'));
afterAll(() => rm(root, { recursive: true, force: true }));

/** What takes minutes is left to `npm run test:nightly`. */
const itNightly = it.runIf(process.env['NIGHTLY'] !== undefined);

const run = (args: readonly string[], input: string | Uint8Array = '', env: Record<string, string> = {}) =>
  runCli(args, { cwd: root, input, env });

/** Characters that move the cursor, or turn the writing round. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

const Line = z.object({
  question: z.string(),
  verdict: z.enum(['answered', 'unsure', 'unanswered']),
  quotes: z.array(z.object({ text: z.string(), document: z.string() })),
});

/** A folder made anew under the root, and the options that name it and an index of its own. */
function folderNamed(name: string): { folder: string; where: string[] } {
  const folder = join(root, name);
  mkdirSync(folder);
  return { folder, where: ['--corpus', folder, '--index', join(root, `${name}.index`)] };
}

/** One run of the program for all of them: opening it takes longer than its answers. */
async function askAll(
  questions: readonly string[],
  where: readonly string[],
): Promise<z.infer<typeof Line>[]> {
  const { stdout } = await run(
    ['ask', '--json', '--limit', '1', '--batch', '-', ...where],
    questions.join('\n'),
  );
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));
}

async function askJson(
  question: string,
  where: readonly string[],
): Promise<z.infer<typeof Line> | undefined> {
  return (await askAll([question], where))[0];
}

/** Ended as it should, without the words of a crash. */
function expectTold({ status, stderr }: Ended, expected: number): void {
  expect(stderr).not.toMatch(/^\s+at |node:internal|unforeseen/m);
  expect(status).toBe(expected);
}

describe('a corpus of bad files and good ones', () => {
  const { folder, where } = folderNamed('mixed');
  const scripts = '<script>var lighthouse = "The lighthouse of Gravelle was built in 1799.";</script>'.repeat(
    2_000,
  );
  const files: Record<string, string | Uint8Array> = {
    'good.txt': 'Le phare de Gravelle a été bâti en 1868 par Aurèle Quintin.\n',
    'bom.txt': '\ufeffLe canal de Mérindol mesure 42 kilomètres et fut creusé à la main.\n',
    'utf16.txt': iconv.encode('La forêt de Brécilien abrite 300 cerfs, comptés à l’automne.\n', 'utf-16le', {
      addBOM: true,
    }),
    'latin1.txt': iconv.encode('La fête des lumières d’Évrac attire 900 visiteurs à Noël.\n', 'windows-1252'),
    'script.html': `<html><body>${scripts}<p>The windmill of Tarnby was rebuilt by Ingrid Holm in 1932.</p>${scripts}</body></html>`,
    'yaml.md': '---\ntitle: "Le pont\nurl: [\n---\nLe pont de Solenne franchit la rivière depuis 1754.\n',
    'old.docx': 'This is no zip at all.',
    'hollow.docx': zipSync({ 'note.xml': strToU8('<note/>') }),
    'bomb.docx': zipSync({ 'word/document.xml': new Uint8Array(120_000_000) }),
    'locked.pdf': makePdf([[{ text: 'Nobody can read this.', y: 700 }]], { isEncrypted: true }),
    'damaged.pdf': '%PDF-1.4\nnothing more',
    'noise.txt': Uint8Array.from({ length: 4_096 }, (_, i) => (i * 197 + (i >> 3) * 31) % 256),
    'empty.txt': '',
    'blank.md': ' \n\n\t\n',
    'picture.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47),
  };
  let check: Ended;
  let built: Ended;
  beforeAll(async () => {
    for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes);
    symlinkSync('nowhere.txt', join(folder, 'dangling.txt'));
    mkdirSync(join(folder, 'deep'));
    symlinkSync('..', join(folder, 'deep', 'up'));
    mkdirSync(join(folder, 'folder.txt'));
    writeFileSync(join(folder, 'forbidden.txt'), 'Nobody may read this.\n');
    chmodSync(join(folder, 'forbidden.txt'), 0);
    check = await run(['corpus', 'check', ...where]);
    built = await run(['index', ...where]);
  });

  it.each([
    ['yaml.md', /^yaml\.md:\d+: error: front matter: it is not YAML/m],
    ['old.docx', /^old\.docx: error: cannot be read: .*save it again in that format/m],
    ['hollow.docx', /^hollow\.docx: error: cannot be read: .*save it again in that format/m],
    ['bomb.docx', /^bomb\.docx: error: cannot be read: it would unpack to far more/m],
    ['locked.pdf', /^locked\.pdf: error: cannot be read: it asks for a password; save it without/m],
    ['damaged.pdf', /^damaged\.pdf: error: cannot be read: it is damaged .*save it anew/m],
    ['noise.txt', /^noise\.txt: error: cannot be read: it is not text; save it as UTF-8/m],
    ['dangling.txt', /^dangling\.txt: error: cannot be read: .*a link that leads nowhere/m],
    ['deep/up', /^deep\/up: warning: a link that leads back/m],
    ['empty.txt', /^empty\.txt: warning: has no text/m],
    ['blank.md', /^blank\.md: warning: has no text/m],
    ['picture.png', /^picture\.png: warning: files of the format \.png are not read/m],
  ])('%s is told by its name, with what to do', (_, message) => {
    expect(check.stdout).toMatch(message);
  });

  // The superuser may read everything.
  it.skipIf(process.getuid?.() === 0)('a file without permission is told', () => {
    expect(check.stdout).toMatch(/^forbidden\.txt: error: cannot be read: permission denied/m);
  });

  it('fails the check and not the index, without a stack trace', () => {
    expectTold(check, 1);
    expectTold(built, 0);
    expect(built.stdout).toMatch(/^Index built: /);
    expect(built.stderr).toContain(`verbatim corpus check --corpus ${folder}`);
  });

  it('quotes every file that can be read, and no script', async () => {
    const asked: [question: string, document: string, words: string][] = [
      ['Quand le phare de Gravelle a-t-il été bâti ?', 'good.txt', 'bâti en 1868'],
      ['Combien de kilomètres mesure le canal de Mérindol ?', 'bom.txt', 'Le canal de Mérindol mesure 42'],
      ['Combien de cerfs dans la forêt de Brécilien ?', 'utf16.txt', 'comptés à l’automne'],
      [
        'Combien de visiteurs à la fête des lumières d’Évrac ?',
        'latin1.txt',
        'd’Évrac attire 900 visiteurs à Noël',
      ],
      ['Who rebuilt the windmill of Tarnby?', 'script.html', 'rebuilt by Ingrid Holm'],
      ['Depuis quand le pont de Solenne franchit-il la rivière ?', 'yaml.md', 'depuis 1754'],
    ];
    const ofScript = 'Was the lighthouse of Gravelle built in 1799?';
    const answers = await askAll([...asked.map(([question]) => question), ofScript], where);
    expect(answers).toHaveLength(asked.length + 1);
    for (const [i, [, document, words]] of asked.entries()) {
      expect(answers[i]?.verdict).not.toBe('unanswered');
      expect(answers[i]?.quotes[0]?.document).toBe(document);
      expect(answers[i]?.quotes[0]?.text).toContain(words);
    }
    for (const { text } of answers.at(-1)?.quotes ?? []) expect(text).not.toContain('1799');
  });
});

describe('a corpus folder', () => {
  it.each(['ask', 'index', 'corpus check', 'doctor'])('that is missing is told by %s', async (command) => {
    const args = [...command.split(' '), ...(command === 'ask' ? ['Who?'] : [])];
    const ended = await run([...args, '--corpus', 'nowhere']);
    expectTold(ended, 1);
    expect(ended.stdout + ended.stderr).toContain(`There is no corpus folder at ${join(root, 'nowhere')}`);
    expect(ended.stdout + ended.stderr).toContain('--corpus DIR');
  });

  it('that is a file is told', async () => {
    writeFileSync(join(root, 'file.txt'), 'Text.');
    const ended = await run(['ask', 'Who?', '--corpus', 'file.txt']);
    expectTold(ended, 1);
    expect(ended.stderr).toContain('There is no corpus folder at');
  });

  it('that is empty is told, with what to put in it', async () => {
    const { where } = folderNamed('empty');
    for (const command of ['index', 'ask']) {
      const ended = await run([command, ...where, ...(command === 'ask' ? ['Who?'] : [])]);
      expectTold(ended, 1);
      expect(ended.stderr).toContain(
        'holds no passage. Put .md, .txt, .html, .docx, .pdf or other documents in it.',
      );
    }
  });

  it.skipIf(process.getuid?.() === 0)('that may not be opened is told', async () => {
    const { folder, where } = folderNamed('closed');
    chmodSync(folder, 0);
    const ended = await run(['ask', 'Who?', ...where]);
    chmodSync(folder, 0o700);
    expectTold(ended, 1);
    expect(ended.stderr).toContain('cannot be opened: permission denied');
  });

  itNightly('of 10,000 files is read whole', async () => {
    const { folder } = folderNamed('many');
    for (let i = 0; i < 10_000; i++) {
      writeFileSync(join(folder, `${i}.txt`), `Le bateau numéro ${i} est amarré au quai ${i * 7}.\n`);
    }
    const { documents, passages, problems } = await readCorpus(folder);
    expect(documents).toHaveLength(10_000);
    expect(passages).toHaveLength(10_000);
    expect(problems).toEqual([]);
  });

  itNightly('with a text of 50 MB is read to its last sentence', async () => {
    const { folder } = folderNamed('large');
    const paragraph = 'Le registre du port note chaque soir les bateaux rentrés et le poisson vendu. ';
    const text = `${`${paragraph.repeat(8)}\n\n`.repeat(80_000)}Le dernier bateau rentra le 3 mai 1911.\n`;
    expect(Buffer.byteLength(text)).toBeGreaterThan(49e6);
    writeFileSync(join(folder, 'large.txt'), text);
    const { passages, problems } = await readCorpus(folder);
    expect(problems).toEqual([]);
    expect(passages.at(-1)?.text).toBe('Le dernier bateau rentra le 3 mai 1911.');
    expect(passages.reduce((sum, { text: words }) => sum + words.length, 0)).toBeGreaterThan(
      0.98 * text.length,
    );
  });
});

describe('a question', () => {
  const { folder, where } = folderNamed('quiet');
  let engine: Engine;
  beforeAll(async () => {
    writeFileSync(
      join(folder, 'port.txt'),
      'Le port de Bréhal compte 120 bateaux. The port was dug in 1780.\n',
    );
    engine = await openEngine({
      ...shippedModels(root),
      corpusFolder: folder,
      indexFolder: join(root, 'quiet.index'),
    });
  });

  const hostile: Readonly<Record<string, string | Uint8Array>> = {
    empty: '',
    'white space': ' \t\u00a0\u3000\n\n',
    '10,000 characters': 'Combien de bateaux compte le port de Bréhal ? '.repeat(220),
    'one word of 10,000 characters': 'a'.repeat(10_000),
    binary: Uint8Array.from({ length: 100_000 }, (_, i) => (i * 197 + (i >> 3) * 31) % 256),
    'emoji only': '🚢🚢⚓️👩‍🚒',
    'right to left': 'كم عدد القوارب في الميناء؟ \u202eterces',
    zalgo: 'C\u0336\u0315o\u0334\u0301m\u0335b\u0336i\u0337e\u0338n\u0334 de bateaux ?',
    'control characters': '\u0000\u0007\u001b[2J\u001b]0;owned\u0007Combien de bateaux ?\u009b31m',
    markup: '**Combien** de `bateaux` <@123456> <script>alert(1)</script> ?',
  };

  it.each(Object.keys(hostile))('that is %s gets an answer in both forms, and obeys no one', async (name) => {
    const typed = hostile[name] ?? '';
    const question = typeof typed === 'string' ? typed : new TextDecoder().decode(typed);
    const answer = await engine.ask(question, { limit: 3, locale: 'en' });
    const page = renderAnswer(answer, styleOf({}, {}), phrasesFor(answer.language));
    const line = safeJson(answerRecord(answer));
    expect(`${page}${line}`).not.toMatch(OBEYED);
    Line.parse(JSON.parse(line));
    expect(page.length).toBeLessThan(5_000);
  });

  it.each(['empty', 'binary', 'control characters'])('that is %s is taken from a pipe', async (name) => {
    const ended = await run(['ask', '--json', ...where], hostile[name]);
    expect([0, 3]).toContain(ended.status);
    expectTold(ended, ended.status ?? -1);
    expect(ended.stderr).toBe('');
    expect(ended.stdout).not.toMatch(OBEYED);
    Line.parse(JSON.parse(ended.stdout));
  });

  it('is read from a file with a byte-order mark, Windows line ends and blank lines', async () => {
    const questions = ['Combien de bateaux ?', '', 'When was the port dug?'];
    writeFileSync(join(root, 'questions.txt'), `\ufeff${questions.join('\r\n')}`);
    const { status, stdout } = await run(['ask', '--batch', 'questions.txt', '--json', ...where]);
    expect(status).toBe(0);
    const answers = stdout
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
    expect(answers.map(({ question }) => question)).toEqual(questions);
  });
});

describe('an index folder', () => {
  const { folder, where } = folderNamed('indexed');
  const index = join(root, 'indexed.index');
  const question = 'Combien de wagons compte le train de Lussac ?';
  beforeAll(() => writeFileSync(join(folder, 'train.txt'), 'Le train de Lussac compte 17 wagons bleus.\n'));

  itNightly('that a killed builder left, or that two build at once, answers', async () => {
    for (let kill = 0; kill < 3; kill++) {
      const child = startCli(['index', '--force', ...where], { cwd: root });
      const closed = new Promise((resolve) => child.once('close', resolve));
      setTimeout(() => child.kill('SIGKILL'), 150 + 200 * kill);
      await closed;
      expect((await askJson(question, where))?.quotes[0]?.text).toContain('17 wagons');
    }
    const both = await Promise.all([
      run(['index', '--force', ...where]),
      run(['index', '--force', ...where]),
    ]);
    for (const ended of both) expectTold(ended, 0);
    expect((await askJson(question, where))?.quotes[0]?.text).toContain('17 wagons');
  });

  it('that is damaged is told and built anew', async () => {
    await run(['index', ...where]);
    writeFileSync(join(index, 'CURRENT'), 'nonsense');
    const ended = await run(['ask', question, ...where]);
    expectTold(ended, 0);
    expect(ended.stderr).toContain('The index is damaged (CURRENT): building it anew.');
    expect(ended.stdout).toContain('17 wagons');
    expect((await run(['ask', question, ...where])).stderr).toBe('');
  });

  it('that cannot be written is told: a question is answered without it, a build fails', async () => {
    writeFileSync(join(root, 'in-the-way'), '');
    const blocked = ['--corpus', folder, '--index', join(root, 'in-the-way')];
    const asked = await run(['ask', question, ...blocked]);
    expectTold(asked, 0);
    expect(asked.stdout).toContain('17 wagons');
    expect(asked.stderr).toContain('The index cannot be kept in');
    const built = await run(['index', ...blocked]);
    expectTold(built, 1);
    expect(built.stderr).toContain('The index cannot be written in');
  });
});
