import { accept, type Advisory, type Decision, type Facts, type Refusal } from '../decision.js';
import { checkStampedTime } from '../time/stamped-time.js';
import { isComplicationCode } from './complication.js';
import { doseMg, totalAnaesthetic } from './dose.js';
import type { DrugGiven, InjectionFacts, InjectionRecord } from './injection-record.js';
import { anaestheticOverMaximum, anaestheticsOf } from './over-maximum.js';
import type { OutcomesAdvisoryCode, outcomesRefusalCodes } from './refusal-codes.js';
import { refusedByTimeOut } from './time-out.js';
import { steroidTooSoon } from './steroid-interval.js';

const MINUTE_MS = 60_000;
/** States in which the patient is, or was, in the room. */
const inOrAfterRoom: readonly string[] = ['in-room', 'recovering', 'discharged'];

/** Above either, the radiation of one injection deserves a look: clinical reference 3.8. */
export const radiationLevels = { version: '1', fluoroSeconds: 120, kermaAreaGycm2: 10 } as const;

type Code = (typeof outcomesRefusalCodes)[number];

/**
 * INJ-01: may this be recorded for the session? All refusals at once; none can be overridden, because each says
 * that the record is not true (hazards H1, H10, H20, H25 of the clinical reference). The side must be the series'
 * own, or either of both, and is never filled in. Local anaesthetic above the maximum is written down with the
 * reason alone (INJ-03). Accepts with advisories (INJ-02).
 */
export function checkInjection(record: InjectionRecord, facts: InjectionFacts): Decision<InjectionRecord> {
  const refusals = [
    ...refusedByFacts(record, facts),
    ...refusedByRecord(record, facts.now),
    ...refusedByNeedleOut(record, facts),
    ...refusedByMaximum(record, facts),
  ];
  if (refusals.length > 0) return { accepted: false, refusals };
  return accept(record, injectionAdvisories(record, facts));
}

function refusal(code: Code, facts: Facts = {}): Refusal {
  return { code, facts, overridable: false };
}

function refusedByFacts(record: InjectionRecord, facts: InjectionFacts): Refusal[] {
  const { side, status, needleOutAt } = record;
  const refusals: Refusal[] = [];
  if (facts.seriesSide !== 'both' && facts.seriesSide !== side) {
    refusals.push(refusal('outcomes.side-not-of-series', { side, seriesSide: facts.seriesSide }));
  }
  if (!inOrAfterRoom.includes(facts.sessionState)) {
    refusals.push(refusal('outcomes.session-not-in-room', { state: facts.sessionState }));
  }
  if (facts.recordedSides.includes(side)) {
    refusals.push(refusal('outcomes.injection-already-recorded', { side }));
  }
  const withoutTimeOut = status === 'completed' ? refusedByTimeOut(side, facts.timeOutSides) : null;
  if (withoutTimeOut !== null) refusals.push(withoutTimeOut);
  if (needleOutAt === null) return refusals;
  if (needleOutAt > facts.now) refusals.push(refusal('outcomes.needle-out-in-future', { at: needleOutAt }));
  // Relief is counted in whole minutes: two injections of one target in one minute are one record too many.
  const twin = (at: number) => Math.floor(at / MINUTE_MS) === Math.floor(needleOutAt / MINUTE_MS);
  if (status === 'completed' && facts.otherNeedleOuts.some(twin)) {
    refusals.push(refusal('outcomes.needle-out-of-another-injection', { at: needleOutAt }));
  }
  return refusals;
}

function refusedByRecord(record: InjectionRecord, now: number): Refusal[] {
  const refusals: Refusal[] = [];
  const { needleInAt, needleOutAt } = record;
  if (needleInAt !== null && needleOutAt !== null && needleInAt > needleOutAt) {
    refusals.push(refusal('outcomes.record-needle-times-reversed', { needleInAt, needleOutAt }));
  }
  if (record.status === 'completed') {
    if (needleOutAt === null) refusals.push(refusal('outcomes.record-needle-out-missing'));
    if (record.levels.length === 0) refusals.push(refusal('outcomes.record-level-missing'));
    if (!record.drugs.some((drug) => drug.role === 'local-anaesthetic')) {
      refusals.push(refusal('outcomes.record-anaesthetic-missing'));
    }
  } else if ((record.statusReason ?? '').trim() === '') {
    refusals.push(refusal('outcomes.record-not-done-unexplained'));
  }
  for (const drug of record.drugs) {
    const computedMg = computedDose(drug);
    if (computedMg === null || drug.doseMg === null || agrees(drug.doseMg, computedMg)) continue;
    const facts = { drug: drug.drug, doseMg: drug.doseMg, computedMg };
    refusals.push(refusal('outcomes.record-dose-disagrees', facts));
  }
  const seen = new Set<string>();
  for (const { foot, minute } of record.temperatures) {
    const reading = `${foot} ${String(minute)}`;
    if (seen.has(reading)) refusals.push(refusal('outcomes.record-temperature-twice', { foot, minute }));
    seen.add(reading);
  }
  for (const { code, onsetAt } of record.complications) {
    if (!isComplicationCode(code)) refusals.push(refusal('outcomes.record-complication-unknown', { code }));
    if (onsetAt !== null && onsetAt > now) {
      refusals.push(refusal('outcomes.record-complication-in-future', { code, at: onsetAt }));
    }
  }
  return refusals;
}

/**
 * INJ-04: t0 is the time at which it is recorded, or has a reason that is kept, for relief counts from it: the minute at
 * which the entry began, or, where that is not told, as near to now as DAY-01 has it. Source: clinical.md, hazard H24.
 */
function refusedByNeedleOut(
  { status, needleOutAt, needleOutReason, needleOutStampedAt }: InjectionRecord,
  { now, amending }: InjectionFacts,
): Refusal[] {
  if (status !== 'completed' || needleOutAt === null || needleOutAt > now || amending) return [];
  const told = needleOutStampedAt !== null && needleOutStampedAt <= now;
  const asStamped =
    told && Math.floor(needleOutStampedAt / MINUTE_MS) === Math.floor(needleOutAt / MINUTE_MS);
  const explained = (needleOutReason ?? '').trim() !== '';
  const fits = told ? asStamped : checkStampedTime({ at: needleOutAt, reason: null }, now).accepted;
  return fits || explained ? [] : [refusal('outcomes.record-needle-out-unexplained', { at: needleOutAt })];
}

/** INJ-03: a slip of the pen in the volume is the likeliest cause; a true excess has a reason that is kept. */
function refusedByMaximum(record: InjectionRecord, facts: InjectionFacts): Refusal[] {
  if ((record.overMaximumReason ?? '').trim() !== '') return [];
  const because = overMaximumFacts(record, facts);
  return because === null ? [] : [refusal('outcomes.record-maximum-unexplained', because)];
}

function overMaximumFacts(record: InjectionRecord, facts: InjectionFacts): Facts | null {
  const over = anaestheticOverMaximum(record.drugs, facts.otherSideDrugs, facts.weightKg);
  const [greatest] = over?.drugs ?? [];
  if (over === null || greatest === undefined) return null;
  const { percent, atLeast, weightKg, bothSides } = over;
  return {
    drug: greatest.drug,
    totalMg: rounded(greatest.totalMg),
    ...(greatest.maximumMg !== null && { maximumMg: rounded(greatest.maximumMg) }),
    drugs: over.drugs.length,
    percent,
    atLeast,
    weightKg,
    bothSides,
  };
}

/** Milligrams as one writes them: binary fractions left out. */
function rounded(mg: number): number {
  return Number(mg.toFixed(3));
}

function computedDose({ concentrationPercent, volumeMl }: DrugGiven): number | null {
  if (concentrationPercent === null || volumeMl === null) return null;
  return doseMg({ drug: '', percent: concentrationPercent, volumeMl });
}

/** Doses are rounded when they are written down: one part in a hundred, or a tenth of a milligram. */
function agrees(writtenMg: number, computedMg: number): boolean {
  return Math.abs(writtenMg - computedMg) <= Math.max(0.1, computedMg / 100);
}

/** INJ-02: what a physician should see beside an accepted record; it stands all the same. */
function injectionAdvisories(record: InjectionRecord, facts: InjectionFacts): readonly Advisory[] {
  if (record.status !== 'completed') return [];
  const advisories: Advisory[] = [];
  const advise = (code: OutcomesAdvisoryCode, because: Facts) => advisories.push({ code, facts: because });

  const at = record.needleOutAt;
  if (at !== null) {
    const { roomInAt, roomOutAt } = facts;
    // A time to the minute means any second of it: written at 14:19 for 14:19:40, it is not before 14:19:30.
    const latest = at % MINUTE_MS === 0 ? at + MINUTE_MS - 1 : at;
    const early = roomInAt !== null && latest < roomInAt;
    const late = roomOutAt !== null && at > roomOutAt;
    if (early || late) advise('outcomes.needle-out-outside-stay', { at, when: early ? 'before' : 'after' });
    const soon = record.drugs.some((drug) => drug.role === 'steroid')
      ? steroidTooSoon(at, facts.steroidExposures)
      : null;
    if (soon !== null) advise('outcomes.steroid-within-interval', { ...soon });
  }
  adviseOnAnaesthetic(record, facts, advise);

  const minutes = record.temperatures.filter((each) => each.foot === record.side).map((each) => each.minute);
  if (!minutes.includes(0) || !minutes.some((minute) => minute > 0)) {
    advise('outcomes.temperature-not-recorded', { foot: record.side });
  }
  const { fluoroSeconds, kermaAreaGycm2 } = record;
  if (
    (fluoroSeconds ?? 0) > radiationLevels.fluoroSeconds ||
    (kermaAreaGycm2 ?? 0) > radiationLevels.kermaAreaGycm2
  ) {
    advise('outcomes.radiation-above-level', {
      ...(fluoroSeconds === null ? {} : { fluoroSeconds }),
      ...(kermaAreaGycm2 === null ? {} : { kermaAreaGycm2 }),
    });
  }
  return advisories;
}

/** Both sides together: their toxicity adds up (hazard H10). */
function adviseOnAnaesthetic(
  record: InjectionRecord,
  facts: InjectionFacts,
  advise: (code: OutcomesAdvisoryCode, facts: Facts) => void,
): void {
  const over = overMaximumFacts(record, facts);
  if (over !== null) {
    advise('outcomes.anaesthetic-over-maximum', over);
    return;
  }
  const { doses, complete } = anaestheticsOf([...record.drugs, ...facts.otherSideDrugs]);
  if (!complete || totalAnaesthetic(doses, facts.weightKg).verdict === 'unknown') {
    advise('outcomes.anaesthetic-total-unknown', { weightKnown: facts.weightKg !== null });
  }
}
