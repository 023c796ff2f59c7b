import { describe, expect, it } from 'vitest';
import { createMetrics, type ObservedBot, WAYS } from './metrics.js';

const idle: ObservedBot = { questionsInFlight: () => 0, isReady: () => false, corpus: () => null };

/** The value of a series, by its name with labels; undefined when there is none. */
async function read(metrics: ReturnType<typeof createMetrics>, series: string): Promise<number | undefined> {
  const line = (await metrics.text()).split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

describe('createMetrics', () => {
  it('counts questions by way, verdict and language, and how long they took', async () => {
    const metrics = createMetrics(idle);
    metrics.answered({ way: 'ask', verdict: 'answered', language: 'fr', ms: 4 });
    metrics.answered({ way: 'ask', verdict: 'answered', language: 'fr', ms: 40 });
    metrics.answered({ way: 'mention', verdict: 'failed', language: null, ms: 4000 });
    expect(await read(metrics, 'verbatim_questions_total{way="ask",verdict="answered",language="fr"}')).toBe(
      2,
    );
    expect(
      await read(metrics, 'verbatim_questions_total{way="mention",verdict="failed",language="none"}'),
    ).toBe(1);
    expect(await read(metrics, 'verbatim_question_seconds_count')).toBe(3);
    expect(await read(metrics, 'verbatim_question_seconds_sum')).toBeCloseTo(4.044);
    expect(await read(metrics, 'verbatim_question_seconds_bucket{le="0.005"}')).toBe(1);
    expect(await read(metrics, 'verbatim_question_seconds_bucket{le="0.05"}')).toBe(2);
  });

  it('counts as late what took over three seconds, or what Discord no longer took', async () => {
    const metrics = createMetrics(idle);
    const late = () => read(metrics, 'verbatim_late_acknowledgements_total');
    expect(await late()).toBe(0);
    metrics.acknowledged(5);
    metrics.acknowledged(3000);
    expect(await late()).toBe(0);
    metrics.acknowledged(3001);
    metrics.late();
    expect(await late()).toBe(2);
    expect(await read(metrics, 'verbatim_acknowledgement_seconds_count')).toBe(3);
  });

  it('counts refusals, from zero', async () => {
    const metrics = createMetrics(idle);
    metrics.refused('rate');
    expect(await read(metrics, 'verbatim_refused_total{reason="rate"}')).toBe(1);
    expect(await read(metrics, 'verbatim_refused_total{reason="busy"}')).toBe(0);
  });

  it('looks at the bot when it is read', async () => {
    let inFlight = 7;
    let corpus: ReturnType<ObservedBot['corpus']> = null;
    const metrics = createMetrics({
      questionsInFlight: () => inFlight,
      isReady: () => corpus !== null,
      corpus: () => corpus,
    });
    const state = () =>
      Promise.all(
        ['questions_in_flight', 'discord_ready', 'corpus_documents', 'corpus_passages', 'corpus_pairs'].map(
          (name) => read(metrics, `verbatim_${name}`),
        ),
      );
    expect(await state()).toEqual([7, 0, 0, 0, 0]);
    inFlight = 1;
    corpus = { documents: 2, passages: 30, pairs: 16 };
    expect(await state()).toEqual([1, 1, 2, 30, 16]);
  });

  it('keeps to itself: each has its own counts, all with the prefix', async () => {
    const [one, other] = [createMetrics(idle), createMetrics(idle)];
    one.refused('rate');
    expect(await read(other, 'verbatim_refused_total{reason="rate"}')).toBe(0);
    const series = (await one.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(series.filter((line) => !line.startsWith('verbatim_'))).toEqual([]);
    expect(await read(one, 'verbatim_process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  it('does not grow with what is asked', async () => {
    const metrics = createMetrics(idle);
    const ask = () => {
      for (const way of WAYS) {
        for (const verdict of ['answered', 'unsure', 'unanswered', 'chatter', 'empty', 'failed'] as const) {
          for (const language of ['fr', 'en', null] as const) {
            metrics.answered({ way, verdict, language, ms: Math.random() * 1e5 });
          }
        }
      }
    };
    const size = async () =>
      (await metrics.text()).split('\n').filter((line) => /^verbatim_question/.test(line)).length;
    ask();
    const before = await size();
    for (let i = 0; i < 20; i++) ask();
    expect(await size()).toBe(before);
  });
});
