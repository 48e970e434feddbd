import { Button, Modal } from '@mantine/core';
import type { MemberInvitationView } from '@lull/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { noticeOf } from '../../api/problem.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { AdministratorRequestNote } from './administrator-request.js';
import { InvitationLink } from './invitation-link.js';
import classes from './members.module.css';
import { invitationsQuery, membersKey, revokeInvitation, sendInvitationAgain } from './members.queries.js';

const mailWords: Readonly<Record<NonNullable<MemberInvitationView['mail']>, string>> = {
  waiting: 'The e-mail is on its way',
  sent: 'Sent',
  kept: 'To be handed over in person',
  failed: 'The e-mail failed: check the address',
  unknown: 'Not known whether the e-mail arrived',
};

/** Invitations that are open, and what became of their e-mail. */
export function Invitations({ zone, mayChange }: { readonly zone: string; readonly mayChange: boolean }) {
  const { data: invitations, error, refetch } = useQuery(invitationsQuery);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [link, setLink] = useState<string | null>(null);
  const lookAnew = () => queryClient.invalidateQueries({ queryKey: membersKey });
  const again = useMutation({
    mutationFn: sendInvitationAgain,
    onSuccess: async (sent) => {
      setLink(sent.link);
      announce('It is sent again; the link of before opens nothing any more.');
      await lookAnew();
    },
  });
  const revoke = useMutation({
    mutationFn: revokeInvitation,
    onSuccess: async () => {
      announce('The invitation is taken back.');
      await lookAnew();
    },
  });
  const failed = again.error ?? revoke.error;
  return (
    <Panel title="Invitations" note="Links open once, for seven days.">
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {failed !== null && <ProblemNotice {...noticeOf(failed)} onRetry={() => void lookAnew()} />}
      {invitations === undefined && error === null && <Loading heights={[40]} label="the invitations" />}
      {invitations?.length === 0 && <EmptyState sentence="Nobody is invited at the moment." />}
      {invitations !== undefined && invitations.length > 0 && (
        <TableFrame label="Invitations">
          <thead>
            <tr>
              <th scope="col">E-mail</th>
              <th scope="col">Roles</th>
              <th scope="col">State</th>
              <th scope="col">Invited</th>
              {mayChange && (
                <th scope="col" className={table['act']}>
                  Actions
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {invitations.map((each) => (
              <tr key={each.id}>
                <th scope="row" className={table['narrow']}>
                  {each.email}
                </th>
                <td>{each.roles.join(', ')}</td>
                <td>
                  {each.request === null ? (
                    <InvitationState invitation={each} zone={zone} />
                  ) : (
                    <AdministratorRequestNote
                      request={each.request}
                      name={each.email}
                      zone={zone}
                      mayChange={mayChange}
                      onLink={setLink}
                    />
                  )}
                </td>
                <td className={table['nowrap']}>
                  {dateTimeText(each.createdAt, zone)}
                  <span className={table['small']}>by {each.invitedBy}</span>
                </td>
                {mayChange && (
                  <td className={table['act']}>
                    <div className={classes['deeds']}>
                      {each.expiresAt !== null && (
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={`Send again to ${each.email}`}
                          loading={again.isPending && again.variables.id === each.id}
                          onClick={() => again.mutate(each)}
                        >
                          Send again
                        </Button>
                      )}
                      {each.request === null && (
                        <Button
                          size="compact-sm"
                          variant="default"
                          aria-label={`Take back the invitation to ${each.email}`}
                          loading={revoke.isPending && revoke.variables.id === each.id}
                          onClick={() => revoke.mutate(each)}
                        >
                          Take back
                        </Button>
                      )}
                    </div>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </TableFrame>
      )}
      <Modal
        opened={link !== null}
        onClose={() => setLink(null)}
        title="The link of the invitation"
        centered
        transitionProps={{ duration: 0 }}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {link !== null && <InvitationLink link={link} onDone={() => setLink(null)} />}
      </Modal>
    </Panel>
  );
}

function InvitationState({
  invitation: { expired, expiresAt, mail },
  zone,
}: {
  readonly invitation: MemberInvitationView;
  readonly zone: string;
}) {
  return (
    <>
      {expired ? 'Ended' : mail === null ? 'Not sent' : mailWords[mail]}
      {expiresAt !== null && (
        <span className={table['small']}>
          {expired ? 'since' : 'opens until'} {dateTimeText(expiresAt, zone)}
        </span>
      )}
    </>
  );
}
