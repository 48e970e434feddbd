import { Anchor } from '@mantine/core';
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, Outlet, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { clinics } from '../../api/clinics.js';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { SetupNotice } from '../../features/setup/setup-notice.js';
import { isForField, useShortcuts } from '../../ui/shortcuts.js';
import { NotAllowed } from '../route-states.js';
import { listenToSignOut } from '../sign-in/sign-out.js';
import classes from './frame.module.css';
import { Header } from './header.js';
import { LiveUpdates } from './live-updates.js';
import { destinationsFor, helpDoor, isOpenTo } from './navigation.js';
import { Overlays, type Overlay } from './overlays.js';
import { PrintedFoot } from './printed-foot.js';

/** How long after G its second letter counts. */
const chordMs = 1_500;

/** The staff application around a page: header, navigation, live updates. */
export function Frame() {
  const { data: known } = useSuspenseQuery(clinics);
  const { roles, may } = useOwnSignIn();
  const chosen = useSearch({ strict: false, select: ({ clinic: id }) => id });
  const { pathname } = useLocation();
  const queryClient = useQueryClient();
  // The clinic of the board that is shown; pages that are about no clinic show the first.
  const clinic = known.find(({ id }) => id === chosen) ?? known[0];
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  useGoTo(roles);
  useEffect(() => listenToSignOut(queryClient), [queryClient]);
  return (
    <>
      <a className={classes['skip']} href="#main">
        Skip to the page
      </a>
      <Header clinic={clinic ?? null} onShow={setOverlay} />
      <Overlays shown={overlay} onShow={setOverlay} />
      {/* The server tells of changes only to those who may read closures. */}
      {clinic !== undefined && may('closure', 'read') && <LiveUpdates clinic={clinic} />}
      <main id="main" tabIndex={-1} className={classes['main']}>
        {may('setup', 'read') && pathname !== '/settings/setup' && (
          <SetupNotice
            renderLink={(words) => (
              <Anchor
                inherit
                underline="always"
                renderRoot={(props) => <Link to="/settings/setup" {...props} />}
              >
                {words}
              </Anchor>
            )}
          />
        )}
        {isOpenTo(roles, pathname) ? <Outlet /> : <NotAllowed />}
      </main>
      <PrintedFoot zone={clinic?.timeZone ?? 'UTC'} />
    </>
  );
}

/** G, then a letter: to a page (screens.md, keyboard map). */
function useGoTo(roles: Parameters<typeof destinationsFor>[0]): void {
  const navigate = useNavigate();
  const armedUntil = useRef(0);
  const doors = [...destinationsFor(roles), helpDoor];
  useEffect(() => {
    // Before the page's own single keys hear the second letter.
    const listen = (event: KeyboardEvent): void => {
      if (
        Date.now() > armedUntil.current ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isForField(event)
      )
        return;
      armedUntil.current = 0;
      const door = doors.find(({ key }) => key === event.key.toLowerCase());
      if (door === undefined) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      void navigate({ to: door.to });
    };
    document.addEventListener('keydown', listen, { capture: true });
    return () => document.removeEventListener('keydown', listen, { capture: true });
  });
  useShortcuts({
    g: () => {
      armedUntil.current = Date.now() + chordMs;
    },
  });
}
