import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clinicalFlagKinds, type ActiveFlag } from './clinical-flags.js';
import {
  checkMerge,
  checkMergeReversal,
  mergeOutcome,
  type MergeFacts,
  type MergeReversalFacts,
  type MergeSide,
} from './merge.js';

const side = (changes: Partial<MergeSide> = {}): MergeSide => ({
  merged: false,
  flags: [],
  openSeries: [],
  inVisit: false,
  ...changes,
});
const flag = (id: string, kind: ActiveFlag['kind'], state: ActiveFlag['state']): ActiveFlag => ({
  id,
  kind,
  state,
  substance: null,
});
const facts = (changes: Partial<MergeFacts> = {}): MergeFacts => ({
  keeps: side(),
  joins: side(),
  same: false,
  timesMeet: 0,
  diariesMeet: 0,
  settled: [],
  maySettle: { 'flags-contradict': true, 'sides-differ': true },
  ...changes,
});
const denied = side({ flags: [flag('denial', 'allergy', 'none-known')] });
const found = side({ flags: [flag('finding', 'allergy', 'listed')] });
const onLeft = side({ openSeries: [{ procedureTypeId: 'lsb', side: 'left' }] });
const onRight = side({ openSeries: [{ procedureTypeId: 'lsb', side: 'right' }] });

const codesOf = (decision: ReturnType<typeof checkMerge> | ReturnType<typeof checkMergeReversal>) =>
  decision.accepted ? [] : decision.refusals.map(({ code }) => code);

describe('joining two records (PAT-12)', () => {
  it.each<[string, Partial<MergeFacts>, string[]]>([
    ['two plain records', {}, []],
    ['a record and itself', { same: true, timesMeet: 3 }, ['merge.same-record']],
    ['one that was joined already', { joins: side({ merged: true }) }, ['merge.joined-already']],
    ['a visit that is under way', { keeps: side({ inVisit: true }) }, ['merge.visit-under-way']],
    [
      'every reason at once',
      { keeps: side({ inVisit: true, merged: true }), timesMeet: 1, diariesMeet: 2 },
      ['merge.joined-already', 'merge.visit-under-way', 'merge.times-meet', 'merge.diaries-meet'],
    ],
  ])('%s', (_story, changes, codes) => {
    expect(codesOf(checkMerge(facts(changes)))).toEqual(codes);
  });
});

describe('what two records say differently (PAT-13)', () => {
  it.each<[string, Partial<MergeFacts>, string[]]>([
    [
      'a finding against a denial asks for a look',
      { keeps: denied, joins: found },
      ['merge.conflict-not-settled'],
    ],
    ['in either direction', { keeps: found, joins: denied }, ['merge.conflict-not-settled']],
    ['one who looked may join them', { keeps: found, joins: denied, settled: ['flags-contradict'] }, []],
    [
      'one without the right may not, looked or not',
      {
        keeps: found,
        joins: denied,
        settled: ['flags-contradict'],
        maySettle: { 'flags-contradict': false, 'sides-differ': false },
      },
      ['merge.conflict-of-treatment'],
    ],
    ['silence contradicts nothing', { keeps: side(), joins: denied }, []],
    ['open series on two sides', { keeps: onLeft, joins: onRight }, ['merge.conflict-not-settled']],
    ['open series on one side', { keeps: onLeft, joins: onLeft }, []],
    [
      'to settle one conflict settles no other',
      {
        keeps: { ...onLeft, flags: found.flags },
        joins: { ...onRight, flags: denied.flags },
        settled: ['sides-differ'],
      },
      ['merge.conflict-not-settled'],
    ],
  ])('%s', (_story, changes, codes) => {
    expect(codesOf(checkMerge(facts(changes)))).toEqual(codes);
  });

  it('never ends a finding, and leaves no kind both found and denied', () => {
    const flags = (prefix: string) =>
      fc
        .array(fc.record({ kind: fc.constantFrom(...clinicalFlagKinds), finding: fc.boolean() }), {
          maxLength: 8,
        })
        .map((all) => {
          // One record does not contradict itself (PAT-10).
          const foundKinds = new Set(all.filter(({ finding }) => finding).map(({ kind }) => kind));
          return all.map(({ kind }, index) =>
            flag(
              `${prefix}${index}`,
              kind,
              foundKinds.has(kind)
                ? kind === 'allergy'
                  ? 'listed'
                  : 'present'
                : kind === 'allergy'
                  ? 'none-known'
                  : 'absent',
            ),
          );
        });
    fc.assert(
      fc.property(flags('a'), flags('b'), (one, other) => {
        const { endedFlags, contradictedKinds } = mergeOutcome(side({ flags: one }), side({ flags: other }));
        const all = [...one, ...other];
        const isFinding = ({ state }: ActiveFlag) => state === 'listed' || state === 'present';
        expect(all.filter(({ id }) => endedFlags.includes(id)).some(isFinding)).toBe(false);
        const left = all.filter(({ id }) => !endedFlags.includes(id));
        for (const kind of clinicalFlagKinds) {
          const ofKind = left.filter((each) => each.kind === kind);
          expect(new Set(ofKind.map(isFinding)).size).toBeLessThan(2);
        }
        expect(contradictedKinds.length > 0).toBe(endedFlags.length > 0);
      }),
    );
  });
});

describe('taking a joining back (PAT-14)', () => {
  const untouched: MergeReversalFacts = {
    reversed: false,
    keptWasMerged: false,
    rowsSince: 0,
    flagsSince: 0,
  };
  it.each<[string, Partial<MergeReversalFacts>, string[]]>([
    ['nothing was written since', {}, []],
    ['twice', { reversed: true, rowsSince: 1 }, ['merge.taken-back-already']],
    [
      'with every reason at once',
      { keptWasMerged: true, rowsSince: 2, flagsSince: 1 },
      ['merge.kept-was-joined', 'merge.rows-since', 'merge.flags-since'],
    ],
  ])('%s', (_story, changes, codes) => {
    expect(codesOf(checkMergeReversal({ ...untouched, ...changes }))).toEqual(codes);
  });
});
