import { addCivilDays, civilDay } from '@lull/domain';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { TrailPage } from '../../features/administration/trail-page.js';
import { useClinics } from '../clinic-zone.js';

const route = getRouteApi('/signed-in/trail');

/** The trail; days in the address bar are those of the clinic. */
export function TrailRoute() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const { zoneOf } = useClinics();
  const zone = zoneOf();
  const midnight = (date: string): string => new Date(civilDay(date, zone).start).toISOString();
  const { from, to, by, patient, action } = search;
  return (
    <TrailPage
      filters={search}
      question={{
        ...(from !== undefined && { from: midnight(from) }),
        ...(to !== undefined && { until: midnight(addCivilDays(to, 1)) }),
        ...(by !== undefined && { memberId: by }),
        ...(patient !== undefined && { patientId: patient }),
        ...(action !== undefined && { action }),
      }}
      zone={zone}
      onFilters={(filters) => void navigate({ to: '/trail', search: filters, replace: true })}
    />
  );
}
