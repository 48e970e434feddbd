import type { BodyRegion, InstrumentScoreView } from '@lull/contracts';
import { instrumentChange, instrumentOf, type Instrument } from '@lull/domain';

/** The four answers of the HDSS, of which 1 is the best; the wording is public (clinical reference 4). */
const hdssAnswers = [
  'Sweating is never noticeable and never interferes with daily activities',
  'Sweating is tolerable but sometimes interferes with daily activities',
  'Sweating is barely tolerable and frequently interferes with daily activities',
  'Sweating is intolerable and always interferes with daily activities',
] as const;

const pgicAnswers = [
  'Very much improved',
  'Much improved',
  'Minimally improved',
  'No change',
  'Minimally worse',
  'Much worse',
  'Very much worse',
] as const;

const pegItems = [
  'Pain on average in the last week',
  'Pain interfered with enjoyment of life',
  'Pain interfered with general activity',
] as const;

/** One item as a form asks for it: by its answers in words where they are few. */
export interface ItemWords {
  readonly label: string;
  readonly least: number;
  readonly most: number;
  /** In the order of their values; null: a number is written. */
  readonly answers: readonly string[] | null;
}

const shipped: Readonly<Record<string, readonly Pick<ItemWords, 'label' | 'answers'>[]>> = {
  hdss: [{ label: 'How would the patient rate the sweating?', answers: hdssAnswers }],
  pgic: [{ label: 'Compared with before the treatment', answers: pgicAnswers }],
  peg: pegItems.map((label) => ({ label, answers: null })),
  'walking-distance': [{ label: 'Metres walked until pain stops the patient', answers: null }],
  ulcers: [{ label: 'Open ulcers of the leg', answers: null }],
};

/** Of a licensed instrument the items have numbers alone: their wording is the licence holder's (docs/instruments.md). */
export function itemsOf({ id, items }: Instrument): readonly ItemWords[] {
  return items.map((item, index) => ({
    ...item,
    label: shipped[id]?.[index]?.label ?? `Item ${index + 1}`,
    answers: shipped[id]?.[index]?.answers ?? null,
  }));
}

export const regionWords: Readonly<Record<BodyRegion, string>> = {
  foot: 'foot',
  'lower-leg': 'lower leg',
  thigh: 'thigh',
  'whole-leg': 'whole leg',
  stump: 'stump',
};

/** `HDSS`, or the id of an instrument that is registered no longer. */
export function instrumentName(id: string): string {
  return instrumentOf(id)?.name ?? id;
}

/** `3 of 4`, `350 m`, `6.7 of 10`. */
export function scoreText(id: string, score: number): string {
  const unit = instrumentOf(id)?.range.unit ?? '';
  const figure = String(Math.round(score * 10) / 10);
  return unit === '' ? figure : `${figure} ${unit}`;
}

/** A score beside the one before it, of the same instrument and leg: how far it changed, and whether that matters. */
export function changeText(score: InstrumentScoreView, before: InstrumentScoreView | undefined): string {
  const instrument = instrumentOf(score.instrument);
  if (instrument === null || before === undefined || instrument.id === 'pgic') return '–';
  const { better, important } = instrumentChange(instrument, before.score, score.score);
  const points = String(Math.round(Math.abs(better) * 10) / 10);
  const direction = better === 0 ? 'unchanged' : better > 0 ? `better by ${points}` : `worse by ${points}`;
  if (better <= 0) return direction;
  if (important === null) return `${direction} (no threshold is known)`;
  return `${direction} (${important ? 'a change that matters' : 'less than a change that matters'})`;
}
