import type { ClinicView } from '@lull/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { clinics } from '../api/clinics.js';

/** The practice's clinics; the zone of one, or of the first where a page is not about one. */
export function useClinics(): {
  readonly known: readonly ClinicView[];
  readonly zoneOf: (clinicId?: string) => string;
} {
  const { data: known } = useSuspenseQuery(clinics);
  const zoneOf = (clinicId?: string): string =>
    (known.find(({ id }) => id === clinicId) ?? known[0])?.timeZone ?? 'UTC';
  return { known, zoneOf };
}
