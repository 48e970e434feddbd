import { accept, type Decision, type Refusal } from '../decision.js';

export const clinicalFlagKinds = [
  'allergy',
  'anticoagulant',
  'diabetes',
  'pregnancy-possible',
  'glp-1',
  'infection',
  'contrast-reaction',
] as const;
export type ClinicalFlagKind = (typeof clinicalFlagKinds)[number];

/** Allergy knows `none-known` and `listed`; every other kind `absent` and `present`. No flag means: not asked. */
export const clinicalFlagStates = ['none-known', 'listed', 'present', 'absent'] as const;
export type ClinicalFlagState = (typeof clinicalFlagStates)[number];

export interface FlagFacts {
  readonly kind: ClinicalFlagKind;
  readonly state: ClinicalFlagState;
  readonly substance: string | null;
}

export interface ActiveFlag extends FlagFacts {
  readonly id: string;
}

/** Whether the flag says that something is there; the other states are answers too, but deny it. */
function isFinding({ state }: FlagFacts): boolean {
  return state === 'listed' || state === 'present';
}

/** Whether one of these findings says that what the flag denies is there. */
export function contradictedBy(flag: FlagFacts, others: readonly FlagFacts[]): boolean {
  return !isFinding(flag) && others.some((other) => other.kind === flag.kind && isFinding(other));
}

function sameSubstance(a: FlagFacts, b: FlagFacts): boolean {
  return (a.substance ?? '').trim().toLowerCase() === (b.substance ?? '').trim().toLowerCase();
}

/**
 * PAT-10: may this flag be recorded beside those that stand; accepted with the ids of those that it
 * replaces. The state belongs to the kind, and a listed allergy names its substance. What was found
 * replaces an earlier denial and its own repetition; a denial never silently removes a finding, which is
 * ended by hand first (clinical.md, hazard H8).
 */
export function checkClinicalFlag(
  flag: FlagFacts,
  active: readonly ActiveFlag[],
): Decision<{ readonly replaces: readonly string[] }> {
  const refusals: Refusal[] = [];
  const { kind, state } = flag;
  if ((kind === 'allergy') !== (state === 'none-known' || state === 'listed')) {
    refusals.push({
      code: 'patients.flag-state-of-another-kind',
      facts: { kind, state },
      overridable: false,
      remedy: correct('state'),
    });
  }
  if (kind === 'allergy' && state === 'listed' && (flag.substance ?? '').trim() === '') {
    refusals.push({
      code: 'patients.allergies-listed-without-substance',
      facts: {},
      overridable: false,
      remedy: correct('substance'),
    });
  }
  const ofKind = active.filter((each) => each.kind === kind);
  const findings = ofKind.filter(isFinding);
  if (!isFinding(flag) && findings.length > 0) {
    refusals.push({
      code: 'patients.flag-contradicts-finding',
      facts: { kind, state, findings: findings.length },
      overridable: false,
    });
  }
  if (refusals.length > 0) return { accepted: false, refusals };
  const replaced = ofKind.filter((each) => !isFinding(each) || sameSubstance(each, flag));
  return accept({ replaces: replaced.map((each) => each.id) });
}

/**
 * PAT-11: what booking needs to know of the flags that stand, as kinds without substances or notes: each
 * finding by its kind, and for allergies whether any is listed or nobody has asked.
 */
export function readinessKinds(active: readonly Pick<FlagFacts, 'kind' | 'state'>[]): string[] {
  const allergies = active.filter((flag) => flag.kind === 'allergy');
  const allergy = allergies.some((flag) => flag.state === 'listed')
    ? ['allergy-listed']
    : allergies.length === 0
      ? ['allergy-not-asked']
      : [];
  const present = clinicalFlagKinds.filter((kind) =>
    active.some((flag) => flag.kind === kind && flag.state === 'present'),
  );
  return [...allergy, ...present];
}

function correct(entry: string): NonNullable<Refusal['remedy']> {
  return { code: 'correct-entry', facts: { entry } };
}
