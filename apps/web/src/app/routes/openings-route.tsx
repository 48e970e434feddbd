import { civilDateAt } from '@lull/domain';
import { Anchor } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { OpeningsPage } from '../../features/administration/openings-page.js';
import { useClinics } from '../clinic-zone.js';

const route = getRouteApi('/signed-in/trail/openings');

/** Restricted records that were opened, to be reviewed. */
export function OpeningsRoute() {
  const { state } = route.useSearch();
  const navigate = useNavigate();
  const { zoneOf } = useClinics();
  const zone = zoneOf();
  return (
    <OpeningsPage
      state={state ?? 'waiting'}
      zone={zone}
      back={
        <Anchor size="sm" renderRoot={(props) => <Link to="/trail" {...props} />}>
          Audit trail
        </Anchor>
      }
      renderTrail={({ member, patientId, openedAt, until }, words) => (
        <Link
          to="/trail"
          search={{
            by: member.id,
            patient: patientId,
            from: civilDateAt(openedAt, zone),
            to: civilDateAt(until, zone),
          }}
        >
          {words}
        </Link>
      )}
      onState={(chosen) => void navigate({ to: '/trail/openings', search: { state: chosen }, replace: true })}
    />
  );
}
