import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { ResourcesPage } from '../../features/procedures/resources-page.js';
import { useShownClinic } from '../clinic-zone.js';
import { NoClinic } from '../route-states.js';
import { SessionLink } from './session-link.js';

const route = getRouteApi('/signed-in/settings/resources');

export function ResourcesRoute() {
  const { clinic: clinicId, open } = route.useSearch();
  const navigate = useNavigate();
  const { may } = useOwnSignIn();
  const { known, clinic } = useShownClinic(clinicId);
  if (clinic === undefined) return <NoClinic title="Rooms, equipment and people" />;
  return (
    <ResourcesPage
      clinic={clinic}
      clinics={known}
      place={{ open }}
      mayChange={may('resource', 'change')}
      onPlace={(place) =>
        void navigate({
          to: '/settings/resources',
          search: {
            ...(clinicId !== undefined && { clinic: clinicId }),
            ...(place.open !== undefined && { open: place.open }),
          },
        })
      }
      onClinic={(id) => void navigate({ to: '/settings/resources', search: { clinic: id } })}
      renderSession={(session) => <SessionLink session={session} />}
    />
  );
}
