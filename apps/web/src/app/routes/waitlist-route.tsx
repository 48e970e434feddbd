import { civilDateAt } from '@lull/domain';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { WaitlistPage } from '../../features/waitlist/waitlist-page.js';
import { EmptyState } from '../../ui/empty-state.js';
import { useMinute } from '../../ui/clock.js';
import { Page } from '../../ui/page.js';
import { useClinics } from '../clinic-zone.js';
import { patientAnchor } from '../patient-link.js';

const route = getRouteApi('/signed-in/waitlist');

const HeldTimePanel = lazy(async () => ({
  default: (await import('../../features/booking/held-time-panel.js')).HeldTimePanel,
}));

export function WaitlistRoute() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/waitlist' });
  const { known } = useClinics();
  const now = useMinute();
  const clinic = known.find(({ id }) => id === search.clinic) ?? known[0];
  if (clinic === undefined) {
    return (
      <Page title="Waitlist">
        <EmptyState sentence="Your practice has no clinic yet. An administrator sets it up." />
      </Page>
    );
  }
  const { held, ...page } = search;
  return (
    <>
      <WaitlistPage
        clinic={clinic}
        today={civilDateAt(now, clinic.timeZone)}
        freedTimeId={search.freed ?? null}
        onFreedTime={(freed) => void navigate({ search: { ...page, freed } })}
        onOpenHeld={(id) => void navigate({ search: { ...page, held: id } })}
        patientLink={patientAnchor}
      />
      {held !== undefined && (
        <Suspense fallback={null}>
          <HeldTimePanel
            key={held}
            heldTimeId={held}
            clinic={clinic}
            onClose={() => void navigate({ search: page })}
          />
        </Suspense>
      )}
    </>
  );
}
