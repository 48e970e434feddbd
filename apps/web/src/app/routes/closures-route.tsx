import { Button } from '@mantine/core';
import { civilDateAt } from '@lull/domain';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import type { ClosingWish } from '../../features/settings/closure-form.js';
import { ClosuresPage } from '../../features/settings/closures-page.js';
import { useMinute } from '../../ui/clock.js';
import { useShownClinic } from '../clinic-zone.js';
import { NoClinic } from '../route-states.js';

const route = getRouteApi('/signed-in/settings/closures');

export function ClosuresRoute() {
  const { clinic: clinicId, open } = route.useSearch();
  const navigate = useNavigate();
  const { may } = useOwnSignIn();
  const { known, clinic } = useShownClinic(clinicId);
  const now = useMinute();
  if (clinic === undefined) return <NoClinic title="Closures" />;
  const shown = clinicId !== undefined && { clinic: clinicId };
  return (
    <ClosuresPage
      clinic={clinic}
      clinics={known}
      today={civilDateAt(now, clinic.timeZone)}
      open={open ?? null}
      mayChange={may('closure', 'change')}
      onOpen={(next) =>
        void navigate({
          to: '/settings/closures',
          search: { ...shown, ...(next !== null && { open: next }) },
        })
      }
      onClinic={(id) => void navigate({ to: '/settings/closures', search: { clinic: id } })}
      renderDesk={(wish, words) => <DeskLink clinicId={clinic.id} wish={wish} words={words} />}
    />
  );
}

/** The desk with just this on it: it closes, and places again who stands in it. */
function DeskLink({
  clinicId,
  wish: { resourceId, ...when },
  words,
}: {
  readonly clinicId: string;
  readonly wish: ClosingWish;
  readonly words: string;
}) {
  return (
    <Button
      size="compact-sm"
      variant="default"
      renderRoot={(props) => (
        <Link
          to="/displacement"
          search={{ clinic: clinicId, ...when, ...(resourceId !== undefined && { resource: resourceId }) }}
          {...props}
        />
      )}
    >
      {words}
    </Button>
  );
}
