import { describe, expect, it } from 'vitest';
import { checkSendAgain, checkSettle, needsPerson, type EndedMessage } from './message-rules.js';

const message = (more: Partial<EndedMessage>): EndedMessage => ({
  kind: 'confirmation',
  state: 'failed',
  reason: 'refused',
  settled: false,
  ...more,
});

describe('MSG-08 and MSG-09: who looks after a message that has not arrived', () => {
  it.each<[string, EndedMessage, { person: boolean; again: boolean }]>([
    ['one that failed waits for a person', message({}), { person: true, again: true }],
    [
      'so does one of which nobody knows whether it left',
      message({ state: 'unknown', reason: 'lease-lost' }),
      { person: true, again: true },
    ],
    [
      'and one to a patient whom no channel reaches',
      message({ state: 'skipped', reason: 'unreachable' }),
      { person: true, again: true },
    ],
    [
      'one that came too late to be of use',
      message({ state: 'skipped', reason: 'too-late' }),
      { person: true, again: true },
    ],
    [
      'but not a reminder: the time was told before',
      message({ kind: 'reminder', state: 'skipped', reason: 'too-late' }),
      { person: false, again: false },
    ],
    [
      'what a person has settled waits for nobody, but may still be sent again',
      message({ settled: true }),
      { person: false, again: true },
    ],
    [
      'what was sent is not sent again',
      message({ state: 'sent', reason: null }),
      { person: false, again: false },
    ],
    [
      'what waits leaves by itself',
      message({ state: 'pending', reason: null }),
      { person: false, again: false },
    ],
    [
      'an undone change needs nobody',
      message({ state: 'skipped', reason: 'undone' }),
      { person: false, again: false },
    ],
    [
      'an invitation is not sent again: its link is gone',
      message({ kind: 'diary-invitation' }),
      { person: true, again: false },
    ],
  ])('%s', (_, one, expected) => {
    expect({ person: needsPerson(one), again: checkSendAgain(one).accepted }).toEqual(expected);
    expect(checkSettle(one).accepted).toBe(expected.person);
  });
});
