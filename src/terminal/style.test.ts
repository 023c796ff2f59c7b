import { describe, expect, it } from 'vitest';
import { styleOf } from './style.js';

describe('styleOf', () => {
  it.each([
    [{ isTTY: true }, {}, true],
    [{ isTTY: false }, {}, false],
    [{}, { CI: '1' }, false],
    [{ isTTY: true }, { NO_COLOR: '1' }, false],
    [{ isTTY: true }, { NO_COLOR: '' }, true],
    [{ isTTY: true }, { TERM: 'dumb' }, false],
    [{}, { FORCE_COLOR: '1' }, true],
    [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
    [{ isTTY: true }, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  ])('%j with %j: colours %j', (screen, env, coloured) => {
    expect(styleOf(screen, env).heading('x') !== 'x').toBe(coloured);
  });

  it('takes its width from the screen, then from COLUMNS, within reason', () => {
    expect(styleOf({ columns: 72 }, { COLUMNS: '100' }).columns).toBe(72);
    expect(styleOf({}, { COLUMNS: '100' }).columns).toBe(100);
    expect(styleOf({}, { COLUMNS: 'wide' }).columns).toBe(80);
    expect(styleOf({ columns: 3 }, {}).columns).toBeGreaterThan(20);
    expect(styleOf({ columns: 5000 }, {}).columns).toBeLessThan(200);
  });
});
