import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { seriesQuery } from '../../api/series.js';
import { SeriesSummaryPage } from '../../features/outcomes/series-summary-page.js';
import { useMinute } from '../../ui/clock.js';
import { useClinics } from '../clinic-zone.js';

const route = getRouteApi('/signed-in/series/$id/summary');

/** One page of what the injections did, for a referrer or payer. */
export function SeriesSummaryRoute() {
  const { id } = route.useParams();
  const now = useMinute();
  const { name } = useOwnSignIn();
  const { zoneOf } = useClinics();
  const { data: series } = useQuery(seriesQuery(id));
  return (
    <SeriesSummaryPage
      seriesId={id}
      now={now}
      zone={zoneOf(series?.sessions[0]?.clinicId)}
      printedBy={name}
      links={
        <Anchor renderRoot={(props) => <Link to="/series/$id" params={{ id }} {...props} />}>
          The series
        </Anchor>
      }
    />
  );
}
