import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { phrasesFor } from '../i18n/phrases.js';
import { reportProgress } from './progress.js';

function pipe(): { stream: PassThrough; written: () => string } {
  const stream = new PassThrough();
  return { stream, written: () => String(stream.read() ?? '') };
}

describe('reportProgress, where there is no terminal', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it('says nothing of work of less than a second', () => {
    const { stream, written } = pipe();
    const report = reportProgress(stream, phrasesFor('en'));
    report.update('Reading', 0, 10);
    vi.setSystemTime(Date.now() + 900);
    report.update('Reading', 10, 10);
    report.stop();
    expect(written()).toBe('');
  });

  it('says each piece of longer work on a line, and again now and then', () => {
    const { stream, written } = pipe();
    const report = reportProgress(stream, phrasesFor('en'));
    report.update('Reading', 0, 10);
    vi.setSystemTime(Date.now() + 1_500);
    report.update('Reading', 5, 10);
    report.update('Reading', 6, 10);
    report.update('Embedding\u001b[2J', 0, 0);
    vi.setSystemTime(Date.now() + 11_000);
    report.update('Embedding\u001b[2J', 3, 10);
    report.stop();
    expect(written()).toBe('Reading 50 %\nEmbedding␛[2J\nEmbedding␛[2J 30 %\n');
  });
});
