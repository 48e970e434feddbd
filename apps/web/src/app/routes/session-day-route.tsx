import { Anchor } from '@mantine/core';
import { civilDateAt } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { noticeOf } from '../../api/problem.js';
import { sessionQuery } from '../../api/sessions.js';
import { ReadinessSection } from '../../features/readiness/readiness-section.js';
import { SessionDay } from '../../features/day/session-day.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { useClinics } from '../clinic-zone.js';
import { RecordInjectionOffer } from './record-injection-offer.js';

const route = getRouteApi('/signed-in/sessions/$id/day');

/** One patient's way through the day. */
export function SessionDayRoute() {
  const { id } = route.useParams();
  const { zoneOf } = useClinics();
  const { data: session, error, refetch } = useQuery(sessionQuery(id));
  if (session === undefined)
    return (
      <Page title="The day of a session">
        {error === null ? (
          <Loading heights={[56, 320, 320]} label="the session" />
        ) : (
          <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
        )}
      </Page>
    );
  const zone = zoneOf(session.clinicId);
  return (
    <SessionDay
      key={session.id}
      session={session}
      zone={zone}
      aside={<ReadinessSection sessionId={session.id} zone={zone} />}
      links={
        <>
          <RecordInjectionOffer session={session} />
          <Anchor
            renderRoot={(props) => (
              <Link to="/sessions/$id/after-care" params={{ id: session.id }} {...props} />
            )}
          >
            After-care
          </Anchor>
          <Anchor
            renderRoot={(props) => (
              <Link
                to="/day/$date"
                params={{ date: civilDateAt(session.start, zone) }}
                search={{ clinic: session.clinicId }}
                {...props}
              />
            )}
          >
            Board
          </Anchor>
          <Anchor
            renderRoot={(props) => <Link to="/patients/$id" params={{ id: session.patientId }} {...props} />}
          >
            Patient
          </Anchor>
        </>
      }
    />
  );
}
