import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { parse } from 'dotenv';
import { describe, expect, it } from 'vitest';
import { readBotConfig } from './bot-config.js';
import { indexName, readConfig } from './config.js';
import { LANGUAGES } from './corpus/document.js';
import { type Environment, PROJECT_ROOT } from './environment.js';
import { CONFIGURATION_FAILURES, Failure } from './failure.js';
import { phrasesFor } from './i18n/phrases.js';
import { settingNames } from './settings.js';
import { readWebConfig } from './web-config.js';

/** Has the form of a bot token, and is nobody's. */
const TOKEN = `${Buffer.from('123456789012345678').toString('base64url')}.G-x_1a.${'s'.repeat(38)}`;

/** The failure that work ends in. */
function failureOf(work: () => unknown): Failure {
  try {
    work();
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
  throw new Error('nothing failed');
}

const botFailureOf = (env: Environment) => failureOf(() => readBotConfig(env));

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

  it.each([
    [undefined, join(PROJECT_ROOT, 'models', 'verbatim-reader')],
    ['', join(PROJECT_ROOT, 'models', 'verbatim-reader')],
    ['Xenova/bge-reranker-base', 'Xenova/bge-reranker-base'],
    ['models/verbatim-reader', join(PROJECT_ROOT, 'models', 'verbatim-reader')],
    ['none', undefined],
  ])('reads with %j: %s', (READER_MODEL, id) => {
    const { reader, model } = readConfig({ READER_MODEL, HF_TOKEN: 'secret' });
    expect(reader?.id).toBe(id);
    if (reader !== null) expect(reader).toMatchObject({ token: 'secret', cacheFolder: model.cacheFolder });
  });

  it('lists every setting that cannot be used, at once', () => {
    const env = {
      VERBATIM_LANG: 'de',
      EMBEDDING_POOLING: 'max',
      EMBEDDING_MAX_TOKENS: '1.5',
      HF_ENDPOINT: 'ftp://x',
    };
    const failure = failureOf(() => readConfig(env));
    expect(failure.code).toBe('config-invalid');
    expect(failure.details).toEqual({
      problems: [
        '  VERBATIM_LANG=de: fr | en',
        '  EMBEDDING_POOLING=max: mean | cls | last',
        '  EMBEDDING_MAX_TOKENS=1.5: 1 – 100000',
        '  HF_ENDPOINT=ftp://x: https://…',
      ].join('\n'),
    });
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

describe('readBotConfig', () => {
  it('needs a token and nothing else', () => {
    expect(readBotConfig({ DISCORD_TOKEN: TOKEN })).toEqual({
      ...readConfig({}),
      token: TOKEN,
      clientId: null,
      guildId: null,
      corpusServers: null,
      apiUrl: 'https://discord.com/api',
      logLevel: 'info',
      logQuestions: false,
      questionsPer10Seconds: 5,
      questionsPerHour: 60,
      questionsInFlight: 500,
      shards: null,
      status: null,
    });
  });

  it('takes what is set, and the command line over the environment', () => {
    const env = {
      DISCORD_TOKEN: TOKEN,
      DISCORD_CLIENT_ID: '123456789012345678',
      DISCORD_GUILD_ID: '12345678901234567',
      CORPUS_SERVERS: ' 12345678901234567,23456789012345678 , 34567890123456789\n',
      DISCORD_API_URL: 'http://127.0.0.1:8080/api/',
      LOG_LEVEL: 'debug',
      LOG_QUESTIONS: '1',
      QUESTIONS_PER_10_SECONDS: '1',
      QUESTIONS_PER_HOUR: '36000',
      MAX_QUESTIONS_IN_FLIGHT: '2',
      STATUS_PORT: '0',
      STATUS_HOST: '0.0.0.0',
      CORPUS: 'elsewhere',
    };
    expect(readBotConfig(env, { corpus: '/tmp/c' })).toMatchObject({
      corpusFolder: '/tmp/c',
      clientId: '123456789012345678',
      guildId: '12345678901234567',
      corpusServers: ['12345678901234567', '23456789012345678', '34567890123456789'],
      apiUrl: 'http://127.0.0.1:8080/api',
      logLevel: 'debug',
      logQuestions: true,
      questionsPer10Seconds: 1,
      questionsPerHour: 36_000,
      questionsInFlight: 2,
      status: { host: '0.0.0.0', port: 0 },
    });
  });

  it.each([{}, { DISCORD_TOKEN: '' }, { DISCORD_TOKEN: undefined }])(
    'tells how to get a token: %j',
    (env) => {
      const failure = botFailureOf(env);
      expect(failure.code).toBe('discord-token-missing');
      for (const language of LANGUAGES) {
        const lines = phrasesFor(language).failures['discord-token-missing']({ file: '/v/.env' }).split('\n');
        expect(lines).toHaveLength(2);
        expect(lines[0]).toMatch(/discord\.com\/developers.*Reset Token.*\/v\/\.env.*DISCORD_TOKEN=/);
        expect(lines[1]).toContain('npm run chat');
      }
    },
  );

  it.each([
    ['a client secret', 'aBcDeFgHiJkLmNoPqRsTuVwXyZ012345'],
    ['two parts', TOKEN.slice(0, TOKEN.lastIndexOf('.'))],
    ['four parts', `${TOKEN}.x`],
    ['an empty part', TOKEN.replace('.G-x_1a.', '..')],
    ['another alphabet', TOKEN.replace('G', '+')],
    ['an id that is none', TOKEN.replace(/^[^.]+/, Buffer.from('not a snowflake 12').toString('base64url'))],
    ['a word in front', `Bot ${TOKEN}`],
    ['a line end', `${TOKEN}\n`],
  ])('tells what cannot be a token, and does not show it: %s', (_, token) => {
    const failure = botFailureOf({ DISCORD_TOKEN: token });
    expect(failure.code).toBe('discord-token-malformed');
    expect(failure.message).not.toContain(token);
  });

  it('lists every setting that cannot be used, at once, with the token hidden', () => {
    const env = {
      DISCORD_TOKEN: 'secret',
      DISCORD_CLIENT_ID: '1234',
      DISCORD_GUILD_ID: 'mine',
      CORPUS_SERVERS: '12345678901234567, mine',
      DISCORD_API_URL: 'discord.com/api',
      LOG_LEVEL: 'loud',
      LOG_QUESTIONS: 'yes',
      QUESTIONS_PER_10_SECONDS: '0',
      QUESTIONS_PER_HOUR: '1e3',
      MAX_QUESTIONS_IN_FLIGHT: '-1',
      STATUS_PORT: '65536',
      VERBATIM_LANG: 'de',
    };
    const failure = botFailureOf(env);
    expect(failure.code).toBe('config-invalid');
    for (const name of Object.keys(env)) expect(failure.message).toContain(`  ${name}=`);
    expect(failure.message).toContain('  LOG_QUESTIONS=yes: 0 | 1');
    expect(failure.message).toContain('  DISCORD_TOKEN=***: ');
    expect(failure.message).not.toContain('secret');
    expect(failure.message).not.toContain('undefined');
  });

  it('hides a token that was put in the wrong place', () => {
    const failure = botFailureOf({ DISCORD_CLIENT_ID: TOKEN });
    expect(failure.message).toContain('DISCORD_CLIENT_ID=***');
    expect(failure.message).not.toContain(TOKEN);
  });

  it('lists a missing token among the others', () => {
    expect(botFailureOf({ STATUS_PORT: ' ' }).details).toEqual({
      problems: '  DISCORD_TOKEN=: ….….…\n  STATUS_PORT= : 0 – 65535',
    });
  });

  it('fails in ways that only a change of settings mends', () => {
    for (const env of [{}, { DISCORD_TOKEN: 'x' }, { DISCORD_TOKEN: TOKEN, LOG_LEVEL: 'x' }]) {
      expect(CONFIGURATION_FAILURES.has(botFailureOf(env).code)).toBe(true);
    }
  });

  it('leaves the terminal alone: it reads none of these', () => {
    expect(readConfig({ DISCORD_TOKEN: 'x', LOG_LEVEL: 'x', STATUS_PORT: 'x' })).toEqual(readConfig({}));
  });
});

describe('secrets in files', () => {
  const folder = temporary();
  const fileOf = (name: string, bytes: string | Uint8Array): string => {
    const file = join(folder, name);
    writeFileSync(file, bytes);
    return file;
  };

  it('reads them whatever wrote them, without the line end', () => {
    const files = [
      fileOf('unix', `${TOKEN}\n`),
      fileOf('dos', `\ufeff${TOKEN}\r\n`),
      fileOf('utf16', Buffer.from(`\ufeff${TOKEN}\r\n`, 'utf16le')),
    ];
    for (const file of files) expect(readBotConfig({ DISCORD_TOKEN_FILE: file }).token).toBe(TOKEN);
    expect(readConfig({ HF_TOKEN_FILE: fileOf('hf', 'hf_x\n') }).model.token).toBe('hf_x');
    expect(readConfig({ HF_TOKEN_FILE: fileOf('hf', 'hf_x\n'), HF_TOKEN: '' }).reader?.token).toBe('hf_x');
  });

  it('tells a file that is not there or holds nothing, and a secret given twice', () => {
    const missing = botFailureOf({ DISCORD_TOKEN_FILE: join(folder, 'none') });
    expect(missing).toMatchObject({ code: 'file-unreadable', details: { file: join(folder, 'none') } });
    expect(botFailureOf({ DISCORD_TOKEN_FILE: fileOf('blank', ' \n') })).toMatchObject({
      code: 'file-unreadable',
      details: { reason: 'ENODATA' },
    });
    const twice = botFailureOf({ DISCORD_TOKEN_FILE: fileOf('unix', TOKEN), DISCORD_TOKEN: TOKEN });
    expect(twice.code).toBe('config-invalid');
    expect(twice.message).not.toContain(TOKEN);
    for (const { code } of [missing, twice]) expect(CONFIGURATION_FAILURES.has(code)).toBe(true);
  });

  it('shows no secret that stands where its file belongs', () => {
    const failure = botFailureOf({ DISCORD_TOKEN_FILE: TOKEN });
    expect(failure.code).toBe('config-invalid');
    expect(failure.message).not.toContain(TOKEN);
    expect(failureOf(() => readConfig({ HF_TOKEN_FILE: '/v/hf_secret' })).message).not.toContain('secret');
    for (const address of ['postgres://u:secret@h/d', '/etc/postgres:/u:secret@h/d']) {
      const wrong = failureOf(() => readConfig({ STORE_FILE: address }));
      expect(wrong.code).toBe('config-invalid');
      expect(wrong.message).not.toContain('secret');
    }
  });
});

describe('the shards', () => {
  const shardsOf = (SHARDS: string, STORE = 'postgres://h/d') =>
    readBotConfig({ DISCORD_TOKEN: TOKEN, SHARDS, STORE }).shards;

  it('are those of one block, or of any that is free', () => {
    expect(readBotConfig({ DISCORD_TOKEN: TOKEN }).shards).toBeNull();
    expect(shardsOf('0-2/8')).toEqual([{ ids: [0, 1, 2], count: 8 }]);
    expect(shardsOf('7/8', '')).toEqual([{ ids: [7], count: 8 }]);
    expect(shardsOf('*/2')).toEqual([0, 1].map((id) => ({ ids: [id], count: 2 })));
  });

  it.each(['8/8', '3-1/8', '0-8/8', '0/0', '*/0', '*', '1', '-1/2', '0-1'])('are not %s', (SHARDS) => {
    expect(botFailureOf({ DISCORD_TOKEN: TOKEN, SHARDS, STORE: 'postgres://h/d' }).code).toBe(
      'config-invalid',
    );
  });

  it('are told to be free or not by a Postgres alone', () => {
    expect(botFailureOf({ DISCORD_TOKEN: TOKEN, SHARDS: '*/2' }).message).toContain('STORE');
  });
});

describe('the Postgres that is shared', () => {
  it('is named by a setting, a file or the command line, which wins', () => {
    const folder = temporary();
    const file = join(folder, 'store');
    writeFileSync(file, 'postgresql://u:p@h/d\n');
    expect(readConfig({}).postgres).toBeNull();
    expect(readConfig({ STORE: 'postgres:///d?host=/run/postgresql' }).postgres).toContain('/run/postgresql');
    expect(readConfig({ STORE_FILE: file }).postgres).toBe('postgresql://u:p@h/d');
    expect(readConfig({ STORE_FILE: file }, { store: 'postgres://other/d' }).postgres).toBe(
      'postgres://other/d',
    );
  });

  it.each(['mysql://u:secret@h/d', 'h:5432/secret', 'postgres://u:secret@[/d'])(
    'is not %s, which is not shown',
    (address) => {
      const failure = failureOf(() => readConfig({ STORE: address }));
      expect(failure.code).toBe('config-invalid');
      expect(failure.message).not.toContain('secret');
    },
  );
});

describe('the folder of the index', () => {
  it('is another for every corpus and model', () => {
    const names = [
      indexName('/data/notes', 'a', false),
      indexName('/data/notes', 'b', false),
      indexName('/other/notes', 'a', false),
      indexName('/data/notes', 'a', true),
    ];
    expect(new Set(names).size).toBe(4);
    expect(names[0]).toMatch(/^notes-[0-9a-f]{8}$/);
  });

  it('takes ~ for the home folder, as a shell does', () => {
    expect(readConfig({ CORPUS: '~/notes' }).corpusFolder).toBe(join(homedir(), 'notes'));
    expect(readConfig({ CORPUS: '~notes' }).corpusFolder).toBe(join(PROJECT_ROOT, '~notes'));
    expect(readConfig({}, { corpus: '~/notes', model: '~/m' })).toMatchObject({
      corpusFolder: join(homedir(), 'notes'),
      model: { id: join(homedir(), 'm') },
    });
  });

  it('keeps an explicit corpus away from the default index', () => {
    expect(readConfig({}, { corpus: temporary() }).indexFolder).not.toBe(readConfig({}).indexFolder);
    expect(readConfig({}, { model: 'a/b' }).indexFolder).not.toBe(readConfig({}).indexFolder);
  });
});

describe('.env.example', () => {
  /** Unset, so that what the example shows can be compared with the defaults. */
  const unset = Object.fromEntries(
    [
      'DISCORD_API_URL',
      'LOG_LEVEL',
      'LOG_QUESTIONS',
      'QUESTIONS_PER_10_SECONDS',
      'QUESTIONS_PER_HOUR',
      'MAX_QUESTIONS_IN_FLIGHT',
      'STATUS_PORT',
      'STATUS_HOST',
    ].map((name) => [name, undefined]),
  );
  const example = readFileSync(join(PROJECT_ROOT, '.env.example'), 'utf8');
  const all = parse(example.replace(/^#(?=[A-Z0-9_]+=)/gm, ''));
  // A secret is given in one way: in a file of its own, or not.
  const { DISCORD_TOKEN_FILE: _discord, HF_TOKEN_FILE: _hub, STORE_FILE: _store, ...uncommented } = all;

  it('sets nothing as it stands, and only usable values when uncommented', () => {
    expect(parse(example)).toEqual({});
    expect(readConfig(uncommented).model.pooling).toBe('mean');
    expect(readConfig(uncommented).model.queryPrefix).toBe('query: ');
    expect(botFailureOf(uncommented).code).toBe('discord-token-missing');
    const defaults = readBotConfig({ ...uncommented, ...unset, DISCORD_TOKEN: TOKEN });
    expect(readBotConfig({ ...uncommented, DISCORD_TOKEN: TOKEN })).toEqual({
      ...defaults,
      status: { host: '127.0.0.1', port: 9464 },
    });
  });

  it('documents every variable that is read', () => {
    expect(Object.keys(all).sort()).toEqual([...new Set(settingNames())].sort());
  });
});

describe('readWebConfig', () => {
  const here = { host: '127.0.0.1', port: 8080 };

  it('needs nothing on this machine, and a token for others', () => {
    expect(readWebConfig({}, here)).toMatchObject({ token: null, port: 8080, questionsInFlight: 500 });
    for (const host of ['localhost', '::1', '127.9.9.9'])
      expect(readWebConfig({}, { ...here, host }).host).toBe(host);
    for (const host of ['0.0.0.0', '::', '192.0.2.1', 'mill.example', '127.0.0.1.mill.example', '']) {
      expect(() => readWebConfig({ WEB_TOKEN: '' }, { ...here, host })).toThrow(/web-token-missing/);
      expect(readWebConfig({ WEB_TOKEN: 'sixteen-or-more!' }, { ...here, host }).token).toBe(
        'sixteen-or-more!',
      );
    }
  });

  it('takes no token that could be guessed, or that no header holds, and shows none', () => {
    for (const token of ['fifteen-at-most', 'with spaces in between', 'é'.repeat(20)]) {
      const { code, details } = failureOf(() => readWebConfig({ WEB_TOKEN: token }, here));
      expect([code, details]).toEqual([
        'config-invalid',
        { problems: '  WEB_TOKEN=***: A–Z a–z 0–9 …, ≥ 16' },
      ]);
    }
  });
});
