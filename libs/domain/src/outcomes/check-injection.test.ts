import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkInjection } from './check-injection.js';
import type { DrugGiven, InjectionFacts, InjectionRecord } from './injection-record.js';

const minute = 60_000;
const day = 86_400_000;
const now = Date.UTC(2026, 4, 4, 16);
const bupivacaine: DrugGiven = {
  role: 'local-anaesthetic',
  drug: 'Bupivacaine',
  concentrationPercent: 0.25,
  volumeMl: 12,
  doseMg: null,
};
const triamcinolone: DrugGiven = {
  role: 'steroid',
  drug: 'triamcinolone',
  concentrationPercent: null,
  volumeMl: null,
  doseMg: 40,
};

const record: InjectionRecord = {
  side: 'left',
  status: 'completed',
  statusReason: null,
  levels: ['L2'],
  needleInAt: now - 40 * minute,
  needleOutAt: now - 30 * minute,
  needleOutReason: 'written on paper first',
  needleOutStampedAt: null,
  fluoroSeconds: 34,
  kermaAreaGycm2: 1.2,
  drugs: [bupivacaine],
  overMaximumReason: null,
  temperatures: [
    { foot: 'left', minute: 0 },
    { foot: 'left', minute: 20 },
  ],
  complications: [],
};
const facts: InjectionFacts = {
  now,
  amending: false,
  seriesSide: 'left',
  sessionState: 'in-room',
  roomInAt: now - 50 * minute,
  roomOutAt: null,
  timeOutSides: ['left'],
  recordedSides: [],
  otherNeedleOuts: [],
  otherSideDrugs: [],
  weightKg: 70,
  steroidExposures: [],
};

const decide = (changes: Partial<InjectionRecord> = {}, given: Partial<InjectionFacts> = {}) =>
  checkInjection({ ...record, ...changes }, { ...facts, ...given });
const against = (...[changes, given]: Parameters<typeof decide>) => {
  const decision = decide(changes, given);
  return decision.accepted ? [] : decision.refusals.map((refusal) => refusal.code);
};
const beside = (...[changes, given]: Parameters<typeof decide>) => {
  const decision = decide(changes, given);
  return decision.accepted ? decision.advisories.map((advisory) => advisory.code) : ['refused'];
};

describe('INJ-01 what cannot be recorded', () => {
  it('an uneventful injection can', () => {
    expect(decide()).toEqual({ accepted: true, value: record, advisories: [] });
  });

  it.each<[string, Partial<InjectionRecord>, Partial<InjectionFacts>, readonly string[]]>([
    [
      'H1: the right side of a series for the left, after a time-out for the left',
      { side: 'right' },
      {},
      ['outcomes.side-not-of-series', 'outcomes.time-out-side-disagrees'],
    ],
    ['H1: an injection without a time-out', {}, { timeOutSides: [] }, ['outcomes.time-out-missing']],
    [
      'H1: the left of both sides, after a time-out for the right',
      {},
      { seriesSide: 'both', timeOutSides: ['right'] },
      ['outcomes.time-out-side-disagrees'],
    ],
    ['an injection of a visit that no time-out is asked of can', {}, { timeOutSides: null }, []],
    [
      'an injection that was not done needs no time-out',
      { status: 'not-done', statusReason: 'needle not placed' },
      { timeOutSides: [] },
      [],
    ],
    ['either side of a bilateral series can', {}, { seriesSide: 'both' }, []],
    ['a session that is only booked', {}, { sessionState: 'booked' }, ['outcomes.session-not-in-room']],
    ['a session that was discharged can', {}, { sessionState: 'discharged' }, []],
    ['the second record of a side', {}, { recordedSides: ['left'] }, ['outcomes.injection-already-recorded']],
    ['the other side of the session can', {}, { seriesSide: 'both', recordedSides: ['right'] }, []],
    [
      'a needle that comes out a millisecond from now',
      { needleOutAt: now + 1 },
      {},
      ['outcomes.needle-out-in-future'],
    ],
    ['a needle that comes out now can', { needleOutAt: now }, {}, []],
    [
      'the minute of another injection of this side',
      {},
      { otherNeedleOuts: [now - 30 * minute + 59_000] },
      ['outcomes.needle-out-of-another-injection'],
    ],
    ['the minute after another can', {}, { otherNeedleOuts: [now - 31 * minute] }, []],
    [
      'a needle that came out before it went in',
      { needleInAt: now - 20 * minute },
      {},
      ['outcomes.record-needle-times-reversed'],
    ],
    ['no level', { levels: [] }, {}, ['outcomes.record-level-missing']],
    ['no local anaesthetic', { drugs: [triamcinolone] }, {}, ['outcomes.record-anaesthetic-missing']],
    ['no t0', { needleOutAt: null }, {}, ['outcomes.record-needle-out-missing']],
    [
      'not done, and only spaces for a reason',
      { status: 'not-done', statusReason: ' ', levels: [], drugs: [] },
      {},
      ['outcomes.record-not-done-unexplained'],
    ],
    [
      'not done with a reason needs nothing more',
      {
        status: 'not-done',
        statusReason: 'vasovagal',
        levels: [],
        drugs: [],
        needleInAt: null,
        needleOutAt: null,
      },
      {},
      [],
    ],
    [
      'ten times the dose that the volume holds',
      { drugs: [{ ...bupivacaine, doseMg: 300 }] },
      {},
      ['outcomes.record-dose-disagrees'],
    ],
    ['a dose that was rounded can', { drugs: [{ ...bupivacaine, doseMg: 30.1 }] }, {}, []],
    [
      'one foot twice in a minute',
      { temperatures: [...record.temperatures, { foot: 'left', minute: 20 }] },
      {},
      ['outcomes.record-temperature-twice'],
    ],
    [
      'both feet in a minute can',
      { temperatures: [...record.temperatures, { foot: 'right', minute: 20 }] },
      {},
      [],
    ],
    [
      'a complication that nobody knows',
      { complications: [{ code: 'toString', onsetAt: null }] },
      {},
      ['outcomes.record-complication-unknown'],
    ],
    [
      'a complication of tomorrow',
      { complications: [{ code: 'headache', onsetAt: now + day }] },
      {},
      ['outcomes.record-complication-in-future'],
    ],
  ])('%s', (_story, changes, given, codes) => {
    expect(against(changes, given)).toEqual(codes);
  });

  it('a wrong side can never be overridden, whatever else is right or wrong', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('in-room', 'recovering', 'discharged', 'booked'),
        fc.boolean(),
        fc.constantFrom('completed' as const, 'not-done' as const),
        (sessionState, levels, status) => {
          const decision = decide({ side: 'right', status, levels: levels ? ['L3'] : [] }, { sessionState });
          if (decision.accepted) return false;
          return (
            decision.refusals.some((each) => each.code === 'outcomes.side-not-of-series') &&
            decision.refusals.every((each) => !each.overridable)
          );
        },
      ),
    );
  });
});

describe('INJ-02 what deserves a look', () => {
  it.each<[string, Partial<InjectionRecord>, Partial<InjectionFacts>, readonly string[]]>([
    [
      'a needle that came out before the patient came in',
      {},
      { roomInAt: now - 20 * minute },
      ['outcomes.needle-out-outside-stay'],
    ],
    [
      'a needle that came out after the patient went',
      {},
      { roomOutAt: now - 31 * minute },
      ['outcomes.needle-out-outside-stay'],
    ],
    [
      'the minute in which the patient came in says nothing',
      {},
      { roomInAt: now - 30 * minute + 59_999 },
      [],
    ],
    ['the minute before it does', {}, { roomInAt: now - 29 * minute }, ['outcomes.needle-out-outside-stay']],
    [
      'a time to the second does, a second too early',
      { needleOutAt: now - 30 * minute + 10_000 },
      { roomInAt: now - 30 * minute + 11_000 },
      ['outcomes.needle-out-outside-stay'],
    ],
    ['a stay that was never stamped says nothing', {}, { roomInAt: null }, []],
    ['30 mg for 12 kg is exactly the maximum', {}, { weightKg: 12 }, []],
    [
      '30 mg for 11.9 kg is above it',
      { overMaximumReason: 'read twice' },
      { weightKg: 11.9 },
      ['outcomes.anaesthetic-over-maximum'],
    ],
    [
      '30 mg here and 30 mg on the other side, for 20 kg',
      { overMaximumReason: 'read twice' },
      { weightKg: 20, otherSideDrugs: [bupivacaine] },
      ['outcomes.anaesthetic-over-maximum'],
    ],
    [
      'a dose in mg counts as one in volume does',
      {
        drugs: [{ ...bupivacaine, concentrationPercent: null, volumeMl: null, doseMg: 60 }],
        overMaximumReason: 'read twice',
      },
      { weightKg: 20 },
      ['outcomes.anaesthetic-over-maximum'],
    ],
    ['no weight', {}, { weightKg: null }, ['outcomes.anaesthetic-total-unknown']],
    [
      'no amount',
      { drugs: [{ ...bupivacaine, volumeMl: null }] },
      {},
      ['outcomes.anaesthetic-total-unknown'],
    ],
    [
      'a known excess stays one beside an unknown amount',
      { drugs: [bupivacaine, { ...bupivacaine, volumeMl: null }], overMaximumReason: 'read twice' },
      { weightKg: 5 },
      ['outcomes.anaesthetic-over-maximum'],
    ],
    [
      'a steroid 27 days after another',
      { drugs: [bupivacaine, triamcinolone] },
      { steroidExposures: [{ drug: 'triamcinolone', at: now - 27 * day }] },
      ['outcomes.steroid-within-interval'],
    ],
    [
      'the same without steroid',
      {},
      { steroidExposures: [{ drug: 'triamcinolone', at: now - 27 * day }] },
      [],
    ],
    [
      'a temperature of the other foot only',
      {
        temperatures: [
          { foot: 'right', minute: 0 },
          { foot: 'right', minute: 20 },
        ],
      },
      {},
      ['outcomes.temperature-not-recorded'],
    ],
    [
      'no temperature after',
      { temperatures: [{ foot: 'left', minute: 0 }] },
      {},
      ['outcomes.temperature-not-recorded'],
    ],
    ['two minutes of fluoroscopy are not much', { fluoroSeconds: 120 }, {}, []],
    ['one second more is', { fluoroSeconds: 121 }, {}, ['outcomes.radiation-above-level']],
    [
      'so is more than 10 Gy cm2',
      { fluoroSeconds: null, kermaAreaGycm2: 10.1 },
      {},
      ['outcomes.radiation-above-level'],
    ],
    [
      'nothing of it where nothing was done',
      { status: 'not-done', statusReason: 'refused by the patient', temperatures: [] },
      { weightKg: null },
      [],
    ],
  ])('%s', (_story, changes, given, codes) => {
    expect(beside(changes, given)).toEqual(codes);
  });
});

describe('INJ-03 local anaesthetic above the maximum', () => {
  const flood = { drugs: [{ ...bupivacaine, volumeMl: 200 }] };

  it.each<[string, Partial<InjectionRecord>, Partial<InjectionFacts>, readonly string[]]>([
    ['is refused without a reason', flood, {}, ['outcomes.record-maximum-unexplained']],
    [
      'is refused with spaces for a reason',
      { ...flood, overMaximumReason: '  ' },
      {},
      ['outcomes.record-maximum-unexplained'],
    ],
    [
      'is refused also where the injection was given up',
      { ...flood, status: 'not-done', statusReason: 'seizure' },
      {},
      ['outcomes.record-maximum-unexplained'],
    ],
    [
      'is refused when the other side makes it so',
      {},
      { weightKg: 20, otherSideDrugs: [bupivacaine] },
      ['outcomes.record-maximum-unexplained'],
    ],
    ['is recorded with one', { ...flood, overMaximumReason: 'Bag misread; seizure watch begun' }, {}, []],
    ['cannot be told without a weight, and then stands', flood, { weightKg: null }, []],
  ])('%s', (_story, changes, given, codes) => {
    expect(against(changes, given)).toEqual(codes);
  });

  it('says drug, mg, maximum, percentage and weight, and whether both sides count', () => {
    const decision = decide(flood);
    expect(decision.accepted ? [] : decision.refusals.map(({ facts: because }) => because)).toEqual([
      {
        drug: 'bupivacaine',
        totalMg: 500,
        maximumMg: 175,
        drugs: 1,
        percent: 286,
        atLeast: false,
        weightKg: 70,
        bothSides: false,
      },
    ]);
  });
});

describe('INJ-04 needle-out at another time than it is recorded at', () => {
  const unexplained = ['outcomes.record-needle-out-unexplained'];

  it.each<[string, Partial<InjectionRecord>, Partial<InjectionFacts>, readonly string[]]>([
    ['H24: half an hour ago, and only spaces for a reason', { needleOutReason: ' ' }, {}, unexplained],
    ['half an hour ago, as a correction of a record, can', { needleOutReason: null }, { amending: true }, []],
    ['five minutes ago can', { needleOutReason: null, needleOutAt: now - 5 * minute }, {}, []],
    [
      'a moment more than five minutes ago',
      { needleOutReason: null, needleOutAt: now - 5 * minute - 1 },
      {},
      unexplained,
    ],
    [
      'half an hour ago, when the entry began, can',
      { needleOutReason: null, needleOutStampedAt: now - 30 * minute + 59_000 },
      {},
      [],
    ],
    [
      'H24: three minutes before the entry began',
      { needleOutReason: null, needleOutAt: now - 3 * minute, needleOutStampedAt: now },
      {},
      unexplained,
    ],
    [
      'H24: when the entry will have begun',
      { needleOutReason: null, needleOutStampedAt: now + day },
      {},
      unexplained,
    ],
    [
      'of what was not done needs none',
      { needleOutReason: null, status: 'not-done', statusReason: 'vasovagal' },
      {},
      [],
    ],
  ])('%s', (_story, changes, given, codes) => {
    expect(against(changes, given)).toEqual(codes);
  });
});
