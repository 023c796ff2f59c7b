import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from './lines.js';

async function collect(chunks: Iterable<Uint8Array>): Promise<string[]> {
  const lines: string[] = [];
  const stream = (async function* () {
    yield* chunks;
  })();
  for await (const line of linesOf(stream)) lines.push(line);
  return lines;
}

describe('linesOf', () => {
  it('reads the same lines however the bytes are cut', async () => {
    const text = 'Où ?\r\n\nQui\u2028donc ?\n😀 fin';
    const bytes = new TextEncoder().encode(text);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(bytes.length)), async (cuts) => {
        const ends = [...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = ends.map((end, i) => bytes.slice(ends[i - 1] ?? 0, end));
        expect(await collect(chunks)).toEqual(['Où ?', '', 'Qui\u2028donc ?', '😀 fin']);
      }),
    );
  });

  it('counts a blank line, and no line after the last line feed', async () => {
    expect(await collect([new TextEncoder().encode('a\n\n')])).toEqual(['a', '']);
    expect(await collect([])).toEqual([]);
  });
});
