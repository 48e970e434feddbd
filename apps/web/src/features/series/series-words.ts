import type { Purpose, Sedation, SeriesView } from '@lull/contracts';
import { seriesEndReasonTexts } from '@lull/contracts/plain';
import { isOpenSeries, type SeriesEndReason } from '@lull/domain';

export const purposeWords: Readonly<Record<Purpose, string>> = {
  diagnostic: 'diagnostic',
  therapeutic: 'therapeutic',
  'pre-surgical': 'pre-surgical',
};

export const sedationWords: Readonly<Record<Sedation, string>> = {
  none: 'no sedation',
  minimal: 'minimal sedation',
  moderate: 'moderate sedation',
  deep: 'deep sedation',
};

export function endReasonWord(reason: string): string {
  return reason in seriesEndReasonTexts
    ? seriesEndReasonTexts[reason as SeriesEndReason]
    : reason.replaceAll('-', ' ');
}

/** `3 of 5 planned`; the plan is an estimate, not a limit. */
export function progressText({
  completedCount,
  plannedCount,
}: Pick<SeriesView, 'completedCount' | 'plannedCount'>): string {
  return `${completedCount} of ${plannedCount} planned`;
}

export function intervalText(
  series: Pick<SeriesView, 'minimumIntervalDays' | 'targetIntervalDays' | 'maximumIntervalDays'>,
): string {
  return `every ${series.targetIntervalDays} days (${series.minimumIntervalDays} to ${series.maximumIntervalDays})`;
}

export function isOpen(series: Pick<SeriesView, 'state'>): boolean {
  return isOpenSeries(series.state);
}

const past = new Set(['discharged', 'cancelled', 'no-show']);

/** The next session that still stands. */
export function nextSessionOf(series: Pick<SeriesView, 'sessions'>): SeriesView['sessions'][number] | null {
  const standing = series.sessions.filter((session) => !past.has(session.state));
  return standing.toSorted((a, b) => a.start - b.start)[0] ?? null;
}
