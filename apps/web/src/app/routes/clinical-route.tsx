import { civilDateAt } from '@lull/domain';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { ClinicalPage } from '../../features/settings/clinical-page.js';
import { useMinute } from '../../ui/clock.js';
import { useClinics } from '../clinic-zone.js';
import { SessionLink } from './session-link.js';

const route = getRouteApi('/signed-in/settings/clinical');

export function ClinicalRoute() {
  const { version, against, open } = route.useSearch();
  const navigate = useNavigate();
  const { may } = useOwnSignIn();
  const { zoneOf } = useClinics();
  const now = useMinute();
  const mayOpen = may('session', 'read');
  return (
    <ClinicalPage
      place={{ version, against, open: open ?? null }}
      today={civilDateAt(now, zoneOf())}
      mayChange={may('clinical-policy', 'change')}
      onPlace={(place) =>
        void navigate({
          to: '/settings/clinical',
          search: {
            ...(place.version !== undefined && { version: place.version }),
            ...(place.against !== undefined && { against: place.against }),
            ...(place.open !== null && { open: place.open }),
          },
        })
      }
      renderSession={(session) => (mayOpen ? <SessionLink session={session} /> : session.start.text)}
    />
  );
}
