/** How sure a figure is: seen in a source, chosen here, or general knowledge that a clinician has yet to confirm. */
export type FigureStatus = 'seen' | 'chosen' | 'unverified';

/** A least and a most; equal where the source gives one figure. */
export interface HourRange {
  readonly least: number;
  readonly most: number;
}

/**
 * How long a drug is usually held before an injection of intermediate risk. `shared-assessment`: the
 * source gives no figure, prescriber and physician weigh it together.
 */
export type HoldTime = HourRange | 'none' | 'shared-assessment';

export interface Anticoagulant {
  readonly name: string;
  readonly hold: HoldTime;
  readonly holdStatus: FigureStatus;
  /** With impaired kidneys, where that differs. */
  readonly renalHold?: HourRange;
  readonly needsNormalInr: boolean;
  /** Hours after the injection; null: the source does not say. */
  readonly restart: HourRange | null;
  readonly restartStatus: FigureStatus;
}

const hours = (least: number, most = least): HourRange => ({ least, most });
const days = (least: number, most = least): HourRange => hours(least * 24, most * 24);
const seen = { holdStatus: 'seen', restartStatus: 'seen', needsNormalInr: false } as const;
const unverified = { holdStatus: 'unverified', restartStatus: 'unverified', needsNormalInr: false } as const;

/**
 * PAT-07: the drugs for which somebody must decide before an injection, with ASRA 2018 figures for
 * intermediate risk as a starting point (clinical.md 3.5). For staff, to prepare the decision of the
 * prescriber: never shown to a patient as an instruction, never acted on by the product. Owned,
 * versioned and signed by the clinic.
 */
export const anticoagulants = [
  { name: 'warfarin', hold: days(5), restart: hours(6), ...seen, needsNormalInr: true },
  { name: 'acenocoumarol', hold: days(3), restart: hours(24), ...seen, needsNormalInr: true },
  { name: 'heparin-iv', hold: hours(6), restart: hours(2), ...seen },
  { name: 'heparin-sc', hold: hours(6), restart: hours(2), ...seen },
  { name: 'enoxaparin-prophylactic', hold: hours(12), restart: hours(12, 24), ...seen },
  { name: 'enoxaparin-therapeutic', hold: hours(24), restart: hours(12, 24), ...seen },
  { name: 'dalteparin', hold: hours(24), restart: hours(12, 24), ...seen },
  { name: 'fondaparinux', hold: days(4), restart: hours(24), ...unverified },
  { name: 'clopidogrel', hold: days(7), restart: hours(12, 24), ...seen, restartStatus: 'unverified' },
  { name: 'prasugrel', hold: days(7, 10), restart: hours(24), ...unverified },
  { name: 'ticagrelor', hold: days(5), restart: hours(24), ...unverified },
  { name: 'dabigatran', hold: days(4), renalHold: days(5, 6), restart: hours(24), ...unverified },
  { name: 'rivaroxaban', hold: days(3), restart: hours(24), ...unverified },
  { name: 'apixaban', hold: days(3), restart: hours(24), ...unverified },
  { name: 'edoxaban', hold: days(3), restart: hours(24), ...unverified },
  { name: 'aspirin', hold: 'shared-assessment', restart: hours(24), ...seen },
  { name: 'nsaid', hold: 'none', restart: hours(24), ...seen },
  { name: 'cilostazol', hold: 'none', restart: hours(24), ...seen },
  { name: 'dipyridamole', hold: 'none', restart: null, ...seen },
] as const satisfies readonly Anticoagulant[];
export type AnticoagulantName = (typeof anticoagulants)[number]['name'];

/**
 * A drug of the catalogue by name; null for one that it does not hold. Unknown is not harmless: the
 * caller asks for a decision all the same (clinical.md, hazard H7: unknown drug = stop and ask).
 */
export function findAnticoagulant(name: string): Anticoagulant | null {
  const wanted = name.trim().toLowerCase();
  return anticoagulants.find((each) => each.name === wanted) ?? null;
}
