import type { Interval } from '../time/interval.js';
import { civilDateAt, civilDaysBetween, hourMs, minuteMs, weekdayOf, type CivilDate } from '../time/zone.js';
import type { Resource } from './resource.js';
import { lastStanding } from './series-rules.js';
import type { SlotFacts, SlotReason, SlotReasonCode } from './slot-facts.js';

/** What a slot costs, in days away from the target interval, and why. The cheapest is the best. */
export interface Rank {
  readonly cost: number;
  readonly reasons: readonly SlotReason[];
}

/*
 * How much each wish weighs, in days. A default to be confirmed by the clinic: an hour that nobody can use
 * is worth a move by two days, the familiar physician three; a week past the maximum interval is the last resort.
 */
const weights = {
  gap: 2,
  otherPhysician: 3,
  otherWeekday: 1,
  hourLater: 0.5,
  beyondMaximum: 7,
} as const;
const nearTargetDays = 3;
const earlyHours = 2;

/** What the ranking knows of the series, derived once for a search. */
export interface RankingGround {
  readonly zone: string;
  readonly facts: SlotFacts;
  /** The day of the last session that was done or stands; null before the first. */
  readonly previousOn: CivilDate | null;
  readonly searchedFrom: CivilDate;
}

export function rankingGround(facts: SlotFacts): RankingGround {
  const { zone } = facts.calendar;
  const last = lastStanding(facts);
  return {
    zone,
    facts,
    previousOn: last === null ? null : civilDateAt(last, zone),
    searchedFrom: civilDateAt(Math.max(facts.from, facts.now), zone),
  };
}

const reason = (code: SlotReasonCode, favours: boolean, facts: SlotReason['facts'] = {}): SlotReason => ({
  code,
  facts,
  favours,
});

/** What a day is worth, whatever the hour: how far from the target interval, and whether it is the patient's weekday. */
export function rankOfDay({ facts, previousOn, searchedFrom }: RankingGround, date: CivilDate): Rank {
  if (previousOn === null)
    return { cost: civilDaysBetween(searchedFrom, date), reasons: [reason('slot.first-of-series', true)] };
  const { targetIntervalDays } = facts.ranking;
  const { maximumIntervalDays } = facts.series;
  const days = civilDaysBetween(previousOn, date);
  const off = Math.abs(days - targetIntervalDays);
  const target = { days, targetDays: targetIntervalDays, off };
  const reasons = [
    off <= nearTargetDays
      ? reason('slot.near-target', true, target)
      : reason(days < targetIntervalDays ? 'slot.before-target' : 'slot.after-target', false, target),
  ];
  let cost = off;
  if (days > maximumIntervalDays) {
    cost += weights.beyondMaximum;
    reasons.push(reason('slot.beyond-maximum', false, { days, maximumDays: maximumIntervalDays }));
  }
  if (weekdayOf(previousOn) === weekdayOf(date)) reasons.push(reason('slot.same-weekday', true));
  else cost += weights.otherWeekday;
  return { cost, reasons };
}

/** A start in its surroundings. */
export interface SlotPlace {
  readonly start: number;
  readonly physician: Resource;
  /** The starts without a break around it at which this room is this physician's to use. */
  readonly run: Interval;
  /** The first start of the day with which a visit lies inside the opening hours. */
  readonly firstOfDay: number;
  /** How long a session takes the room. */
  readonly roomMs: number;
}

/**
 * SLOT-02: what a start is worth on its day: whether another session still fits before and after it, whether
 * the familiar physician does it, and, for those who fast badly or must recover long, how early it is.
 */
export function rankOfPlace({ facts, previousOn }: RankingGround, place: SlotPlace): Rank {
  const { usualPhysicianId, diabetic } = facts.ranking;
  const reasons: SlotReason[] = [];
  let cost = 0;
  const gaps = [place.start - place.run.start, place.run.end - 1 - place.start].filter(
    (gap) => gap > 0 && gap < place.roomMs,
  );
  if (gaps.length === 0) reasons.push(reason('slot.fits-without-gap', true));
  else {
    cost += weights.gap;
    const minutes = Math.round(Math.max(...gaps) / minuteMs);
    reasons.push(reason('slot.leaves-gap', false, { minutes }));
  }
  if (usualPhysicianId !== null) {
    const same = place.physician.id === usualPhysicianId;
    if (!same) cost += weights.otherPhysician;
    const { name: physicianName } = place.physician;
    const known = { physicianName, before: previousOn !== null };
    reasons.push(reason(same ? 'slot.same-physician' : 'slot.other-physician', same, known));
  }
  const sedated = facts.profile.sedation !== 'none';
  if (diabetic || sedated) {
    const hours = (place.start - place.firstOfDay) / hourMs;
    cost += Math.max(0, hours) * weights.hourLater;
    if (hours <= earlyHours && diabetic) reasons.push(reason('slot.early-for-diabetes', true));
    if (hours <= earlyHours && sedated) reasons.push(reason('slot.early-for-sedation', true));
  }
  return { cost, reasons };
}
