import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { ProceduresPage } from '../../features/procedures/procedures-page.js';
import { useShownClinic } from '../clinic-zone.js';
import { NoClinic } from '../route-states.js';
import { SessionLink } from './session-link.js';

const route = getRouteApi('/signed-in/settings/procedures');

export function ProceduresRoute() {
  const { clinic: clinicId, type, level = 'none', open, resource } = route.useSearch();
  const navigate = useNavigate();
  const { may } = useOwnSignIn();
  const { known, clinic } = useShownClinic(clinicId);
  if (clinic === undefined) return <NoClinic title="Procedures" />;
  return (
    <ProceduresPage
      clinic={clinic}
      clinics={known}
      place={{ type, sedation: level, open: open ?? null, resource }}
      mayChangeProfiles={may('resource-profile', 'change')}
      mayChangeResources={may('resource', 'change')}
      mayReadDurations={may('report', 'operational')}
      renderSession={(session) => <SessionLink session={session} />}
      onClinic={(id) => void navigate({ to: '/settings/procedures', search: { clinic: id } })}
      onPlace={(place) =>
        void navigate({
          to: '/settings/procedures',
          search: {
            ...(clinicId !== undefined && { clinic: clinicId }),
            ...(place.type !== undefined && { type: place.type }),
            ...(place.sedation !== 'none' && { level: place.sedation }),
            ...(place.open !== null && { open: place.open }),
            ...(place.resource !== undefined && { resource: place.resource }),
          },
        })
      }
    />
  );
}
