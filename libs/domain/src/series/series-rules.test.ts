import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codedSide, codedSides, sideAgrees } from './laterality.js';
import { ordinals, type CountedInjection } from './ordinals.js';
import { checkSeries, type SeriesFacts } from './series-rules.js';
import { sides } from './side.js';

const sound: SeriesFacts = {
  seriesId: null,
  procedureType: 'LSB',
  side: 'right',
  icd10: 'G90.521',
  plannedCount: 4,
  minimumIntervalDays: 7,
  targetIntervalDays: 14,
  maximumIntervalDays: 56,
  otherSeries: [],
};
const codesOf = (changes: Partial<SeriesFacts>): string[] => {
  const decision = checkSeries({ ...sound, ...changes });
  return decision.accepted ? [] : decision.refusals.map((each) => each.code);
};

describe('a series that can stand', () => {
  it('is given back with its side', () => {
    const { seriesId: _id, otherSeries: _others, ...plan } = sound;
    expect(checkSeries(sound)).toEqual({ accepted: true, value: plan, advisories: [] });
  });

  it.each([2, 10, 11, 15, 40])(
    'SER-01, S29: may plan %i injections: the count has no upper limit',
    (plannedCount) => {
      expect(codesOf({ plannedCount })).toEqual([]);
    },
  );

  it('SER-04: points out an open series for the same target, and no other', () => {
    const other = { procedureType: 'LSB', side: 'right', state: 'active' } as const;
    const otherSeries = [
      { id: 'same', ...other },
      { id: 'both-sides', ...other, side: 'both' as const },
      { id: 'other-leg', ...other, side: 'left' as const },
      { id: 'ended', ...other, state: 'stopped' as const },
      { id: 'other-type', ...other, procedureType: 'RFA' },
      { id: 'itself', ...other },
    ];
    expect(checkSeries({ ...sound, seriesId: 'itself', otherSeries })).toMatchObject({
      accepted: true,
      advisories: [
        { code: 'series.target-already-open', facts: { seriesId: 'same' } },
        { code: 'series.target-already-open', facts: { seriesId: 'both-sides' } },
      ],
    });
  });
});

describe('a series that cannot stand', () => {
  it.each([1, 0, -3, 2.5, Number.NaN])('SER-01: plans %d injections', (plannedCount) => {
    expect(codesOf({ plannedCount })).toEqual(['series.planned-count-too-small']);
  });

  it.each([
    ['minimum above target', 15, 14, 56],
    ['target above maximum', 7, 57, 56],
    ['a minimum of nothing', 0, 14, 56],
    ['half days', 7, 10.5, 56],
  ])('SER-02: %s', (_story, minimumIntervalDays, targetIntervalDays, maximumIntervalDays) => {
    const days = { minimumIntervalDays, targetIntervalDays, maximumIntervalDays };
    expect(codesOf(days)).toEqual(['series.intervals-inconsistent']);
  });

  it('SER-03: has no side, because a side is never defaulted', () => {
    expect(codesOf({ side: null })).toEqual(['series.side-missing']);
  });

  it('SER-03: has a side that the diagnosis contradicts', () => {
    expect(checkSeries({ ...sound, side: 'left' })).toMatchObject({
      refusals: [
        {
          code: 'series.side-disagrees-with-diagnosis',
          facts: { side: 'left', codedSide: 'right' },
          overridable: false,
        },
      ],
    });
  });

  it('names all its contradictions at once, and none can be overridden', () => {
    const decision = checkSeries({ ...sound, plannedCount: 1, minimumIntervalDays: 20, side: 'both' });
    if (decision.accepted) throw new Error('accepted');
    expect(decision.refusals.map((each) => each.code)).toEqual([
      'series.planned-count-too-small',
      'series.intervals-inconsistent',
      'series.side-disagrees-with-diagnosis',
    ]);
    expect(decision.refusals.some((each) => each.overridable)).toBe(false);
  });
});

describe('SER-03: the side of a diagnosis', () => {
  it.each([
    ['G90.521', 'right'],
    ['G90.522', 'left'],
    ['G90.523', 'both'],
    ['G57.71', 'right'],
    ['G57.72', 'left'],
    ['G57.73', 'both'],
    ['T87.33', 'right'],
    ['T87.34', 'left'],
    ['I70.221', 'right'],
    ['I70.222', 'left'],
    ['I70.223', 'both'],
    ['M79.604', 'right'],
    ['M79.605', 'left'],
    ['g90.522 ', 'left'],
    ['G54.6', null],
    ['L74.513', null],
    ['G90.529', null],
  ] as const)('%s is %s', (icd10, side) => {
    expect(codedSide(icd10)).toBe(side);
  });

  it('a one-sided diagnosis agrees with its own side alone; one without a side, or of both, with any', () => {
    for (const [icd10, coded] of Object.entries(codedSides)) {
      const agreeing = sides.filter((side) => sideAgrees(icd10, side));
      expect(agreeing).toEqual(coded === 'both' ? [...sides] : [coded]);
    }
    expect(sides.every((side) => sideAgrees('G54.6', side))).toBe(true);
  });
});

describe('SER-07: ordinals', () => {
  it('count completed injections alone, by the instant they were done', () => {
    const injections: CountedInjection[] = [
      { id: 'second', doneAt: 200, status: 'completed' },
      { id: 'mistake', doneAt: 50, status: 'entered-in-error' },
      { id: 'first', doneAt: 100, status: 'completed' },
      { id: 'broken-off', doneAt: null, status: 'not-done' },
    ];
    expect([...ordinals(injections)]).toEqual([
      ['first', 1],
      ['second', 2],
    ]);
  });

  it.each([2, 10, 11, 15])('S29: count on to the last of %i injections', (count) => {
    const done = Array.from({ length: count }, (_, index): CountedInjection => ({
      id: String(index),
      doneAt: index * 100,
      status: 'completed',
    }));
    expect([...ordinals(done).values()]).toEqual(done.map((_, index) => index + 1));
  });

  it('are the same whatever the order in which injections are read, and shifted by nothing that was not done', () => {
    const anyInjections = fc.uniqueArray(
      fc.record({
        id: fc.string({ minLength: 1, maxLength: 3 }),
        doneAt: fc.nat(5),
        status: fc.constantFrom('completed' as const, 'not-done' as const, 'entered-in-error' as const),
      }),
      { selector: (each) => each.id },
    );
    fc.assert(
      fc.property(anyInjections, (injections) => {
        const counted = ordinals(injections);
        expect(ordinals(injections.toReversed())).toEqual(counted);
        expect(ordinals(injections.filter((each) => each.status === 'completed'))).toEqual(counted);
        expect([...counted.values()]).toEqual([...counted.keys()].map((_, index) => index + 1));
      }),
    );
  });
});
