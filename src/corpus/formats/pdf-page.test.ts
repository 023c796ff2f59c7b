import { expect, it } from 'vitest';
import { scaleOf } from './pdf-page.js';

it('takes the widths of a font in the units that it names', () => {
  expect(scaleOf(null)).toEqual({ unit: 0.001, height: 1 });
  expect(scaleOf({ fontMatrix: undefined })).toEqual({ unit: 0.001, height: 1 });
  const em = 1 / 2048;
  expect(scaleOf({ fontMatrix: [em, 0, 0, em, 0, 0] })).toEqual({ unit: em, height: 1 });
  const drawn = { isType3Font: true, fontMatrix: [0.01, 0, 0, 0.01, 0, 0], bbox: [0, -20, 100, 80] };
  expect(scaleOf(drawn)).toEqual({ unit: 0.01, height: 1 });
});
