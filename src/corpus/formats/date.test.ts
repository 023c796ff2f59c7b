import { expect, it } from 'vitest';
import { leadingDate } from './date.js';

it.each([
  ['2021', '2021'],
  ['2021-03', '2021-03'],
  ['2021-03-31', '2021-03-31'],
  ['2020-02-29', '2020-02-29'],
  ['2021-03-31T22:00:00+02:00', '2021-03-31'],
  ['2021-02-29', null],
  ['2021-13', null],
  ['2021-3', null],
  ['20210331', null],
  ['31/03/2021', null],
  ['', null],
])('leadingDate(%j) is %j', (text, date) => {
  expect(leadingDate(text)).toBe(date);
});
