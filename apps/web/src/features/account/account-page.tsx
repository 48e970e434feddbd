import { Button } from '@mantine/core';
import type { OwnAccountView } from '@lull/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './account.module.css';
import { endSignIn, ownAccountQuery } from './account.queries.js';
import { PasswordPanel } from './password-panel.js';
import { SecondFactorPanel } from './second-factor-panel.js';

interface AccountPageProps {
  readonly zone: string;
  readonly onSignOutEverywhere: () => void;
}

/** One's own account: password, second factor, and where one is signed in. */
export function AccountPage({ zone, onSignOutEverywhere }: AccountPageProps) {
  const { data: account, error, refetch } = useQuery(ownAccountQuery);
  return (
    <Page
      title="My account"
      note={account && `${account.name}, ${account.email} (${account.roles.join(', ')})`}
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {account === undefined && error === null && <Loading heights={[180, 180]} label="your account" />}
      {account !== undefined && (
        <div className={classes['columns']}>
          <div>
            <SecondFactorPanel account={account} zone={zone} />
            <PasswordPanel
              note={
                account.passwordChangedAt === null
                  ? 'Signed out everywhere else when it changes.'
                  : `Last changed ${dateTimeText(account.passwordChangedAt, zone)}.`
              }
            />
          </div>
          <SignIns account={account} zone={zone} onSignOutEverywhere={onSignOutEverywhere} />
        </div>
      )}
    </Page>
  );
}

function SignIns({
  account: { signIns },
  zone,
  onSignOutEverywhere,
}: AccountPageProps & { readonly account: OwnAccountView }) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const end = useMutation({
    mutationFn: endSignIn,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ownAccountQuery.queryKey, exact: true }),
    onSuccess: () => announce('That sign-in has ended.'),
  });
  return (
    <Panel
      title="Where you are signed in"
      note="A sign-in that you do not know? End it, and change your password."
      actions={
        <Button size="compact-sm" variant="default" onClick={onSignOutEverywhere}>
          Sign out everywhere
        </Button>
      }
    >
      {end.error !== null && <ProblemNotice {...noticeOf(end.error)} />}
      <ul className={classes['rows']}>
        {signIns.map(({ id, device, createdAt, lastSeenAt, current }) => (
          <li key={id}>
            <span>
              {device ?? 'A device that did not say what it is'}
              {current && <strong> (this one)</strong>}
              <small>
                Since {dateTimeText(createdAt, zone)}; last used {dateTimeText(lastSeenAt, zone)}
              </small>
            </span>
            {!current && (
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`End the sign-in of ${device ?? 'an unknown device'} since ${dateTimeText(createdAt, zone)}`}
                loading={end.isPending && end.variables === id}
                onClick={() => end.mutate(id)}
              >
                End
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
