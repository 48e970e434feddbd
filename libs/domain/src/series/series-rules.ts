import { accept, type Advisory, type Decision, type Refusal } from '../decision.js';
import { codedSide, sideAgrees } from './laterality.js';
import { isOpenSeries, type SeriesState } from './series-states.js';
import { sharesSide, type Side } from './side.js';

/** Why an injection is given; decides how its outcome is judged (clinical.md 1.1). */
export const seriesPurposes = ['diagnostic', 'therapeutic', 'pre-surgical'] as const;
export type SeriesPurpose = (typeof seriesPurposes)[number];

/** Another series of the same patient. */
export interface OtherSeries {
  readonly id: string;
  readonly procedureType: string;
  readonly side: Side;
  readonly state: SeriesState;
}

export interface SeriesFacts {
  /** The series itself when it is changed; null when it is new. */
  readonly seriesId: string | null;
  readonly procedureType: string;
  /** Null as long as nobody has entered it: there is no default. */
  readonly side: Side | null;
  readonly icd10: string;
  readonly plannedCount: number;
  readonly minimumIntervalDays: number;
  readonly targetIntervalDays: number;
  readonly maximumIntervalDays: number;
  readonly otherSeries: readonly OtherSeries[];
}

export interface PlannedSeries {
  readonly procedureType: string;
  readonly side: Side;
  readonly icd10: string;
  readonly plannedCount: number;
  readonly minimumIntervalDays: number;
  readonly targetIntervalDays: number;
  readonly maximumIntervalDays: number;
}

/** One injection is not a series (product.md section 1). The planned count has no upper limit (clinical.md S29). */
const leastPlannedCount = 2;

/**
 * SER-01 to SER-04: may this series stand? At least two planned; 0 < minimum <= target <= maximum, in
 * whole days; a side that somebody entered and the diagnosis agrees with. None can be overridden: each
 * is a contradiction, not a risk. A second open series for the same target is only pointed out.
 */
export function checkSeries(facts: SeriesFacts): Decision<PlannedSeries> {
  const { seriesId, side, otherSeries, ...plan } = facts;
  const refusals = [...countRefusals(facts), ...intervalOrderRefusals(facts), ...sideRefusals(facts)];
  if (side === null || refusals.length > 0) return { accepted: false, refusals };
  const open = otherSeries.filter(
    (other) =>
      other.id !== seriesId &&
      other.procedureType === plan.procedureType &&
      sharesSide(other.side, side) &&
      isOpenSeries(other.state),
  );
  const advisories = open.map((other): Advisory => ({
    code: 'series.target-already-open',
    facts: { seriesId: other.id, procedureType: other.procedureType, side: other.side, state: other.state },
  }));
  return accept({ ...plan, side }, advisories);
}

function countRefusals({ plannedCount }: SeriesFacts): Refusal[] {
  if (Number.isInteger(plannedCount) && plannedCount >= leastPlannedCount) return [];
  const facts = { plannedCount, leastPlannedCount };
  return [
    { code: 'series.planned-count-too-small', facts, overridable: false, remedy: correct('plannedCount') },
  ];
}

function intervalOrderRefusals(facts: SeriesFacts): Refusal[] {
  const { minimumIntervalDays, targetIntervalDays, maximumIntervalDays } = facts;
  const days = [minimumIntervalDays, targetIntervalDays, maximumIntervalDays];
  const ordered = minimumIntervalDays <= targetIntervalDays && targetIntervalDays <= maximumIntervalDays;
  if (ordered && days.every((each) => Number.isInteger(each) && each > 0)) return [];
  return [
    {
      code: 'series.intervals-inconsistent',
      facts: { minimumIntervalDays, targetIntervalDays, maximumIntervalDays },
      overridable: false,
      remedy: correct(
        minimumIntervalDays > targetIntervalDays ? 'minimumIntervalDays' : 'maximumIntervalDays',
      ),
    },
  ];
}

function sideRefusals({ side, icd10 }: SeriesFacts): Refusal[] {
  if (side === null) {
    return [{ code: 'series.side-missing', facts: {}, overridable: false, remedy: correct('side') }];
  }
  if (sideAgrees(icd10, side)) return [];
  return [
    {
      code: 'series.side-disagrees-with-diagnosis',
      facts: { side, icd10, codedSide: codedSide(icd10) ?? '' },
      overridable: false,
      remedy: correct('icd10'),
    },
  ];
}

function correct(entry: keyof SeriesFacts): NonNullable<Refusal['remedy']> {
  return { code: 'correct-entry', facts: { entry } };
}
