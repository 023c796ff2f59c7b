import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { customIdOf, pressOf } from './custom-id.js';
import {
  CLOSINGS,
  DRAFT_ACTIONS,
  LIMITS,
  MOST_QUESTIONS,
  nameOf,
  SETTINGS,
  type TeamPress,
  teamIdOf,
  teamPressOf,
} from './team-id.js';

const anyIds = fc.array(fc.stringMatching(/^[\w-]{8}$/), { minLength: 1, maxLength: MOST_QUESTIONS });
const anyTeamPress: fc.Arbitrary<TeamPress> = fc.oneof(
  fc.constantFrom(...(['ask', 'forget', 'keep'] as const)).map((action) => ({ action })),
  fc.record({ action: fc.constantFrom('up', 'down'), passage: fc.stringMatching(/^[\w-]{7}$/) }),
  fc.record({ action: fc.constantFrom(...CLOSINGS, 'open' as const), questions: anyIds }),
  fc.record({ action: fc.constant('resolve'), reply: fc.stringMatching(/^\d{17,20}$/) }),
  fc.record({ action: fc.constant('reviewed'), page: fc.stringMatching(/^answers\/[a-z0-9-]{1,60}$/) }),
  fc.record({ action: fc.constant('upload'), file: fc.option(fc.stringMatching(/^[\w-]{8}$/)) }),
  fc.record({ action: fc.constantFrom(...DRAFT_ACTIONS), draft: fc.stringMatching(/^[\w-]{8}$/) }),
  fc.record({ action: fc.constant('files'), at: fc.nat(9999) }),
  fc.record({
    action: fc.constant('limit'),
    by: fc.constantFrom(...LIMITS),
    folder: fc.string().map(nameOf),
  }),
  fc.record({ action: fc.constant('setting'), name: fc.constantFrom(...SETTINGS) }),
);

describe('teamIdOf', () => {
  it('is read back as it was, and has room in a custom id', () => {
    fc.assert(
      fc.property(anyTeamPress, (press) => {
        const id = teamIdOf(press);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(teamPressOf(id)).toEqual(press);
        expect(pressOf(id)).toBeNull();
      }),
    );
  });

  it('is none of what anybody else may have written', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (id) => teamPressOf(`t1|${id}|`) === null || ['ask', 'forget', 'keep', 'upload'].includes(id),
      ),
    );
    for (const id of [
      '',
      't1',
      't0|ask',
      't1|answer|short',
      't1|ask|x',
      't1|resolve|12',
      't1|setting|x',
      't1|ask||',
    ]) {
      expect(teamPressOf(id), id).toBeNull();
    }
    expect(teamPressOf(customIdOf({ action: 'delete', asker: '80351110224678912' }))).toBeNull();
  });
});
