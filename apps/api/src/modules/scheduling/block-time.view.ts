import type { BlockTimeOccurrenceView, BlockTimePatternView } from '@lull/contracts';
import {
  addCivilDays,
  blockTimesOn,
  civilDatesBetween,
  occursOn,
  overlaps,
  windowOn,
  minuteMs,
  type BlockTime,
  type BlockTimePattern,
  type BlockTimeRepeat,
  type CivilDate,
  type ClinicCalendar,
  type Weekday,
} from '@lull/domain';
import type { UseOfRoom } from './block-time-release.repository.js';

/** The pattern as the domain knows it. What it is meant for stands in codes there, and no rule of change asks for it. */
export function domainPattern(view: Omit<BlockTimePatternView, 'id' | 'version'>): BlockTimePattern {
  return {
    physicianId: view.physicianId,
    roomId: view.roomId,
    weekday: view.weekday as Weekday,
    from: view.from,
    to: view.to,
    repeat: repeatOf(view),
    procedureTypes: [],
    mostSessions: view.mostSessions,
    releaseLeadDays: view.releaseLeadDays,
    validFrom: view.validFrom,
    validTo: view.validTo,
  };
}

function repeatOf({
  repeats,
  everyWeeks,
  anchorDate,
  nths,
}: Pick<BlockTimePatternView, 'repeats' | 'everyWeeks' | 'anchorDate' | 'nths'>): BlockTimeRepeat {
  if (repeats === 'nth-weekdays') return { kind: repeats, nths };
  if (repeats === 'every-n-weeks' && everyWeeks !== null && anchorDate !== null)
    return { kind: repeats, weeks: everyWeeks, anchor: anchorDate };
  return { kind: 'weekly' };
}

interface OccurrenceFacts {
  readonly calendar: ClinicCalendar;
  readonly now: number;
  readonly versions: ReadonlyMap<string, number>;
  readonly uses: readonly UseOfRoom[];
  readonly how: ReadonlyMap<string, 'automatic' | 'by-hand'>;
  /** Whose block time may be released by who asks. */
  readonly mayRelease: 'all' | ReadonlySet<string>;
}

export const occurrenceKey = (blockTimeId: string, date: CivilDate): string => `${blockTimeId} ${date}`;

/** Every occurrence from one date to another, those that are not this week among them. */
export function occurrenceViews(
  from: CivilDate,
  to: CivilDate,
  facts: OccurrenceFacts,
): BlockTimeOccurrenceView[] {
  return civilDatesBetween(from, to).flatMap((date) => [
    ...blockTimesOn(facts.calendar, date, facts.now).map(({ blockTime, interval, released }) => {
      const inside = facts.uses.filter(
        (each) => each.roomId === blockTime.roomId && overlaps(each, interval),
      );
      const { releaseLeadDays } = blockTime;
      const kept = blockTime.keptOn.includes(date);
      return {
        ...particulars(blockTime, date, facts),
        ...interval,
        state: released ? ('released' as const) : ('owned' as const),
        releasedHow: released ? (facts.how.get(occurrenceKey(blockTime.id, date)) ?? 'automatic') : null,
        releasesOn:
          released || kept || releaseLeadDays === null ? null : addCivilDays(date, -releaseLeadDays),
        kept: kept && !released,
        sessions: inside.length,
        sessionsOfOthers: inside.filter((each) => each.physicianId !== blockTime.physicianId).length,
        usedMinutes: minutesInside(inside, interval),
      };
    }),
    ...facts.calendar.blockTimes
      .filter((each) => isNotOn(each, date))
      .flatMap((blockTime) => {
        const interval = windowOn(date, blockTime.from, blockTime.to, facts.calendar.zone);
        if (interval === null) return [];
        const nothing = {
          releasedHow: null,
          releasesOn: null,
          kept: false,
          sessions: 0,
          sessionsOfOthers: 0,
          usedMinutes: 0,
        };
        return [
          {
            ...particulars(blockTime, date, facts),
            ...interval,
            state: 'not-this-week' as const,
            ...nothing,
          },
        ];
      }),
  ]);
}

function isNotOn(blockTime: BlockTime, date: CivilDate): boolean {
  return (
    blockTime.exceptions.some((each) => each.date === date && each.instead === null) &&
    occursOn(blockTime, date)
  );
}

function particulars(blockTime: BlockTime, date: CivilDate, { versions, mayRelease }: OccurrenceFacts) {
  const { id: blockTimeId, physicianId, roomId, mostSessions } = blockTime;
  return {
    blockTimeId,
    version: versions.get(blockTimeId) ?? 1,
    date,
    physicianId,
    roomId,
    mostSessions,
    thisWeekOnly: blockTime.exceptions.some((each) => each.date === date),
    mayRelease: mayRelease === 'all' || mayRelease.has(physicianId),
  };
}

function minutesInside(uses: readonly UseOfRoom[], { start, end }: { start: number; end: number }): number {
  // Holds of one room never overlap, so their minutes add up.
  const used = uses.map((each) => Math.min(each.end, end) - Math.max(each.start, start));
  return Math.round(used.reduce((sum, each) => sum + each, 0) / minuteMs);
}
