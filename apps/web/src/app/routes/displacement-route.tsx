import { civilDateAt } from '@lull/domain';
import type { ClinicView, DisplacedSessionView } from '@lull/contracts';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { DisplacementPage } from '../../features/displacement/displacement-page.js';
import type { FailurePlace } from '../../features/displacement/displacement.queries.js';
import { useMinute } from '../../ui/clock.js';
import { useShownClinic } from '../clinic-zone.js';
import { patientAnchor } from '../patient-link.js';
import { NoClinic } from '../route-states.js';

const route = getRouteApi('/signed-in/displacement');

export function DisplacementRoute() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/displacement' });
  const { clinic } = useShownClinic(search.clinic);
  const now = useMinute();
  if (clinic === undefined) return <NoClinic title="Displacement desk" />;
  const { from, to = from, resource, fromTime, toTime } = search;
  const place: FailurePlace | null =
    from === undefined || to === undefined
      ? null
      : {
          resourceId: resource ?? null,
          from,
          to,
          ...(fromTime !== undefined && { fromTime }),
          ...(toTime !== undefined && { toTime }),
        };
  return (
    <DisplacementPage
      clinic={clinic}
      today={civilDateAt(now, clinic.timeZone)}
      place={place}
      onPlace={({ resourceId, ...when }) =>
        void navigate({
          search: {
            ...(search.clinic !== undefined && { clinic: search.clinic }),
            ...(resourceId !== null && { resource: resourceId }),
            ...when,
          },
        })
      }
      patientLink={patientAnchor}
      sessionLink={otherTimeFrom(clinic)}
    />
  );
}

function otherTimeFrom({ id, timeZone }: ClinicView) {
  return (session: DisplacedSessionView, label: string) => (
    <OtherTime session={session} label={label} zone={timeZone} shown={id} />
  );
}

interface OtherTimeProps {
  readonly session: DisplacedSessionView;
  readonly label: string;
  readonly zone: string;
  /** The clinic that is shown; a physician is missed in the others as well. */
  readonly shown: string;
}

/** The drawer on the board offers the nearest free times, and any other. */
function OtherTime({ session, label, zone, shown }: OtherTimeProps) {
  return (
    <Link
      to="/day/$date"
      params={{ date: civilDateAt(session.start, zone) }}
      search={{
        session: session.id,
        book: 'move',
        ...(session.clinicId !== shown && { clinic: session.clinicId }),
      }}
      aria-label={label}
      preload={false}
    >
      Other time
    </Link>
  );
}
