import { Button, Group, Stack, Text } from '@mantine/core';
import type { MemberView } from '@lull/contracts';
import type { Role } from '@lull/contracts/plain';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { noticeOf } from '../../api/problem.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { FactList } from '../../ui/fact-list.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SidePanel } from '../../ui/side-panel.js';
import { AdministratorRequestNote } from './administrator-request.js';
import { factorWords } from './members-page.js';
import { changeRoles, changeState, membersKey, membersQuery, resetSecondFactor } from './members.queries.js';
import { RoleChoice } from './role-choice.js';

interface MemberPanelProps {
  readonly id: string;
  readonly own: boolean;
  readonly zone: string;
  readonly mayChange: boolean;
  readonly onClose: () => void;
}

/** One member: roles, state and second factor, and what may be done about them. */
export function MemberPanel({ id, own, zone, mayChange, onClose }: MemberPanelProps) {
  const { data, error, refetch } = useInfiniteQuery(membersQuery);
  const member = data?.pages.flatMap(({ rows }) => rows).find((each) => each.id === id);
  return (
    <SidePanel title={member?.name ?? 'Member'} onClose={onClose}>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading heights={[80, 200]} label="the member" />}
      {data !== undefined && member === undefined && (
        <EmptyState sentence="This member is not on the pages that were read. Show more of the list." />
      )}
      {member !== undefined && (
        <Stack gap="lg">
          <FactList
            facts={[
              { term: 'E-mail', fact: member.email },
              { term: 'State', fact: member.active ? 'Active' : 'Disabled' },
              {
                term: 'Last sign-in',
                fact: member.lastSeenAt === null ? 'Never' : dateTimeText(member.lastSeenAt, zone),
              },
              { term: 'Second factor', fact: factorWords(member) },
            ]}
          />
          {member.request !== null && (
            <AdministratorRequestNote
              request={member.request}
              name={member.name}
              zone={zone}
              mayChange={mayChange}
              onLink={() => undefined}
            />
          )}
          {own && (
            <Text size="sm" c="dimmed">
              Nobody changes their own roles or disables themselves: another administrator does. Your password
              and second factor are on the page of your account.
            </Text>
          )}
          {!own && mayChange && <Changes key={member.version} member={member} />}
          {!own && !mayChange && <Text size="sm">Roles: {member.roles.join(', ')}</Text>}
        </Stack>
      )}
    </SidePanel>
  );
}

function Changes({ member }: { readonly member: MemberView }) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [roles, setRoles] = useState<readonly Role[]>(member.roles);
  const [sure, setSure] = useState(false);
  const change = useMutation({
    mutationFn: ({ deed }: { deed: () => Promise<unknown>; said: string }) => deed(),
    onSuccess: (_, { said }) => announce(said),
    onSettled: () => queryClient.invalidateQueries({ queryKey: membersKey }),
  });
  const { name, active } = member;
  const becomes = roles.includes('administrator') && !member.roles.includes('administrator');
  const same = roles.length === member.roles.length && roles.every((role) => member.roles.includes(role));
  const hasFactor = member.totp || member.passkeys > 0;
  return (
    <Stack gap="lg">
      {change.error !== null && (
        <ProblemNotice
          {...noticeOf(change.error)}
          onRetry={() => void queryClient.invalidateQueries({ queryKey: membersKey })}
        />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({
            deed: () => changeRoles(member, roles),
            said: `The roles of ${name} are changed.`,
          });
        }}
      >
        <Stack gap="sm">
          <RoleChoice chosen={roles} disabled={!active} onChange={setRoles} />
          {becomes && (
            <Text size="sm" c="dimmed">
              A new administrator is confirmed by a second one. The other roles hold at once.
            </Text>
          )}
          <Group gap="sm">
            <Button
              type="submit"
              disabled={same || roles.length === 0 || !active}
              loading={change.isPending && !sure}
            >
              Save the roles
            </Button>
            <Text size="sm" c="dimmed">
              {name} is signed out and signs in again with them.
            </Text>
          </Group>
        </Stack>
      </form>
      <Group gap="sm">
        <Button
          variant="default"
          onClick={() =>
            change.mutate({
              deed: () => changeState(member, !active),
              said: active ? `${name} is disabled.` : `${name} is enabled.`,
            })
          }
        >
          {active ? `Disable ${name}` : `Enable ${name}`}
        </Button>
        <Text size="sm" c="dimmed">
          {active
            ? 'Signed out everywhere at once. What they did stays on record.'
            : 'May sign in again, with the roles of before.'}
        </Text>
      </Group>
      {hasFactor && !sure && (
        <Button variant="default" onClick={() => setSure(true)}>
          Reset the second factor
        </Button>
      )}
      {hasFactor && sure && (
        <Stack gap="xs" role="group" aria-label="Reset the second factor">
          <Text size="sm">
            Only for somebody who lost phone, passkeys and recovery codes, and whom you know it is: until they
            set up a new one, the password alone opens their account.
          </Text>
          <Group gap="xs">
            <Button
              color="red"
              loading={change.isPending}
              onClick={() =>
                change.mutate({
                  deed: () => resetSecondFactor(member.id),
                  said: `The second factor of ${name} is taken away.`,
                })
              }
            >
              Take it away
            </Button>
            <Button variant="default" onClick={() => setSure(false)}>
              Cancel
            </Button>
          </Group>
        </Stack>
      )}
    </Stack>
  );
}
