import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sedationLevels } from '../sedation/sedation-level.js';
import { shortestRecoveryMinutes } from '../sedation/sedation-rules.js';
import { minuteMs } from '../time/zone.js';
import { booking, fluoro1, halloran, pool, profileFor, resource } from './booking.builder.js';
import { checkBooking } from './booking-rules.js';
import { defaultProfiles } from './default-profiles.js';
import { checkProfile } from './profile-rules.js';
import {
  longestSessionMinutes,
  shortestSessionMinutes,
  stageInterval,
  visitInterval,
  type ProfileStage,
  type ResourceNeed,
  type ResourceProfile,
  type StageKind,
} from './resource-profile.js';
import { laneNames } from './shared-nurse.js';

const clinic = { clinicName: 'Riverside', resources: [...pool, halloran, fluoro1] };
const check = (profile: ResourceProfile, resources = clinic.resources, usesXRay = true) =>
  checkProfile({ profile, usesXRay, clinics: [{ ...clinic, resources }] });

/** The moderate profile with one stage otherwise; undefined: without it. */
function moderate(
  kind: StageKind,
  change: (stage: ProfileStage) => ProfileStage | undefined,
): ResourceProfile {
  const profile = profileFor('moderate');
  return {
    ...profile,
    stages: profile.stages.flatMap((stage) => (stage.kind === kind ? (change(stage) ?? []) : stage)),
  };
}
const needing =
  (change: (needs: readonly ResourceNeed[]) => readonly ResourceNeed[]) => (stage: ProfileStage) => ({
    ...stage,
    needs: change(stage.needs),
  });
const without = (kind: string) =>
  needing((needs) => needs.filter(({ resourceKind }) => resourceKind !== kind));
const startsAt =
  (minutes: number, anchor: 'start' | 'end' = 'end') =>
  (stage: ProfileStage) => ({
    ...stage,
    from: { anchor, minutes },
  });
const endsAt =
  (minutes: number, anchor: 'start' | 'end' = 'end') =>
  (stage: ProfileStage) => ({
    ...stage,
    to: { anchor, minutes },
  });

describe('PROF-01: what a clinic may book by', () => {
  it('the profiles it starts out with, at every level', () => {
    for (const profile of defaultProfiles)
      expect(check(profile)).toEqual({ accepted: true, value: profile, advisories: [] });
  });

  it.each<[string, ResourceProfile, [string, string][]]>([
    [
      'PROF-02: without a procedure',
      moderate('procedure', () => undefined),
      [
        ['profile.stage-missing', 'stages'],
        ['profile.patient-gap', 'stages.2.from'],
      ],
    ],
    [
      'PROF-02: without a recovery',
      moderate('recover', () => undefined),
      [['profile.stage-missing', 'stages']],
    ],
    [
      'PROF-02: with a stage twice',
      {
        ...profileFor('none'),
        stages: [...profileFor('none').stages, ...profileFor('none').stages.slice(2, 3)],
      },
      [['profile.stage-repeated', 'stages.4.kind']],
    ],
    [
      'PROF-02: with a procedure that begins before the session',
      moderate('procedure', startsAt(-5, 'start')),
      [
        ['profile.procedure-not-the-session', 'stages.1.from'],
        ['profile.held-twice-at-once', 'stages.1.from'],
      ],
    ],
    [
      'PROF-03: with a turnover that is over before it begins',
      moderate('turnover', endsAt(0)),
      [['profile.stage-backwards', 'stages.2.to']],
    ],
    [
      'PROF-03: with a recovery that is right only for short sessions',
      moderate('recover', endsAt(200, 'start')),
      [
        ['profile.stage-backwards', 'stages.3.to'],
        ['profile.recovery-too-short', 'stages.3.to'],
      ],
    ],
    [
      'PROF-03: with a stage that lies more than six hours away',
      moderate('turnover', endsAt(361)),
      [['profile.stage-too-far', 'stages.2.to']],
    ],
    [
      'PROF-03: with a preparation that goes on into the session',
      moderate('prepare', endsAt(5, 'start')),
      [
        ['profile.stages-out-of-order', 'stages.0.to'],
        ['profile.held-twice-at-once', 'stages.1.from'],
      ],
    ],
    [
      'PROF-03: with a turnover that begins before the session ends',
      moderate('turnover', startsAt(-5)),
      [
        ['profile.stages-out-of-order', 'stages.2.from'],
        ['profile.held-twice-at-once', 'stages.2.from'],
      ],
    ],
    [
      'PROF-04: without a physician',
      moderate('procedure', without('physician')),
      [['profile.need-missing', 'stages.1.needs']],
    ],
    [
      'PROF-04: recovering in no bay',
      moderate('recover', without('recovery-bay')),
      [['profile.need-missing', 'stages.3.needs']],
    ],
    [
      'PROF-04: with a stage that holds nothing',
      moderate(
        'turnover',
        needing(() => []),
      ),
      [['profile.stage-empty', 'stages.2.needs']],
    ],
    [
      'PROF-04: with two rooms at once',
      moderate(
        'procedure',
        needing((needs) =>
          needs.map((need) => (need.resourceKind === 'room' ? { ...need, count: 2 } : need)),
        ),
      ),
      [['profile.count-impossible', 'stages.1.needs.2.count']],
    ],
    [
      'PROF-04: with no bay to be counted',
      moderate(
        'prepare',
        needing((needs) =>
          needs.map((need) => (need.resourceKind === 'recovery-bay' ? { ...need, count: 0 } : need)),
        ),
      ),
      [['profile.count-impossible', 'stages.0.needs.1.count']],
    ],
    [
      'PROF-04: that says twice what it needs',
      moderate(
        'recover',
        needing((needs) => [...needs, { resourceKind: 'recovery-bay', count: 1 }]),
      ),
      [['profile.need-repeated', 'stages.3.needs.2.resourceKind']],
    ],
    [
      'PROF-06: that leaves the patient alone between bay and room',
      moderate('prepare', endsAt(-10, 'start')),
      [['profile.patient-gap', 'stages.1.from']],
    ],
    [
      'PROF-07: sedated without a sedation nurse',
      moderate('procedure', without('sedation-nurse')),
      [['profile.sedation-nurse-missing', 'stages.1.needs']],
    ],
    [
      'PROF-07: sedated and watched for less than half an hour',
      moderate('recover', endsAt(29)),
      [['profile.recovery-too-short', 'stages.3.to']],
    ],
  ])('%s it is refused, with its field', (_sentence, profile, expected) => {
    const decision = check(profile);
    const told = decision.accepted ? [] : decision.refusals.map(({ code, facts }) => [code, facts['field']]);
    expect(told).toEqual(expected);
  });

  it('everything that is wrong is said at once', () => {
    const bare = moderate('procedure', without('sedation-nurse'));
    const worse = {
      ...bare,
      stages: bare.stages.map((stage) => (stage.kind === 'recover' ? endsAt(5)(stage) : stage)),
    };
    const decision = check(worse);
    expect(decision.accepted ? [] : decision.refusals.map(({ code }) => code)).toEqual([
      'profile.sedation-nurse-missing',
      'profile.recovery-too-short',
    ]);
  });

  it.each(sedationLevels)(
    'SED-04: with sedation %s the shortest recovery is just enough, a minute less is not',
    (level) => {
      const recovering = (minutes: number): ResourceProfile => {
        const profile = profileFor(level);
        return {
          ...profile,
          stages: profile.stages.map((stage) => (stage.kind === 'recover' ? endsAt(minutes)(stage) : stage)),
        };
      };
      expect(check(recovering(shortestRecoveryMinutes[level])).accepted).toBe(true);
      expect(check(recovering(shortestRecoveryMinutes[level] - 1)).accepted).toBe(false);
    },
  );
});

describe('PROF-08: what a clinic cannot meet is pointed out', () => {
  const told = (profile: ResourceProfile, resources = clinic.resources) => {
    const decision = check(profile, resources);
    return decision.accepted ? decision.advisories.map(({ code, facts }) => ({ code, ...facts })) : decision;
  };
  const skilled = moderate(
    'procedure',
    needing((needs) =>
      needs.map((need) => (need.resourceKind === 'room' ? { ...need, skill: 'fluoroscopy' } : need)),
    ),
  );

  it('a skill that no room has, until one has it', () => {
    expect(told(skilled)).toMatchObject([
      {
        code: 'profile.need-cannot-be-met',
        clinicName: 'Riverside',
        resourceKind: 'room',
        skill: 'fluoroscopy',
        wanted: 1,
        has: 0,
      },
    ]);
    expect(told(skilled, [...pool, halloran, { ...fluoro1, skills: ['fluoroscopy'] }])).toEqual([]);
  });

  it('more of a kind than there are, counted together', () => {
    const nurses = needing((needs) =>
      needs.flatMap((need) =>
        need.resourceKind === 'sedation-nurse'
          ? [
              { ...need, count: 2 },
              { ...need, skill: 'airway', count: 1 },
            ]
          : need,
      ),
    );
    const resources = clinic.resources.map((each) =>
      each.name === 'RN Okoye' ? { ...each, skills: ['airway'] } : each,
    );
    expect(told(moderate('procedure', nurses), resources)).toMatchObject([
      { code: 'profile.need-cannot-be-met', resourceKind: 'sedation-nurse', wanted: 3, has: 2 },
    ]);
  });

  it('X-ray without a C-arm', () => {
    const bare = moderate('procedure', without('c-arm'));
    expect(told(bare)).toEqual([{ code: 'profile.x-ray-without-c-arm' }]);
    expect(check(bare, clinic.resources, false)).toMatchObject({ advisories: [] });
  });
});

describe('PROF-05: who is named must be able to do it', () => {
  const asking = moderate(
    'procedure',
    needing((needs) =>
      needs.map((need) => (need.resourceKind === 'room' ? { ...need, skill: 'fluoroscopy' } : need)),
    ),
  );
  const codesOf = (room: typeof fluoro1) => {
    const decision = checkBooking(booking({ profile: asking, room }));
    return decision.accepted ? [] : decision.refusals.map(({ code, overridable }) => [code, overridable]);
  };

  it('a room without fluoroscopy is refused, whatever the reason, and one with it is taken', () => {
    expect(codesOf(fluoro1)).toEqual([['scheduling.resource-unqualified', false]]);
    expect(codesOf({ ...fluoro1, skills: ['fluoroscopy'] })).toEqual([]);
  });
});

describe('any profile that is accepted', () => {
  const edge = fc.record({
    anchor: fc.constantFrom('start' as const, 'end' as const),
    minutes: fc.constantFrom(-60, -30, -5, 0, 5, 30, 60, 245),
  });
  const need = fc.record({
    resourceKind: fc.constantFrom('patient', 'physician', 'room', 'recovery-bay', 'sedation-nurse', 'nurse'),
    count: fc.constantFrom(1, 1, 2),
  });
  const standingStage = (kind: StageKind): ProfileStage => {
    const found = profileFor('deep').stages.find((each) => each.kind === kind);
    if (found === undefined) throw new Error(`no stage to ${kind}`);
    return found;
  };
  const stage = (kind: StageKind): fc.Arbitrary<ProfileStage> => {
    const standing = standingStage(kind);
    const maybe = <T>(of: fc.Arbitrary<T>, as: T): fc.Arbitrary<T> =>
      fc.oneof({ weight: 6, arbitrary: fc.constant(as) }, { weight: 1, arbitrary: of });
    return fc.record({
      kind: fc.constant(kind),
      from: maybe<ProfileStage['from']>(edge, standing.from),
      to: maybe<ProfileStage['to']>(edge, standing.to),
      needs: maybe<ProfileStage['needs']>(
        fc.array(need as fc.Arbitrary<ResourceNeed>, { maxLength: 4 }),
        standing.needs,
      ),
    });
  };
  const profile = fc.record({
    procedureType: fc.constant('LSB'),
    sedation: fc.constantFrom(...sedationLevels),
    stages: fc.tuple(stage('prepare'), stage('procedure'), stage('turnover'), stage('recover')),
  });

  it('keeps its promises at every length: stages in order, the patient never alone and nowhere twice', () => {
    let accepted = 0;
    fc.assert(
      fc.property(
        profile,
        fc.integer({ min: shortestSessionMinutes, max: longestSessionMinutes }),
        (each, minutes) => {
          if (!check(each).accepted) return;
          accepted += 1;
          const intervals = each.stages.map((of) => ({ ...of, ...stageInterval(of, 0, minutes) }));
          expect(intervals.every(({ start, end }) => start < end)).toBe(true);
          for (const kind of ['patient', 'physician', 'room']) {
            const held = intervals
              .filter(({ needs }) => needs.some(({ resourceKind }) => resourceKind === kind))
              .sort((a, b) => a.start - b.start);
            held
              .slice(1)
              .forEach((next, index) => expect(next.start).toBeGreaterThanOrEqual(held[index]?.end ?? 0));
            if (kind !== 'patient') continue;
            held.slice(1).forEach((next, index) => expect(next.start).toBe(held[index]?.end));
            expect(held[0]?.start).toBe(Math.min(...intervals.map(({ start }) => start)));
          }
          const visit = visitInterval(each, 0, minutes);
          expect(visit.end).toBeGreaterThanOrEqual(
            (minutes + shortestRecoveryMinutes[each.sedation]) * minuteMs,
          );
        },
      ),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(100);
  });

  it('can be booked in an empty book of a clinic that has what it needs', () => {
    const plenty = (['c-arm', 'sedation-nurse', 'nurse', 'recovery-bay'] as const).flatMap((kind) =>
      Array.from({ length: 8 }, (_, index) => resource(kind, `${kind} ${index}`)),
    );
    fc.assert(
      fc.property(profile, (each) => {
        const decision = check(each, [...plenty, halloran, fluoro1]);
        if (!decision.accepted) return;
        const booked = checkBooking(booking({ profile: each, pool: plenty }));
        const hindered = booked.accepted ? [] : booked.refusals.map(({ code }) => code);
        expect(hindered.filter((code) => !code.startsWith('scheduling.outside-'))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('LANE-01: a nurse who watches several patients', () => {
  it.each([
    ['nurse', 3, ['RN Ruiz, lane 1', 'RN Ruiz, lane 2', 'RN Ruiz, lane 3']],
    ['nurse', 1, ['RN Ruiz']],
    ['room', 1, ['RN Ruiz']],
    ['sedation-nurse', 2, null],
    ['room', 2, null],
    ['nurse', 9, null],
    ['nurse', 0, null],
  ] as const)('a %s in %i lanes', (kind, lanes, names) => {
    const decision = laneNames(kind, 'RN Ruiz', lanes);
    expect(decision.accepted ? decision.value : null).toEqual(names);
  });
});
