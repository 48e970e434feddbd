import { accept, type Advisory, type Decision, type Facts, type Refusal } from '../decision.js';
import { shortestRecoveryMinutes, sedationRules } from '../sedation/sedation-rules.js';
import { overlaps, type Interval } from '../time/interval.js';
import { minuteMs } from '../time/zone.js';
import { membersFor } from './choose-resources.js';
import type { profileRefusalCodes } from './profile-codes.js';
import {
  longestSessionMinutes,
  shortestSessionMinutes,
  stageInterval,
  stageKinds,
  type ProfileStage,
  type ResourceNeed,
  type ResourceProfile,
  type StageKind,
} from './resource-profile.js';
import { namedKinds, type Resource, type ResourceKind } from './resource.js';

/** What one clinic has to serve a profile with: its active resources. */
export interface ClinicResources {
  readonly clinicName: string;
  readonly resources: readonly Resource[];
}

export interface ProfileFacts {
  readonly profile: ResourceProfile;
  readonly usesXRay: boolean;
  readonly clinics: readonly ClinicResources[];
}

/**
 * An edge lies at most so far from its anchor. A booking looks for sessions that begin up to 16 hours before it: the
 * longest session with this much after it, and this much before the one that is booked, are no more than that.
 */
export const furthestEdgeMinutes = 360;
export const mostOfOneNeed = 10;

/** With the anchors at both ends of a session, edges keep at every length the order they have at these two. */
const lengths = [shortestSessionMinutes, longestSessionMinutes] as const;

type ProfileCode = Extract<(typeof profileRefusalCodes)[number], string>;

/** One stage where it stands in the profile, so that a refusal can name its field. */
interface PlacedStage {
  readonly stage: ProfileStage;
  readonly field: string;
}

/**
 * PROF-01: may a clinic book by this profile? Answers with every reason against it at once, each with the field
 * it concerns (`stages.2.to`), or accepts with what the clinic should know. Asked by the settings page as a
 * preview and by the server, which alone decides. Source: product.md section 1, "Resource profile".
 */
export function checkProfile(facts: ProfileFacts): Decision<ResourceProfile> {
  const { profile } = facts;
  const refusals = [
    ...stageSetRefusals(profile),
    ...edgeRefusals(profile),
    ...needRefusals(profile),
    ...patientRefusals(profile),
    ...sedationRefusals(profile),
  ];
  if (refusals.length > 0) return { accepted: false, refusals };
  return accept(profile, [...unmetAdvisories(facts), ...xRayAdvisories(facts)]);
}

/** PROF-02: each stage comes once; there is a procedure, which is the session itself, and a recovery. */
function stageSetRefusals({ stages }: ResourceProfile): Refusal[] {
  const missing = (['procedure', 'recover'] as const)
    .filter((kind) => stages.every((stage) => stage.kind !== kind))
    .map((kind) => no('profile.stage-missing', 'stages', { stage: kind }));
  const repeated = placed(stages)
    .filter(({ stage }, index) => stages.findIndex(({ kind }) => kind === stage.kind) < index)
    .map(({ stage, field }) => no('profile.stage-repeated', `${field}.kind`, { stage: stage.kind }));
  const elsewhere = placed(stages)
    .filter(({ stage }) => stage.kind === 'procedure')
    .filter(
      ({ stage: { from, to } }) =>
        from.anchor !== 'start' || from.minutes !== 0 || to.anchor !== 'end' || to.minutes !== 0,
    )
    .map(({ field }) => no('profile.procedure-not-the-session', `${field}.from`));
  return [...missing, ...repeated, ...elsewhere];
}

/** PROF-03: no stage is empty or runs backwards, however short or long the session; none comes before its turn. */
function edgeRefusals({ stages }: ResourceProfile): Refusal[] {
  return placed(stages).flatMap(({ stage, field }) => {
    const refusals: Refusal[] = [];
    for (const edge of ['from', 'to'] as const) {
      const { minutes } = stage[edge];
      if (!Number.isInteger(minutes) || Math.abs(minutes) > furthestEdgeMinutes)
        refusals.push(
          no('profile.stage-too-far', `${field}.${edge}`, {
            stage: stage.kind,
            mostMinutes: furthestEdgeMinutes,
          }),
        );
    }
    const backwards = lengths.find((minutes) => {
      const { start, end } = stageInterval(stage, 0, minutes);
      return start >= end;
    });
    if (backwards !== undefined)
      refusals.push(
        no('profile.stage-backwards', `${field}.to`, { stage: stage.kind, durationMinutes: backwards }),
      );
    else if (isOutOfOrder(stage))
      refusals.push(
        no('profile.stages-out-of-order', `${field}.${stage.kind === 'prepare' ? 'to' : 'from'}`, {
          stage: stage.kind,
        }),
      );
    return refusals;
  });
}

function isOutOfOrder(stage: ProfileStage): boolean {
  return lengths.some((minutes) => {
    const { start, end } = stageInterval(stage, 0, minutes);
    if (stage.kind === 'prepare') return end > 0;
    return stage.kind !== 'procedure' && start < minutes * minuteMs;
  });
}

/** What a stage cannot be without: the named resources of the procedure, and a bay for whoever waits or recovers. */
const neededIn: Readonly<Record<StageKind, readonly ResourceKind[]>> = {
  prepare: ['patient', 'recovery-bay'],
  procedure: ['patient', 'physician', 'room'],
  turnover: [],
  recover: ['patient', 'recovery-bay'],
};

/** PROF-04: every stage holds what it cannot be without; who is named comes once; each need is said once, counted from 1. */
function needRefusals({ stages }: ResourceProfile): Refusal[] {
  return placed(stages).flatMap(({ stage, field }) => {
    const { kind, needs } = stage;
    const missing = neededIn[kind]
      .filter((wanted) => needs.every(({ resourceKind }) => resourceKind !== wanted))
      .map((resourceKind) => no('profile.need-missing', `${field}.needs`, { stage: kind, resourceKind }));
    const empty =
      needs.length === 0 && missing.length === 0
        ? [no('profile.stage-empty', `${field}.needs`, { stage: kind })]
        : [];
    const each = needs.flatMap((need, index) => {
      const at = `${field}.needs.${index}`;
      const { resourceKind, skill, count } = need;
      const refusals: Refusal[] = [];
      const most = namedKinds.includes(resourceKind) ? 1 : mostOfOneNeed;
      if (!Number.isInteger(count) || count < 1 || count > most)
        refusals.push(no('profile.count-impossible', `${at}.count`, { stage: kind, resourceKind, most }));
      if (needs.findIndex((other) => isSameNeed(other, need)) < index)
        refusals.push(no('profile.need-repeated', `${at}.resourceKind`, { stage: kind, resourceKind }));
      if (resourceKind === 'patient' && skill !== undefined)
        refusals.push(no('profile.patient-has-no-skill', `${at}.skill`));
      return refusals;
    });
    return [...missing, ...empty, ...each];
  });
}

/** Who is named is one: said twice with two skills, it would still be the same person or room. */
function isSameNeed(one: ResourceNeed, other: ResourceNeed): boolean {
  return (
    one.resourceKind === other.resourceKind &&
    (one.skill === other.skill || namedKinds.includes(one.resourceKind))
  );
}

/**
 * PROF-06: the patient is needed without a gap, and nobody who is named is needed by two stages at once: the
 * constraint on holds would refuse every such session.
 */
function patientRefusals({ stages }: ResourceProfile): Refusal[] {
  const refusals: Refusal[] = [];
  for (const resourceKind of namedKinds) {
    const needing = placed(stages).filter(({ stage }) =>
      stage.needs.some((need) => need.resourceKind === resourceKind),
    );
    for (const { stage, field } of needing) {
      const met = needing.find(
        (other) =>
          stageKinds.indexOf(other.stage.kind) < stageKinds.indexOf(stage.kind) && meet(other, stage),
      );
      if (met !== undefined)
        refusals.push(
          no('profile.held-twice-at-once', `${field}.from`, {
            stage: stage.kind,
            otherStage: met.stage.kind,
            resourceKind,
          }),
        );
    }
    if (resourceKind === 'patient') refusals.push(...gapRefusals(needing));
  }
  return refusals;
}

function meet({ stage: one }: PlacedStage, other: ProfileStage): boolean {
  return lengths.some((minutes) => {
    const [first, second] = [stageInterval(one, 0, minutes), stageInterval(other, 0, minutes)];
    return isRight(first) && isRight(second) && overlaps(first, second);
  });
}

function gapRefusals(ofPatient: readonly PlacedStage[]): Refusal[] {
  return lengths
    .flatMap((minutes) => {
      const inTime = ofPatient
        .map((each) => ({ ...each, interval: stageInterval(each.stage, 0, minutes) }))
        .filter(({ interval }) => isRight(interval))
        .sort((a, b) => a.interval.start - b.interval.start);
      return inTime.slice(1).flatMap(({ stage, field, interval }, index) => {
        const gapMinutes = (interval.start - (inTime[index]?.interval.end ?? interval.start)) / minuteMs;
        return gapMinutes > 0
          ? [no('profile.patient-gap', `${field}.from`, { stage: stage.kind, gapMinutes })]
          : [];
      });
    })
    .filter((refusal, index, all) => all.findIndex((each) => fieldOf(each) === fieldOf(refusal)) === index);
}

/**
 * PROF-07: whoever is moderately or deeply sedated has a sedation nurse of her own for the procedure (clinical.md
 * 3.2: an independent trained observer), and everybody is watched for the shortest recovery of SED-04.
 */
function sedationRefusals({ sedation, stages }: ResourceProfile): Refusal[] {
  const refusals: Refusal[] = [];
  for (const { stage, field } of placed(stages)) {
    const nurses = stage.needs.filter(({ resourceKind }) => resourceKind === 'sedation-nurse');
    if (stage.kind === 'procedure' && sedationRules[sedation].sedationNurse && nurses.length === 0)
      refusals.push(no('profile.sedation-nurse-missing', `${field}.needs`, { sedation }));
    if (stage.kind !== 'recover') continue;
    const wanted = shortestRecoveryMinutes[sedation];
    const shortest = Math.min(
      ...lengths
        .map((minutes) => stageInterval(stage, 0, minutes))
        .map(({ start, end }) => (end - start) / minuteMs),
    );
    if (shortest < wanted)
      refusals.push(no('profile.recovery-too-short', `${field}.to`, { sedation, minutes: shortest, wanted }));
  }
  return refusals;
}

/** PROF-08: a need that a clinic can never meet is pointed out: nobody could book there until it can. */
function unmetAdvisories({ profile, clinics }: ProfileFacts): Advisory[] {
  return clinics.flatMap(({ clinicName, resources }) =>
    profile.stages.flatMap(({ kind, needs }) =>
      needs
        .filter(({ resourceKind }) => resourceKind !== 'patient')
        .flatMap((need) => {
          const { resourceKind, skill } = need;
          const able = membersFor(need, resources).length;
          const alike = needs.filter((each) => each.resourceKind === resourceKind);
          const together = alike.reduce((sum, each) => sum + each.count, 0);
          const ofKind = membersFor({ resourceKind, count: 1 }, resources).length;
          if (able >= need.count && (ofKind >= together || alike[0] !== need)) return [];
          return [
            {
              code: 'profile.need-cannot-be-met' as const,
              facts: {
                clinicName,
                stage: kind,
                resourceKind,
                wanted: able < need.count ? need.count : together,
                has: able < need.count ? able : ofKind,
                ...(skill !== undefined && able < need.count && { skill }),
              },
            },
          ];
        }),
    ),
  );
}

function xRayAdvisories({ profile, usesXRay }: ProfileFacts): Advisory[] {
  const procedure = profile.stages.find(({ kind }) => kind === 'procedure');
  const hasCArm = procedure?.needs.some(({ resourceKind }) => resourceKind === 'c-arm') ?? false;
  return usesXRay && !hasCArm ? [{ code: 'profile.x-ray-without-c-arm', facts: {} }] : [];
}

function placed(stages: readonly ProfileStage[]): PlacedStage[] {
  return stages.map((stage, index) => ({ stage, field: `stages.${index}` }));
}

const isRight = ({ start, end }: Interval): boolean => start < end;
const fieldOf = ({ facts }: Refusal): unknown => facts['field'];

function no(code: ProfileCode, field: string, facts: Facts = {}): Refusal {
  return { code, facts: { field, ...facts }, overridable: false };
}
