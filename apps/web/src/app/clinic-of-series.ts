import type { ClinicView, SeriesView } from '@lull/contracts';
import { useClinics } from './clinic-zone.js';

/** Where a series is treated: where it was last; before its first session, where its physician works. */
export function useClinicOfSeries(series: SeriesView | undefined, askedFor?: string): ClinicView | undefined {
  const { known } = useClinics();
  const lastAt = series?.sessions.toSorted((a, b) => b.start - a.start)[0]?.clinicId;
  return (
    known.find(({ id }) => id === askedFor) ??
    known.find(({ id }) => id === lastAt) ??
    known.find(({ resources }) => resources.some(({ id }) => id === series?.physicianId)) ??
    known[0]
  );
}
