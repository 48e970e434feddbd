import type { AllergyState } from '../patients/allergy.js';
import type { FlagFacts } from '../patients/clinical-flags.js';
import type { SedationLevel } from '../sedation/sedation-level.js';
import type { AuthorisationFact } from '../scheduling/back-fill.js';
import type { Side } from '../series/side.js';
import type { CivilDate } from '../time/zone.js';

/** A payer's word with the side it is given for. The unit that this session reserves counts as left. */
export interface SidedAuthorisation extends AuthorisationFact {
  readonly side: Side;
}

/** One session, as far as its preparation depends on it. Instants are epoch milliseconds. */
export interface ReadinessVisit {
  readonly bookedAt: number;
  readonly arriveAt: number;
  readonly start: number;
  /** The clinic's zone. */
  readonly zone: string;
  readonly procedureType: string;
  readonly purpose: 'diagnostic' | 'therapeutic' | 'pre-surgical';
  readonly sedation: SedationLevel;
  /** As entered for this session; null: nobody has. Never filled in from anywhere else (product rule 5). */
  readonly side: Side | null;
  /** The side of the plan, and the diagnosis, which may name one. */
  readonly plannedSide: Side | null;
  /** The side that the patient named on arrival; null: not asked yet. */
  readonly statedSide: Side | null;
  readonly icd10: string;
  readonly usesXRay: boolean;
  readonly usesContrast: boolean;
  readonly withSteroid: boolean;
  /** All that the patient will meet: drugs by ingredient, antiseptic, latex. */
  readonly substances: readonly string[];
  /** Those of the series. */
  readonly authorisations: readonly SidedAuthorisation[];
}

/** An answer with a third state: silence is not a no. */
export type FlagAnswer = 'not-asked' | 'absent' | 'present';

/** What the record says of the patient, as far as preparation depends on it. */
export interface ReadinessFlags {
  readonly birthDate: CivilDate;
  readonly sexAtBirth: 'female' | 'male' | 'other' | 'unknown';
  readonly allergies: AllergyState;
  readonly contrastReaction: FlagAnswer;
  readonly anticoagulant: FlagAnswer;
  /** When the oldest of the answers about anticoagulants was recorded; null: never. */
  readonly anticoagulantAskedAt: number | null;
  /** As written down; a drug without a name stands as an empty text. */
  readonly anticoagulantDrugs: readonly string[];
  readonly diabetes: FlagAnswer;
  readonly glp1: FlagAnswer;
  readonly pregnancyPossible: FlagAnswer;
  readonly infection: FlagAnswer;
}

/** A clinical flag that stands, with the instant of its recording. */
export interface RecordedFlag extends FlagFacts {
  readonly recordedAt: number;
}

/**
 * READY-05: what the flags that stand say, kind by kind, in three states: no flag of a kind means that nobody asked.
 * A finding counts more than a denial beside it.
 */
export function readinessFlags(
  person: Pick<ReadinessFlags, 'birthDate' | 'sexAtBirth'>,
  flags: readonly RecordedFlag[],
): ReadinessFlags {
  const ofKind = (kind: FlagFacts['kind']): readonly RecordedFlag[] =>
    flags.filter((each) => each.kind === kind);
  const answer = (kind: FlagFacts['kind']): FlagAnswer => {
    const found = ofKind(kind);
    if (found.some(({ state }) => state === 'present')) return 'present';
    return found.length === 0 ? 'not-asked' : 'absent';
  };
  const anticoagulants = ofKind('anticoagulant');
  return {
    birthDate: person.birthDate,
    sexAtBirth: person.sexAtBirth,
    allergies: allergiesOf(ofKind('allergy')),
    contrastReaction: answer('contrast-reaction'),
    anticoagulant: answer('anticoagulant'),
    anticoagulantAskedAt:
      anticoagulants.length === 0 ? null : Math.min(...anticoagulants.map(({ recordedAt }) => recordedAt)),
    anticoagulantDrugs: anticoagulants
      .filter(({ state }) => state === 'present')
      .map(({ substance }) => (substance ?? '').trim().toLowerCase()),
    diabetes: answer('diabetes'),
    glp1: answer('glp-1'),
    pregnancyPossible: answer('pregnancy-possible'),
    infection: answer('infection'),
  };
}

function allergiesOf(flags: readonly RecordedFlag[]): AllergyState {
  const listed = flags.filter(({ state }) => state === 'listed');
  if (listed.length > 0)
    return { state: 'listed', substances: listed.map(({ substance }) => (substance ?? '').trim()) };
  return { state: flags.length === 0 ? 'not-asked' : 'none-known' };
}
