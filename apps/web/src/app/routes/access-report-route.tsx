import { addCivilDays, civilDateAt, civilDay } from '@lull/domain';
import { Anchor } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { AccessReportPage } from '../../features/administration/access-report-page.js';
import { useMinute } from '../../ui/clock.js';
import { useClinics } from '../clinic-zone.js';

const route = getRouteApi('/signed-in/trail/report');

/** The report of one patient; without a period in the address, the last 90 days. */
export function AccessReportRoute() {
  const search = route.useSearch();
  const navigate = useNavigate();
  const { zoneOf } = useClinics();
  const zone = zoneOf();
  const today = civilDateAt(useMinute(), zone);
  const { patient, language = 'en', to = today, from = addCivilDays(to, -89) } = search;
  const midnight = (date: string): string => new Date(civilDay(date, zone).start).toISOString();
  return (
    <AccessReportPage
      filters={{ ...(patient !== undefined && { patient }), from, to, language }}
      period={{ from: midnight(from), until: midnight(addCivilDays(to, 1)) }}
      onFilters={(change) => {
        const kept = { ...search, ...change };
        void navigate({
          to: '/trail/report',
          search: Object.fromEntries(Object.entries(kept).filter(([, value]) => value !== undefined)),
          replace: true,
        });
      }}
      back={
        <Anchor
          size="sm"
          renderRoot={(props) => (
            <Link to="/trail" search={patient === undefined ? {} : { patient }} {...props} />
          )}
        >
          The audit trail
        </Anchor>
      }
    />
  );
}
