import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { indexFolderFor, PROJECT_ROOT, readConfig, readEnvironment } from './config.js';
import { Failure } from './failure.js';

const temporary = () => mkdtempSync(join(tmpdir(), 'verbatim-config-'));

describe('readConfig', () => {
  it('has a default for everything', () => {
    const config = readConfig({});
    expect(config.corpusFolder).toBe(join(PROJECT_ROOT, 'corpus'));
    expect(config.indexFolder).toBe(join(PROJECT_ROOT, 'index', 'default'));
    expect(config.model.id).toBe(join(PROJECT_ROOT, 'models', 'verbatim-fr-en'));
    expect(config.language).toBeNull();
    expect(isAbsolute(config.model.cacheFolder)).toBe(true);
  });

  it('lists every setting that cannot be used, at once', () => {
    const env = {
      VERBATIM_LANG: 'de',
      EMBEDDING_POOLING: 'max',
      EMBEDDING_MAX_TOKENS: '1.5',
      HF_ENDPOINT: 'ftp://x',
    };
    expect(() => readConfig(env)).toThrow(Failure);
    try {
      readConfig(env);
    } catch (error) {
      const problems =
        error instanceof Failure && 'problems' in error.details ? error.details.problems.split('\n') : [];
      expect(problems).toHaveLength(4);
      expect(problems.join('\n')).toContain('EMBEDDING_POOLING=max: mean | cls | last');
    }
  });

  it('never shows a token', () => {
    expect(readConfig({ HF_TOKEN: 'secret' }).model.token).toBe('secret');
    expect(() => readConfig({ HF_TOKEN: 'secret', VERBATIM_LANG: 'xx' })).not.toThrow(/secret/);
  });

  it('takes an empty variable as unset, but for prefixes', () => {
    const { model, language } = readConfig({
      VERBATIM_LANG: '',
      EMBEDDING_QUERY_PREFIX: '',
      EMBEDDING_POOLING: '',
    });
    expect(language).toBeNull();
    expect(model.queryPrefix).toBe('');
    expect(model.pooling).toBeUndefined();
  });

  it('lets the command line win over the environment', () => {
    const config = readConfig(
      { CORPUS: 'elsewhere', INDEX: 'i', EMBEDDING_MODEL: 'a/b' },
      { corpus: '/tmp/c', model: 'c/d' },
    );
    expect(config.corpusFolder).toBe('/tmp/c');
    expect(config.model.id).toBe('c/d');
    expect(config.indexFolder).toBe(join(PROJECT_ROOT, 'i'));
  });

  it('knows a model that is a folder from a hub id', () => {
    const folder = temporary();
    mkdirSync(join(folder, 'm'));
    expect(readConfig({}, { model: join(folder, 'm') }).model.id).toBe(join(folder, 'm'));
    expect(readConfig({}, { model: 'Someone/some-model' }).model.id).toBe('Someone/some-model');
    expect(isAbsolute(readConfig({}, { model: './missing' }).model.id)).toBe(true);
  });
});

describe('indexFolderFor', () => {
  it('gives every corpus and model an index of its own, inside the project', () => {
    const folders = [
      indexFolderFor('/data/notes', 'a', false),
      indexFolderFor('/data/notes', 'b', false),
      indexFolderFor('/other/notes', 'a', false),
      indexFolderFor('/data/notes', 'a', true),
    ];
    expect(new Set(folders).size).toBe(4);
    expect(basename(folders[0] ?? '')).toMatch(/^notes-[0-9a-f]{8}$/);
    for (const folder of folders) expect(folder.startsWith(join(PROJECT_ROOT, 'index'))).toBe(true);
  });

  it('keeps an explicit corpus away from the default index', () => {
    expect(readConfig({}, { corpus: temporary() }).indexFolder).not.toBe(readConfig({}).indexFolder);
    expect(readConfig({}, { model: 'a/b' }).indexFolder).not.toBe(readConfig({}).indexFolder);
  });
});

describe('readEnvironment', () => {
  it('reads a file under the environment', () => {
    const file = join(temporary(), '.env');
    writeFileSync(file, 'VERBATIM_LANG=fr\nCORPUS=a\n');
    expect(readEnvironment(file, { CORPUS: 'b' })).toEqual({ VERBATIM_LANG: 'fr', CORPUS: 'b' });
  });

  it('does without the file, and tells one that cannot be read', () => {
    const folder = temporary();
    expect(readEnvironment(join(folder, 'none'), {})).toEqual({});
    expect(() => readEnvironment(folder, {})).toThrow(Failure);
  });
});

describe('.env.example', () => {
  const example = readFileSync(join(PROJECT_ROOT, '.env.example'), 'utf8');
  const uncommented = parse(example.replace(/^#(?=[A-Z_]+=)/gm, ''));

  it('sets nothing as it stands, and only usable values when uncommented', () => {
    expect(parse(example)).toEqual({});
    expect(readConfig(uncommented).model.pooling).toBe('mean');
    expect(readConfig(uncommented).model.queryPrefix).toBe('query: ');
  });

  it('documents every variable that is read', () => {
    const source = readFileSync(join(PROJECT_ROOT, 'src', 'config.ts'), 'utf8');
    const read = [...source.matchAll(/^ {2}([A-Z][A-Z_]+): (?:z|text)\b/gm)].map((match) => match[1]);
    expect(Object.keys(uncommented).sort()).toEqual(read.sort());
  });
});
