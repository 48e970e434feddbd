import type { ClinicView } from '@lull/contracts';
import { useSuspenseQuery } from '@tanstack/react-query';
import { clinics } from '../api/clinics.js';

/** The clinic of a page whose address may name one; else the first. Undefined: the practice has none yet. */
export function useShownClinic(clinicId: string | undefined): {
  readonly known: readonly ClinicView[];
  readonly clinic: ClinicView | undefined;
} {
  const { data: known } = useSuspenseQuery(clinics);
  return { known, clinic: known.find(({ id }) => id === clinicId) ?? known[0] };
}

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
