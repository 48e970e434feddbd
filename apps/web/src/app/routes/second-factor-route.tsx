import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { ownSignIn, signOut } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { ownAccountQuery } from '../../features/account/account.queries.js';
import { SecondFactorPanel } from '../../features/account/second-factor-panel.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Brand } from '../sign-in/brand.js';
import { leave } from '../sign-in/sign-out.js';

/** The practice asks for a second factor: nothing else opens before there is one, not even the clinics' names. */
export function SecondFactorRoute() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const { data: account, error, refetch } = useQuery(ownAccountQuery);
  const goOn = async (): Promise<void> => {
    await queryClient.fetchQuery({ ...ownSignIn, staleTime: 0 });
    await router.navigate({ to: '/' });
  };
  return (
    <Brand title="One more thing" note="Then everything opens">
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {account === undefined && error === null && <Loading heights={[180]} label="your account" />}
      {account !== undefined && (
        <SecondFactorPanel
          account={account}
          zone={new Intl.DateTimeFormat().resolvedOptions().timeZone}
          onSetUp={() => void goOn()}
        />
      )}
      <Button fullWidth variant="subtle" onClick={() => void leave(queryClient, signOut)}>
        Sign out
      </Button>
    </Brand>
  );
}
