import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cacheFolder,
  PROJECT_ROOT,
  readEnvironment,
  remarksOnSettings,
  settingsFile,
} from './environment.js';
import { Failure } from './failure.js';
import { settingNames } from './settings.js';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'verbatim-environment-')));
const file = join(folder, '.env');

describe('readEnvironment', () => {
  it('reads a file under the environment, and its paths from where it stands', () => {
    mkdirSync(join(folder, 'model'));
    writeFileSync(
      file,
      'VERBATIM_LANG=fr\nCORPUS=notes\nINDEX=~/i\nREADER_MODEL=model\nEMBEDDING_MODEL=Someone/model\nMODEL_CACHE=\n',
    );
    expect(readEnvironment(file, { VERBATIM_LANG: 'en' })).toEqual({
      VERBATIM_LANG: 'en',
      CORPUS: join(folder, 'notes'),
      INDEX: join(homedir(), 'i'),
      READER_MODEL: join(folder, 'model'),
      EMBEDDING_MODEL: 'Someone/model',
      MODEL_CACHE: '',
    });
    expect(readEnvironment(file, { CORPUS: 'here' })).toMatchObject({ CORPUS: 'here' });
  });

  it('does without the file, and tells one that cannot be read', () => {
    expect(readEnvironment(join(folder, 'none'), { A: '1' })).toEqual({ A: '1' });
    expect(() => readEnvironment(folder, {})).toThrow(Failure);
    // A line that another shell appended in UTF-16.
    writeFileSync(file, Buffer.concat([Buffer.from('CORPUS=notes\n'), Buffer.from('INDEX=i\n', 'utf16le')]));
    expect(() => readEnvironment(file, {})).toThrow(/EILSEQ/);
  });
});

describe('remarksOnSettings', () => {
  const remarksOn = (text: string | Uint8Array) => {
    writeFileSync(file, text);
    return remarksOnSettings(file, settingNames());
  };

  it('has none on a file in order, and none where there is no file', () => {
    expect(remarksOn('# x\nCORPUS=a\r\nHTTPS_PROXY=b\nNODE_OPTIONS=c\n')).toEqual([]);
    expect(remarksOnSettings(join(folder, 'none'), settingNames())).toEqual([]);
  });

  it.each([
    ['CORPUSS', 'CORPUS'],
    ['DISCORD_TOKN', 'DISCORD_TOKEN'],
    ['DISCORD_TOKEN_FIL', 'DISCORD_TOKEN_FILE'],
    ['reader_model', 'READER_MODEL'],
    ['EMBEDDING-MODEL', 'EMBEDDING_MODEL'],
  ])('takes %s for %s', (name, meant) => {
    expect(remarksOn(`INDEX=i\n${name}=x\n`)).toEqual([{ code: 'misspelt', details: { file, name, meant } }]);
  });

  it('finds the lines that are no setting, and no others', () => {
    const lines = [
      '# comment',
      '',
      'A=1',
      'export B = 2',
      'C: 3',
      'nonsense',
      "D='two",
      "lines'",
      '=5',
      'E="a\\"b"',
    ];
    expect(remarksOn(lines.join('\n'))).toEqual([
      { code: 'stray-line', details: { file, line: 6 } },
      { code: 'stray-line', details: { file, line: 9 } },
    ]);
  });

  it('tells UTF-16, and reads it', () => {
    expect(remarksOn(Buffer.from('\ufeffCORPUSS=notes\r\n', 'utf16le'))).toEqual([
      { code: 'utf-16', details: { file } },
      { code: 'misspelt', details: { file, name: 'CORPUSS', meant: 'CORPUS' } },
    ]);
    expect(readEnvironment(file, {})).toEqual({ CORPUSS: 'notes' });
  });

  it('shows no value, whatever the file', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: what no file of text has
        fc.pre(!/[\u0000-\u001f\u007f-\u009f\ufffd]/.test(text));
        expect(
          JSON.stringify(remarksOn(`DISCORD_TOKN='s3cret'\ns3cret ${text.replaceAll("'", '')}\n`)),
        ).not.toContain('s3cret');
      }),
    );
  });
});

describe('folders of the user', () => {
  it('are where XDG says, unless that is relative', () => {
    expect(cacheFolder({ XDG_CACHE_HOME: '/c' })).toBe('/c/verbatim');
    expect(cacheFolder({ XDG_CACHE_HOME: 'c' })).toBe(join(homedir(), '.cache', 'verbatim'));
    expect(cacheFolder({})).toBe(join(homedir(), '.cache', 'verbatim'));
  });

  it('hold no settings of a copy of the repository', () => {
    expect(settingsFile({ XDG_CONFIG_HOME: '/c' })).toBe(join(PROJECT_ROOT, '.env'));
  });
});
