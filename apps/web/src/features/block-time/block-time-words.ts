import type { BlockTimeOccurrenceView, BlockTimePatternView, ClinicView } from '@lull/contracts';
import { sessionsText } from '../../ui/counted.js';
import { dateText } from '../../ui/clock.js';

export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;
const ordinals = ['first', 'second', 'third', 'fourth', 'fifth'] as const;

export const nthWords = (nth: number): string => ordinals[nth - 1] ?? String(nth);
const weekdayWord = (weekday: number): string => weekdays[weekday - 1] ?? '';

/** `every Monday`, `every 2nd Monday`, `first and third Monday`. */
export function repeatWords({
  weekday,
  repeats,
  everyWeeks,
  anchorDate,
  nths,
}: Pick<BlockTimePatternView, 'weekday' | 'repeats' | 'everyWeeks' | 'anchorDate' | 'nths'>): string {
  const day = weekdayWord(weekday);
  if (repeats === 'nth-weekdays') return `${nths.map(nthWords).join(' and ')} ${day} of the month`;
  if (repeats === 'every-n-weeks' && anchorDate !== null)
    return `${day}, every ${everyWeeks} weeks from the week of ${dateText(anchorDate)}`;
  return `every ${day}`;
}

export function ruleWords(
  { procedureTypeIds, mostSessions, releaseLeadDays }: BlockTimePatternView,
  { procedureTypes }: ClinicView,
): string {
  const codes = procedureTypes.filter(({ id }) => procedureTypeIds.includes(id)).map(({ code }) => code);
  return [
    codes.length === 0 ? 'every procedure' : `${codes.join(', ')} only`,
    mostSessions === null ? null : `at most ${sessionsText(mostSessions)}`,
    releaseLeadDays === null ? 'never released by itself' : `released ${releaseLeadDays} d before`,
  ]
    .filter((each) => each !== null)
    .join(' · ');
}

export function stateWords(occurrence: BlockTimeOccurrenceView): string {
  if (occurrence.state === 'not-this-week') return 'not this week';
  if (occurrence.state === 'released')
    return occurrence.releasedHow === 'by-hand' ? 'released' : 'released automatically';
  if (occurrence.kept) return 'kept';
  return occurrence.releasesOn === null ? '' : `releases ${dateText(occurrence.releasesOn).slice(0, -5)}`;
}

/** `3 of 6`, or the sessions alone where there is no cap. */
export function fillWords({ sessions, mostSessions }: BlockTimeOccurrenceView): string {
  if (mostSessions !== null) return `${sessions} of ${mostSessions} sessions`;
  return sessions === 1 ? '1 session' : `${sessions} sessions`;
}

export const nameIn = (clinic: ClinicView, id: string): string =>
  clinic.resources.find((each) => each.id === id)?.name ?? 'somebody no longer there';
