import { Button, Group } from '@mantine/core';
import type { SeriesToPlaceView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { WaitlistPage } from '../../features/waitlist/waitlist-page.js';
import { useMinute } from '../../ui/clock.js';
import { useShownClinic } from '../clinic-zone.js';
import { patientAnchor } from '../patient-link.js';
import { NoClinic } from '../route-states.js';

const route = getRouteApi('/signed-in/waitlist');

const HeldTimePanel = lazy(async () => ({
  default: (await import('../../features/booking/held-time-panel.js')).HeldTimePanel,
}));

export function WaitlistRoute() {
  const search = route.useSearch();
  const navigate = useNavigate({ from: '/waitlist' });
  const { clinic } = useShownClinic(search.clinic);
  const now = useMinute();
  if (clinic === undefined) return <NoClinic title="Waitlist" />;
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
        renderToPlace={(series) => <ToPlaceActions series={series} />}
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

/** The ways to a time: the best slots, the plan of all that is missing, or the waitlist. */
function ToPlaceActions({
  series: { seriesId, patientId, patientName, waits },
}: {
  readonly series: SeriesToPlaceView;
}) {
  const member = useOwnSignIn();
  const mayBook = member.may('session', 'book');
  const small = { size: 'compact-xs', variant: 'default' } as const;
  return (
    <Group gap={4} wrap="nowrap">
      {mayBook && (
        <Button
          size="compact-xs"
          aria-label={`Book next: ${patientName}`}
          renderRoot={(props) => (
            <Link
              to="/patients/$id"
              params={{ id: patientId }}
              search={{ book: 'find', series: seriesId }}
              {...props}
            />
          )}
        >
          Book next
        </Button>
      )}
      {mayBook && (
        <Button
          {...small}
          aria-label={`Plan the rest: ${patientName}`}
          renderRoot={(props) => <Link to="/series/$id/plan" params={{ id: seriesId }} {...props} />}
        >
          Plan
        </Button>
      )}
      {!waits && member.may('waitlist', 'change') && (
        <Button
          {...small}
          aria-label={`Put on the waitlist: ${patientName}`}
          renderRoot={(props) => (
            <Link to="/patients/$id" params={{ id: patientId }} search={{ wait: seriesId }} {...props} />
          )}
        >
          Waitlist
        </Button>
      )}
    </Group>
  );
}
