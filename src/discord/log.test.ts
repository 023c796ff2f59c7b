import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BotConfig } from '../bot-config.js';
import { createLog, type LoggedQuestion, questionLogged } from './log.js';

const TOKEN = 'MTIzNDU2Nzg5MDEyMzQ1Njc4.Gx_y-z.abcdefghijklmnopqrstuvwxyz0123456789-_';
const INTERACTION_TOKEN = `aW50ZXJhY3Rpb246${'Zz09-_'.repeat(30)}`;

/** A log, and the lines it has written. */
function logged(settings: Partial<Pick<BotConfig, 'token' | 'logLevel' | 'logQuestions'>> = {}) {
  const lines: string[] = [];
  const log = createLog(
    { token: TOKEN, logLevel: 'trace', logQuestions: false, ...settings },
    { write: (line) => lines.push(line) },
  );
  return { log, lines };
}

/** The only line of a log. */
function only(lines: readonly string[]): Record<string, unknown> {
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\{.*\}\n$/);
  return JSON.parse(lines[0] ?? '');
}

const question: LoggedQuestion = {
  user: '111111111111111111',
  guild: '222222222222222222',
  channel: '333333333333333333',
  way: 'ask',
  language: 'fr',
  verdict: 'answered',
  confidence: 0.87654,
  ms: 3.1049,
  ackMs: 12.3456,
  text: 'Qui a fondé le Groupe SOS ?',
};

describe('createLog', () => {
  it('writes lines of JSON with a time and a level, and nothing of the machine', () => {
    const { log, lines } = logged();
    log.info({ event: 'started' }, 'hello');
    const { time, ...rest } = only(lines);
    expect(rest).toEqual({ level: 'info', event: 'started', msg: 'hello' });
    expect(new Date(String(time)).toISOString()).toBe(time);
  });

  it('writes what the level asks for', () => {
    const { log, lines } = logged({ logLevel: 'warn' });
    log.info('no');
    log.warn('yes');
    expect(only(lines)['msg']).toBe('yes');
    const { log: silent, lines: none } = logged({ logLevel: 'silent' });
    silent.fatal('no');
    expect(none).toEqual([]);
  });

  it('shows no token, wherever it stands', () => {
    const { log, lines } = logged();
    const address = `https://discord.com/api/v10/interactions/123/${INTERACTION_TOKEN}/callback?with_response=true`;
    const error = Object.assign(
      new Error(`401 for Bot ${TOKEN} at ${address}`, { cause: new Error(TOKEN) }),
      {
        url: `https://discord.com/api/v10/webhooks/456/${INTERACTION_TOKEN}/messages/@original`,
      },
    );
    log.info(TOKEN);
    log.warn({ a: { b: [{ token: 'x"y', Authorization: 'Bot z', DISCORD_TOKEN: 'w' }] } });
    log.error(error);
    log.error({ error, [TOKEN]: 1 }, address);
    log.child({ token: 'child' }).debug({ text: `"token":"${TOKEN}"` });
    const all = lines.join('');
    for (const secret of [TOKEN, INTERACTION_TOKEN, 'x\\"y', 'Bot z', '"w"', 'child']) {
      expect(all).not.toContain(secret);
    }
    for (const line of lines) expect(() => JSON.parse(line)).not.toThrow();
    expect(all).toContain('/interactions/123/[hidden]/callback?with_response=true');
    expect(all).toContain('/webhooks/456/[hidden]/messages/@original');
  });

  it('stays JSON and hides the token, whatever is logged', () => {
    const text = fc.array(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom(TOKEN, '"token":"', '\\', '"')),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('token', 'text', 'a"b', 'authorization'), (parts, key) => {
        const { log, lines } = logged();
        log.info({ [key]: parts.join(''), after: 'kept' }, parts.join(''));
        expect(only(lines)['after']).toBe('kept');
        expect(lines[0]).not.toContain(TOKEN);
      }),
    );
  });

  it('tells of an error what it is, and not what was sent', () => {
    const { log, lines } = logged();
    const requestBody = { json: { content: 'the question' }, files: [] };
    const error = Object.assign(new Error('Invalid Form Body'), {
      code: 50035,
      status: 400,
      method: 'POST',
      url: 'https://discord.com/x',
      requestBody,
    });
    log.error({ event: 'failed', error });
    expect(only(lines)['error']).toMatchObject({
      name: 'Error',
      message: 'Invalid Form Body',
      code: 50035,
      status: 400,
      method: 'POST',
      url: 'https://discord.com/x',
      stack: expect.stringContaining('log.test.ts'),
    });
    expect(lines[0]).not.toContain('the question');
  });

  it('logs an error that causes itself', () => {
    const { log, lines } = logged();
    const error = new Error('round');
    error.cause = error;
    log.error({ error });
    expect(only(lines)['error']).toMatchObject({ message: 'round', cause: { message: 'round' } });
  });

  it('hashes ids the same way every time, and otherwise with another token', () => {
    const { log } = logged();
    expect(log.hash('111111111111111111')).toMatch(/^[0-9a-f]{12}$/);
    expect(log.hash('111111111111111111')).toBe(logged().log.hash('111111111111111111'));
    expect(log.hash('111111111111111112')).not.toBe(log.hash('111111111111111111'));
    const other = logged({ token: `${TOKEN}x` }).log;
    expect(other.hash('111111111111111111')).not.toBe(log.hash('111111111111111111'));
  });
});

describe('questionLogged', () => {
  it('writes one line, without an id and without the text', () => {
    const { log, lines } = logged();
    questionLogged(log, question);
    const { time: _, ...line } = only(lines);
    expect(line).toEqual({
      level: 'info',
      event: 'question',
      user: log.hash(question.user),
      guild: log.hash('222222222222222222'),
      channel: log.hash('333333333333333333'),
      way: 'ask',
      language: 'fr',
      verdict: 'answered',
      confidence: 0.88,
      ms: 3.1,
      ackMs: 12.3,
    });
    expect(lines[0]).not.toMatch(/\d{18}|fondé/);
  });

  it('writes the text when the settings say so', () => {
    const { log, lines } = logged({ logQuestions: true });
    questionLogged(log, question);
    expect(only(lines)['text']).toBe(question.text);
  });

  it('leaves empty what there is not', () => {
    const { log, lines } = logged();
    questionLogged(log, {
      ...question,
      guild: null,
      channel: null,
      language: null,
      confidence: null,
      ackMs: null,
    });
    expect(only(lines)).toMatchObject({
      guild: null,
      channel: null,
      language: null,
      confidence: null,
      ackMs: null,
    });
  });
});
