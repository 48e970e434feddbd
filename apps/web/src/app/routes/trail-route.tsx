import { addCivilDays, civilDay } from '@lull/domain';
import { Button } from '@mantine/core';
import { IconReport } from '@tabler/icons-react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
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
  const { from, to, by, patient, action, noun } = search;
  return (
    <TrailPage
      filters={search}
      question={{
        ...(from !== undefined && { from: midnight(from) }),
        ...(to !== undefined && { until: midnight(addCivilDays(to, 1)) }),
        ...(by !== undefined && { memberId: by }),
        ...(patient !== undefined && { patientId: patient }),
        ...(action !== undefined && { action }),
        ...(noun !== undefined && { resource: noun }),
      }}
      zone={zone}
      onFilters={(filters) => void navigate({ to: '/trail', search: filters, replace: true })}
      reportLink={
        <Button
          size="xs"
          variant="default"
          leftSection={<IconReport size={16} aria-hidden />}
          renderRoot={(props) => (
            <Link
              to="/trail/report"
              search={{
                ...(patient !== undefined && { patient }),
                ...(from !== undefined && { from }),
                ...(to !== undefined && { to }),
              }}
              {...props}
            />
          )}
        >
          Access report for a patient
        </Button>
      }
    />
  );
}
