import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../corpus/document.js';
import { pressOf } from './custom-id.js';
import { teamPressOf } from './team-id.js';
import { markOf, type TourPress, tourIdOf, tourPressOf } from './tour-id.js';

const mark = fc.string().map(markOf);
const language = fc.constantFrom(...LANGUAGES);
const step = fc.integer({ min: 0, max: 999 });
const anyPress: fc.Arbitrary<TourPress> = fc.oneof(
  fc.record({ action: fc.constant('picture' as const), subject: mark, language, hidden: fc.boolean() }),
  fc.record({ action: fc.constant('ask' as const), subject: mark, language, question: mark }),
  fc.record({ action: fc.constant('look' as const), language, key: mark }),
  fc.record({ action: fc.constant('step' as const), step, isBack: fc.boolean() }),
  fc.record({ action: fc.constant('stop' as const), step }),
  fc.record({ action: fc.constantFrom('take' as const, 'welcome' as const) }),
);

describe('a press of cards and the tour', () => {
  it('comes back from its custom id, which is none of the others’', () => {
    fc.assert(
      fc.property(anyPress, (press) => {
        const id = tourIdOf(press);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(tourPressOf(id)).toEqual(press);
        expect([pressOf(id), teamPressOf(id)]).toEqual([null, null]);
      }),
    );
  });

  it.each([
    'c0|take',
    'c1|take|x',
    'c1|step|-1|0',
    'c1|step|1',
    'c1|step|01|0',
    'c1|stop|1|1',
    'c1|ask|a|fr|b',
    'c1|picture|aaaaaaa|de|0',
    'c1|jump',
    '',
  ])('is none in “%s”', (id) => expect(tourPressOf(id)).toBeNull());
});
