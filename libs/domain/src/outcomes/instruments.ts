import type { TargetSymptom } from '../series/target-symptom.js';
import type { Instrument } from './instrument.js';
import { licensedInstruments } from './licensed-instruments.js';

const only = (answers: readonly (number | null)[]): number => answers[0] ?? Number.NaN;
const zeroToTen = { least: 0, most: 10 } as const;

/**
 * Pain, 0 (none) to 10 (worst), less is better; it carries the definition of relief and is kept as a pain score.
 * A change that matters: 2 points and 30 % (clinical reference 1.4; the figures there are general knowledge).
 */
export const nrs: Instrument = {
  id: 'nrs',
  name: 'NRS',
  measures: 'Pain',
  source: 'Numeric rating scale; clinical reference 1.2, 1.4 and 4',
  licence: 'free, no licence',
  loinc: '72514-3',
  items: [zeroToTen],
  leastAnswered: 1,
  range: { least: 0, most: 10, unit: 'of 10' },
  betterIs: 'lower',
  importantChange: { percent: 30, points: 2, source: 'clinical reference 1.4' },
  perLimb: true,
  score: only,
};

/**
 * HOME-05: pain, enjoyment and general activity of the last week, the mean of three items 0 to 10, all three needed; less
 * is better. A change of 30 % matters (clinical reference 4, general knowledge).
 */
export const peg: Instrument = {
  id: 'peg',
  name: 'PEG',
  measures: 'Function',
  source: 'Krebs and others 2009, open access; clinical reference 4',
  licence: 'treated as public domain',
  loinc: '91147-9',
  items: [zeroToTen, zeroToTen, zeroToTen],
  leastAnswered: 3,
  range: { least: 0, most: 10, unit: 'of 10' },
  betterIs: 'lower',
  importantChange: { percent: 30, points: null, source: 'clinical reference 4' },
  perLimb: false,
  score: (answers) => answers.reduce<number>((sum, answer) => sum + (answer ?? Number.NaN), 0) / 3,
};

/** Impression of change, 1 (very much improved) to 7 (very much worse): it is a change already, so none is named for it. */
export const pgic: Instrument = {
  id: 'pgic',
  name: 'PGIC',
  measures: 'Impression of change',
  source: 'Guy 1976; clinical reference 4',
  licence: 'free to use, cite',
  loinc: null,
  items: [{ least: 1, most: 7 }],
  leastAnswered: 1,
  range: { least: 1, most: 7, unit: 'of 7' },
  betterIs: 'lower',
  importantChange: null,
  perLimb: false,
  score: only,
};

/**
 * Hyperhidrosis disease severity scale: 1 (never noticeable) to 4 (intolerable), less is better. A drop of two is a
 * success, of one a partial response (clinical reference 1.2): the smaller of them is the least that matters.
 */
export const hdss: Instrument = {
  id: 'hdss',
  name: 'HDSS',
  measures: 'Sweating',
  source: 'Hyperhidrosis disease severity scale; clinical reference 1.2 and 4',
  licence: 'wording public',
  loinc: null,
  items: [{ least: 1, most: 4 }],
  leastAnswered: 1,
  range: { least: 1, most: 4, unit: 'of 4' },
  betterIs: 'lower',
  importantChange: { percent: null, points: 1, source: 'clinical reference 1.2' },
  perLimb: true,
  score: only,
};

/** Metres walked before pain stops the patient; more is better. No source names a change that matters. */
export const walkingDistance: Instrument = {
  id: 'walking-distance',
  name: 'Walking distance',
  measures: 'Blood flow',
  source: 'Pain-free walking distance; clinical reference 1.2',
  licence: 'a measurement, no licence',
  loinc: null,
  items: [{ least: 0, most: 20_000 }],
  leastAnswered: 1,
  range: { least: 0, most: 20_000, unit: 'm' },
  betterIs: 'higher',
  importantChange: null,
  perLimb: true,
  score: only,
};

/** Open ulcers of the limb, counted; less is better. No source names a change that matters. */
export const ulcers: Instrument = {
  id: 'ulcers',
  name: 'Open ulcers',
  measures: 'Blood flow',
  source: 'Ulcer; clinical reference 1.2 (that they are counted is ours)',
  licence: 'an observation, no licence',
  loinc: null,
  items: [{ least: 0, most: 20 }],
  leastAnswered: 1,
  range: { least: 0, most: 20, unit: '' },
  betterIs: 'lower',
  importantChange: null,
  perLimb: true,
  score: only,
};

/** Everything that can be scored here: what is shipped, and what the clinic holds a licence for. */
export const instruments: readonly Instrument[] = [
  nrs,
  peg,
  pgic,
  hdss,
  walkingDistance,
  ulcers,
  ...licensedInstruments,
];

export function instrumentOf(id: string, among: readonly Instrument[] = instruments): Instrument | null {
  return among.find((each) => each.id === id) ?? null;
}

/**
 * INS-03: what staff may take down for a series, the one that it is judged by first: pain with function, sweating with
 * HDSS, blood flow with distance and ulcers, each with the impression of change. The NRS is kept as a pain score and has
 * a form of its own.
 */
export function instrumentsFor(symptom: TargetSymptom): readonly Instrument[] {
  const own = {
    pain: [peg, pgic],
    sweating: [hdss, pgic],
    perfusion: [walkingDistance, ulcers, pgic],
  } as const;
  return [...own[symptom], ...licensedInstruments];
}
