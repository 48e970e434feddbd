import type { SeriesPlanOccurrenceView, PlanTimeView, SeriesPlanView, SeriesView } from '@lull/contracts';
import { civilDateAt, civilDaysBetween } from '@lull/domain';
import { dateText, timeText } from '../../ui/clock.js';

export const daysText = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;

/** `+1 d`, `−2 d`. */
const movedText = (days: number): string => `${days > 0 ? '+' : '−'}${Math.abs(days)} d`;

/** The state of an occurrence in a word or two; its icon and colour say the same. */
export function stateText({ state, daysMoved, overdue }: SeriesPlanOccurrenceView): string {
  if (state === 'left-out') return 'left out';
  if (state === 'to-place') return 'to place';
  if (overdue) return 'overdue, earliest';
  return state === 'free' ? 'free' : `free, ${movedText(daysMoved)}`;
}

/** `Mon 8 Jun 2026, 09:00`. */
export function whenText({ start }: PlanTimeView, zone: string): string {
  return `${dateText(civilDateAt(start, zone))}, ${timeText(start, zone)}`;
}

/** An alternative in a line, with how far from the target it lies. */
export function alternativeText(time: PlanTimeView, target: string, zone: string): string {
  const moved = civilDaysBetween(target, civilDateAt(time.start, zone));
  const shift = moved === 0 ? '' : ` (${movedText(moved)})`;
  return `${whenText(time, zone)}${shift}, ${time.roomName}, ${time.physicianName}`;
}

export interface PlanCheck {
  readonly fine: boolean;
  readonly text: string;
}

/** What to know of the whole proposal at one look; each is counted from its rows. */
export function checksOf({ occurrences, standing }: SeriesPlanView, series: SeriesView): PlanCheck[] {
  const placed = occurrences.filter(({ time }) => time !== null);
  const gaps = placed.flatMap(({ daysSincePrevious }) => daysSincePrevious ?? []);
  const { minimumIntervalDays: least, maximumIntervalDays: most } = series;
  const outside = gaps.filter((days) => days < least || days > most).length;
  const total = standing + placed.length;
  const tentative = placed.filter(({ sessionState }) => sessionState === 'tentative').length;
  const unplaced = occurrences.filter(({ state }) => state === 'to-place').length;
  return [
    ...(gaps.length === 0
      ? []
      : [
          {
            fine: outside === 0,
            text:
              outside === 0
                ? `every interval within ${least} to ${most} days`
                : `${outside} ${outside === 1 ? 'interval' : 'intervals'} outside ${least} to ${most} days`,
          },
        ]),
    {
      fine: total <= series.plannedCount,
      text: `${total} of ${series.plannedCount} planned sessions with a time`,
    },
    ...(unplaced === 0 ? [] : [{ fine: false, text: `${unplaced} without a free time` }]),
    ...(tentative === 0 ? [] : [{ fine: true, text: `${tentative} tentative until the response is judged` }]),
  ];
}
