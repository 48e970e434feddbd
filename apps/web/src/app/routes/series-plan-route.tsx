import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { PlannedSteroids } from '../../features/ledgers/planned-steroids.js';
import { PlanSeries } from '../../features/planning/plan-series.js';
import { seriesQuery } from '../../api/series.js';
import { SeriesState } from '../../features/series/series-state.js';
import { intervalText } from '../../features/series/series-words.js';
import { useMinute } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SideMark } from '../../ui/side-mark.js';
import { useClinicOfSeries } from '../clinic-of-series.js';

const route = getRouteApi('/signed-in/series/$id/plan');

/** Booking what a series still lacks; what is asked for stands in the address, what is chosen does not. */
export function SeriesPlanRoute() {
  const { id } = route.useParams();
  const { clinic: clinicId, ...wishes } = route.useSearch();
  const navigate = useNavigate();
  const member = useOwnSignIn();
  const now = useMinute();
  const { data: series, error, refetch } = useQuery(seriesQuery(id));
  const clinic = useClinicOfSeries(series, clinicId);
  if (series === undefined || clinic === undefined) {
    return (
      <Page title="Book a whole series">
        {error === null ? (
          <Loading heights={[90, 320]} label="the series" />
        ) : (
          <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  }
  return (
    <Page
      title={`Book the series: ${series.patientName}`}
      note={
        <>
          {series.procedureName}, {intervalText(series)}, {series.physicianName}.{' '}
          <Link to="/series/$id" params={{ id }}>
            Series’ page
          </Link>
        </>
      }
      actions={
        <>
          <SideMark side={series.side} />
          <SeriesState state={series.state} />
        </>
      }
    >
      {member.may('ledger', 'read') && <PlannedSteroids patientId={series.patientId} />}
      {member.may('session', 'book') ? (
        <PlanSeries
          key={id}
          {...{ series, clinic, now, wishes }}
          onWishes={(asked) =>
            void navigate({
              to: '/series/$id/plan',
              params: { id },
              search: { ...asked, ...(clinicId !== undefined && { clinic: clinicId }) },
              replace: true,
              resetScroll: false,
            })
          }
          renderNext={() => (
            <Button size="xs" renderRoot={(props) => <Link to="/series/$id" params={{ id }} {...props} />}>
              To the series
            </Button>
          )}
        />
      ) : (
        <EmptyState sentence="Schedulers and physicians book sessions." />
      )}
    </Page>
  );
}
