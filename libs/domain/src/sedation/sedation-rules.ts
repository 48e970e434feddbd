import {
  fastOf,
  usualBasis,
  usualFast,
  type FastingBasis,
  type FastingCutOff,
} from '../readiness/fasting.js';
import { readinessPolicies, type Intake } from '../readiness/readiness-policy.js';
import { hourMs, minuteMs } from '../time/zone.js';
import type { SedationLevel } from './sedation-level.js';

export interface FastingRow {
  readonly intake: Intake;
  readonly hours: number;
}

/** All that a sedation level changes about a visit. */
export interface SedationRules {
  readonly fasting: readonly FastingRow[];
  /** A named adult who takes the patient home: without one, no sedative is given. */
  readonly escort: 'advised' | 'required';
  readonly recoveryMinutes: number;
  readonly sedationNurse: boolean;
  readonly ownConsent: boolean;
  readonly noDrivingHours: number;
}

/** The figures stand in the readiness policy alone (READY-02). */
const sedatedFasting: readonly FastingRow[] = usualFast(readinessPolicies[0].fasting).map(
  ({ intake, minutes }) => ({ intake, hours: minutes / 60 }),
);
const sedated = {
  fasting: sedatedFasting,
  escort: 'required',
  ownConsent: true,
  noDrivingHours: 24,
} as const;

/**
 * SED-01: what each level means. Fasting: strictest of ASA (clinical.md 3.1); escort and driving 3.3;
 * recovery at least the observation times of 3.4. Defaults, to be confirmed by the clinic's physicians.
 */
export const sedationRules: Readonly<Record<SedationLevel, SedationRules>> = {
  none: {
    fasting: [],
    escort: 'advised',
    recoveryMinutes: 30,
    sedationNurse: false,
    ownConsent: false,
    noDrivingHours: 0,
  },
  minimal: { ...sedated, recoveryMinutes: 45, sedationNurse: false },
  moderate: { ...sedated, recoveryMinutes: 60, sedationNurse: true },
  deep: { ...sedated, recoveryMinutes: 60, sedationNurse: true },
};

/**
 * SED-04: for how long a patient is watched after the procedure at the very least, whatever a clinic configures:
 * 20 minutes unsedated, 30 minutes sedated. Source: clinical.md 3.4 and clinic-defaults.json, `observeMin...` (D).
 */
export const shortestRecoveryMinutes: Readonly<Record<SedationLevel, number>> = {
  none: 20,
  minimal: 30,
  moderate: 30,
  deep: 30,
};

/** No rigorous activity for a day after the injection, sedated or not (clinical.md, S21). */
const restHours = 24;

export interface PreparationTimes {
  readonly arriveAt: number;
  /** The last instant for each intake; empty when nobody need fast. */
  readonly fasting: readonly FastingCutOff[];
  readonly escort: 'advised' | 'required';
  readonly leaveFrom: number;
  /** Null when driving is not forbidden (the leg may be numb all the same: checked at discharge). */
  readonly noDrivingUntil: number | null;
  readonly noRigorousActivityUntil: number;
}

/**
 * SED-02: a patient's preparation and after-care as instants, from the scheduled start; a caller who
 * moves the session asks again. Shown with `clockText` in the clinic's zone (product rule 4).
 * Units: epoch milliseconds; `prepareMinutes` is how long before the start the patient is expected. `basis`: by what
 * this patient fasts, in the clinic's zone.
 */
export function preparationTimes(
  visit: {
    readonly start: number;
    readonly durationMinutes: number;
    readonly prepareMinutes: number;
    readonly sedation: SedationLevel;
  },
  zone = 'UTC',
  basis: FastingBasis = usualBasis,
): PreparationTimes {
  const rules = sedationRules[visit.sedation];
  const end = visit.start + visit.durationMinutes * minuteMs;
  const arriveAt = visit.start - visit.prepareMinutes * minuteMs;
  return {
    arriveAt,
    fasting: fastOf({ ...visit, arriveAt }, zone, basis),
    escort: rules.escort,
    leaveFrom: end + rules.recoveryMinutes * minuteMs,
    noDrivingUntil: rules.noDrivingHours === 0 ? null : end + rules.noDrivingHours * hourMs,
    noRigorousActivityUntil: end + restHours * hourMs,
  };
}

export type SedationAspect = keyof SedationRules;

/** SED-03: what another level would change, to be shown before it is saved (product rule 3). */
export function sedationChanges(from: SedationLevel, to: SedationLevel): SedationAspect[] {
  const before = sedationRules[from];
  const after = sedationRules[to];
  const aspects = Object.keys(before) as SedationAspect[];
  return aspects.filter((aspect) => JSON.stringify(before[aspect]) !== JSON.stringify(after[aspect]));
}
