import { Anchor, Button } from '@mantine/core';
import type { SetupStep } from '@lull/domain';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { InviteDialog } from '../../features/administration/invite-dialog.js';
import { SetupPage } from '../../features/setup/setup-page.js';

const route = getRouteApi('/signed-in/settings/setup');

export function SetupRoute() {
  const { step, invite } = route.useSearch();
  const navigate = useNavigate();
  const own = useOwnSignIn();
  const show = (search: { step?: SetupStep; invite?: true }) =>
    void navigate({ to: '/settings/setup', search });
  const here = step === undefined ? {} : { step };
  return (
    <>
      <SetupPage
        step={step}
        onStep={(next) => show({ step: next })}
        onEnd={() => void navigate({ to: '/' })}
        memberName={own.name}
        physician={own.roles.includes('physician')}
        mayBook={own.may('session', 'book')}
        renderInvite={(words) => (
          <Button variant="default" onClick={() => show({ ...here, invite: true })}>
            {words}
          </Button>
        )}
        renderSettings={(to, words) => (
          <Anchor inherit underline="always" renderRoot={(props) => <Link to={to} {...props} />}>
            {words}
          </Anchor>
        )}
        renderBooking={(id, words) => (
          <Button
            renderRoot={(props) => (
              <Link to="/series/$id" params={{ id }} search={{ book: 'find' }} {...props} />
            )}
          >
            {words}
          </Button>
        )}
        renderNewPatient={(words) => (
          <Button renderRoot={(props) => <Link to="/patients" search={{ new: true }} {...props} />}>
            {words}
          </Button>
        )}
      />
      {invite === true && own.may('member', 'change') && <InviteDialog onClose={() => show(here)} />}
    </>
  );
}
