import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkTimeOutConfirmation,
  checkTimeOutWithdrawal,
  timeOutChecklist,
  timeOutRounds,
  timeOutSides,
  type SidesElsewhere,
  type TimeOutConfirmation,
  type TimeOutFacts,
  type TimeOutWithdrawal,
  type TimeOutWord,
} from './time-out.js';

const roomInAt = Date.UTC(2026, 10, 23, 14);
const sides: SidesElsewhere = { order: 'left', arrival: 'left', consent: 'left' };
const confirmed = (memberId: string, changes: Partial<TimeOutConfirmation> = {}): TimeOutConfirmation => ({
  kind: 'confirmed',
  memberId,
  at: roomInAt + 60_000,
  side: 'left',
  levels: ['L2'],
  beside: sides,
  ...changes,
});
const withdrawn: TimeOutWithdrawal = { kind: 'withdrawn', at: roomInAt + 120_000 };
const facts: TimeOutFacts = { sessionState: 'in-room', roomInAt, sides, given: [] };
const word: TimeOutWord = {
  memberId: 'nurse',
  side: 'left',
  levels: ['L2'],
  consentSide: 'left',
  items: timeOutChecklist.items,
};

describe('DAY-20, H1: one person’s word in the room', () => {
  const against = (said: Partial<TimeOutWord>, given: Partial<TimeOutFacts>) => {
    const decision = checkTimeOutConfirmation({ ...word, ...said }, { ...facts, ...given });
    if (decision.accepted) return [decision.value];
    expect(decision.refusals.some(({ overridable }) => overridable)).toBe(false);
    return decision.refusals.map(({ code, facts: because }) =>
      [code.replace('outcomes.time-out-', ''), because['with'] ?? because['item'] ?? ''].join(' ').trim(),
    );
  };
  const both: SidesElsewhere = { order: 'both', arrival: 'both', consent: 'both' };

  it.each<[string, Partial<TimeOutWord>, Partial<TimeOutFacts>, readonly string[]]>([
    ['is the first', {}, {}, ['first']],
    [
      'is the second, of another person',
      { memberId: 'physician' },
      { given: [confirmed('nurse')] },
      ['second'],
    ],
    ['is not the second of the same person', {}, { given: [confirmed('nurse')] }, ['same-member']],
    ['is nothing outside of the room', {}, { sessionState: 'preparing', roomInAt: null }, ['not-in-room']],
    [
      'is nothing without the mark on the skin',
      { items: timeOutChecklist.items.filter((item) => item !== 'site-mark') },
      {},
      ['item-open site-mark'],
    ],
    [
      'is nothing before the amount of local anaesthetic was read aloud (H10)',
      { items: timeOutChecklist.items.filter((item) => item !== 'local-anaesthetic') },
      {},
      ['item-open local-anaesthetic'],
    ],
    ['is nothing without a level', { levels: [] }, {}, ['level-missing']],
    [
      'against order, consents and patient names each of them',
      { side: 'right' },
      {},
      [
        'side-disagrees order',
        'side-disagrees consent',
        'side-disagrees recorded-consent',
        'side-disagrees arrival',
      ],
    ],
    ['against the form in the room', { consentSide: 'right' }, {}, ['side-disagrees consent']],
    [
      'against what the patient said on arrival',
      {},
      { sides: { ...sides, arrival: 'right' } },
      ['side-disagrees arrival'],
    ],
    [
      'against the recorded consent',
      {},
      { sides: { ...sides, consent: 'right' } },
      ['side-disagrees recorded-consent'],
    ],
    [
      'is enough where arrival and consent are not recorded',
      {},
      { sides: { order: 'left', arrival: null, consent: null } },
      ['first'],
    ],
    [
      'against the first person of a visit for both sides',
      { memberId: 'physician', side: 'right', consentSide: 'both' },
      { sides: both, given: [confirmed('nurse', { beside: both })] },
      ['side-disagrees first-person'],
    ],
    [
      'with other levels than the first person',
      { memberId: 'physician', levels: ['L3'] },
      { given: [confirmed('nurse')] },
      ['levels-disagree'],
    ],
    [
      'with the same levels in another order is the second',
      { memberId: 'physician', levels: ['L3', 'L2'] },
      { given: [confirmed('nurse', { levels: ['L2', 'L3'] })] },
      ['second'],
    ],
    [
      'is refused for a side that is complete',
      { memberId: 'other' },
      { given: [confirmed('nurse'), confirmed('physician')] },
      ['completed-already'],
    ],
    [
      'is the first for the other of both sides',
      { side: 'right', consentSide: 'both' },
      {
        sides: both,
        given: [confirmed('nurse', { beside: both }), confirmed('physician', { beside: both })],
      },
      ['first'],
    ],
    ['is the first again after a withdrawal', {}, { given: [confirmed('nurse'), withdrawn] }, ['first']],
  ])('%s', (_story, said, given, expected) => {
    expect(against(said, given)).toEqual(expected);
  });
});

describe('DAY-21, DAY-22, H1: a time-out', () => {
  const statesOf = (given: TimeOutFacts['given'], changes: Partial<TimeOutFacts> = {}) =>
    timeOutRounds({ ...facts, given, ...changes }).map(({ side, state }) => `${side} ${state}`);
  const pair = [confirmed('nurse'), confirmed('physician')];

  it.each<[string, TimeOutFacts['given'], Partial<TimeOutFacts>, readonly string[]]>([
    ['of one person is open', [confirmed('nurse')], {}, ['left open']],
    ['of two people is complete', pair, {}, ['left completed']],
    ['is void after a withdrawal', [...pair, withdrawn], {}, ['left void']],
    ['of before the room is void', pair, { roomInAt: roomInAt + 3_600_000 }, ['left void']],
    ['is void when the patient is not in the room', pair, { roomInAt: null }, ['left void']],
    ['is void once the order changed its side', pair, { sides: { ...sides, order: 'right' } }, ['left void']],
    ['is void once the order became both', pair, { sides: { ...sides, order: 'both' } }, ['left void']],
    [
      'is void once the patient said another side',
      pair,
      { sides: { ...sides, arrival: 'right' } },
      ['left void'],
    ],
    ['is void once the consent was taken back', pair, { sides: { ...sides, consent: null } }, ['left void']],
    [
      'stands when the consent is recorded later, for the same side',
      [
        confirmed('nurse', { beside: { ...sides, consent: null } }),
        confirmed('physician', { beside: { ...sides, consent: null } }),
      ],
      {},
      ['left completed'],
    ],
    [
      'after a void one is a new one of two people',
      [...pair, withdrawn, confirmed('nurse', { at: roomInAt + 180_000 })],
      {},
      ['left void', 'left open'],
    ],
  ])('%s', (_story, given, changes, expected) => {
    expect(statesOf(given, changes)).toEqual(expected);
  });

  it('is never complete by one person, however often confirmed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom<'left' | 'right'>('left', 'right'), { maxLength: 8 }),
        (chosen) => {
          const given = chosen.map((side) => confirmed('nurse', { side }));
          expect(timeOutSides({ ...facts, given })).toEqual([]);
        },
      ),
    );
  });

  it('DAY-24: is called for anew while one stands, and not when none does', () => {
    expect(checkTimeOutWithdrawal({ ...facts, given: pair }).accepted).toBe(true);
    expect(checkTimeOutWithdrawal({ ...facts, given: [] }).accepted).toBe(false);
    expect(checkTimeOutWithdrawal({ ...facts, given: [...pair, withdrawn] }).accepted).toBe(false);
  });
});
