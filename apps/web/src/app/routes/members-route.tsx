import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { InviteDialog } from '../../features/administration/invite-dialog.js';
import { MemberPanel } from '../../features/administration/member-panel.js';
import { MembersPage } from '../../features/administration/members-page.js';
import { useClinics } from '../clinic-zone.js';

const route = getRouteApi('/signed-in/settings/members');

export function MembersRoute() {
  const { member: open, invite } = route.useSearch();
  const navigate = useNavigate();
  const own = useOwnSignIn();
  const { zoneOf } = useClinics();
  const show = (search: { member?: string; invite?: true }) =>
    void navigate({ to: '/settings/members', search });
  const mayChange = own.may('member', 'change');
  return (
    <>
      <MembersPage
        zone={zoneOf()}
        ownId={own.memberId}
        open={open ?? null}
        mayChange={mayChange}
        onOpen={(member) => show({ member })}
        onInvite={() => show({ invite: true })}
      />
      {open !== undefined && (
        <MemberPanel
          key={open}
          id={open}
          own={open === own.memberId}
          zone={zoneOf()}
          mayChange={mayChange}
          onClose={() => show({})}
        />
      )}
      {invite === true && mayChange && <InviteDialog onClose={() => show({})} />}
    </>
  );
}
