import { Button } from '@mantine/core';
import type { MemberView } from '@lull/contracts';
import { IconUserPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { dateTimeText } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { FactorPolicy } from './factor-policy.js';
import { Invitations } from './invitations.js';
import { membersQuery } from './members.queries.js';

interface MembersPageProps {
  readonly zone: string;
  readonly ownId: string;
  readonly open: string | null;
  readonly mayChange: boolean;
  readonly onOpen: (id: string) => void;
  readonly onInvite: () => void;
}

/** Who works in the practice, in which roles, and who is asked to. */
export function MembersPage({ zone, ownId, open, mayChange, onOpen, onInvite }: MembersPageProps) {
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery(membersQuery);
  const members = data?.pages.flatMap(({ rows }) => rows) ?? [];
  return (
    <Page
      title="Members"
      note="Who works in your practice, and in which roles."
      actions={
        mayChange && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={onInvite}>
            Invite a member
          </Button>
        )
      }
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading heights={[40, 40, 40, 40]} label="the members" />}
      {members.length > 0 && (
        <Panel title="Members">
          <TableFrame label="Members">
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Roles</th>
                <th scope="col">State</th>
                <th scope="col">Last sign-in</th>
                <th scope="col">Second factor</th>
                <th scope="col" className={table['act']}>
                  Actions
                </th>
              </tr>
            </thead>
            <tbody>
              {members.map((member) => (
                <tr key={member.id} data-chosen={member.id === open}>
                  <th scope="row" className={table['narrow']}>
                    {member.name}
                    {member.id === ownId && ' (you)'}
                    <span className={table['small']}>{member.email}</span>
                  </th>
                  <td>{member.roles.join(', ')}</td>
                  <td>{stateWords(member)}</td>
                  <td className={table['nowrap']}>
                    {member.lastSeenAt === null ? 'Never' : dateTimeText(member.lastSeenAt, zone)}
                  </td>
                  <td>{factorWords(member)}</td>
                  <td className={table['act']}>
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={`Open: ${member.name}`}
                      onClick={() => onOpen(member.id)}
                    >
                      Open
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
          {hasNextPage && (
            <Button
              mt="sm"
              variant="default"
              loading={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              Show more
            </Button>
          )}
        </Panel>
      )}
      <Invitations zone={zone} mayChange={mayChange} />
      <FactorPolicy mayChange={mayChange} />
    </Page>
  );
}

function stateWords({ active, request }: MemberView): string {
  if (!active) return 'Disabled';
  return request === null ? 'Active' : 'Active; to be confirmed as administrator';
}

export function factorWords({ totp, passkeys, secondFactorDue }: MemberView): string {
  const words = [
    ...(totp ? ['app'] : []),
    ...(passkeys > 0 ? [passkeys === 1 ? 'passkey' : `${passkeys} passkeys`] : []),
  ];
  if (words.length > 0) return words.join(', ');
  return secondFactorDue ? 'None; asked for at the next sign-in' : 'None';
}
