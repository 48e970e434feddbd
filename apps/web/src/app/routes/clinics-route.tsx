import { Anchor } from '@mantine/core';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { ClinicsPage } from '../../features/settings/clinics-page.js';
import { SessionLink } from './session-link.js';

const route = getRouteApi('/signed-in/settings/clinics');

export function ClinicsRoute() {
  const { open, clinic } = route.useSearch();
  const navigate = useNavigate();
  const { may } = useOwnSignIn();
  return (
    <ClinicsPage
      place={{ open: open ?? null, clinic }}
      mayChange={may('clinic', 'change')}
      onPlace={(place) =>
        void navigate({
          to: '/settings/clinics',
          search: {
            ...(place.open !== null && { open: place.open }),
            ...(place.clinic !== undefined && { clinic: place.clinic }),
          },
        })
      }
      renderSession={(session) => <SessionLink session={session} />}
      renderLinks={({ id, name }) => (
        <>
          {may('closure', 'read') && (
            <>
              <Anchor
                size="sm"
                renderRoot={(props) => <Link to="/settings/closures" search={{ clinic: id }} {...props} />}
              >
                Closures of {name}
              </Anchor>
              {' · '}
            </>
          )}
          <Anchor
            size="sm"
            renderRoot={(props) => <Link to="/settings/resources" search={{ clinic: id }} {...props} />}
          >
            Rooms, equipment and people of {name}
          </Anchor>
        </>
      )}
    />
  );
}
