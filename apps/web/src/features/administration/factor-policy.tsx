import { NativeSelect } from '@mantine/core';
import { secondFactorDemandTexts } from '@lull/contracts/plain';
import { secondFactorDemands } from '@lull/domain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { ownSignIn } from '../../api/own-sign-in.js';
import { useAnnounce } from '../../ui/announcer.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './members.module.css';
import { changePolicy, membersKey, policyQuery } from './members.queries.js';

/** Whom the practice asks for a second factor. */
export function FactorPolicy({ mayChange }: { readonly mayChange: boolean }) {
  const { data: policy, error, refetch } = useQuery(policyQuery);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const change = useMutation({
    mutationFn: changePolicy,
    onSuccess: async () => {
      announce('Saved.');
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: membersKey }),
        queryClient.invalidateQueries({ queryKey: ownSignIn.queryKey }),
      ]);
    },
  });
  const failed = error ?? change.error;
  return (
    <Panel
      title="Second factor"
      note="An authenticator app or a passkey, beside the password. Who is asked for one and has none sets it up before anything else opens."
    >
      {failed !== null && <ProblemNotice {...noticeOf(failed)} onRetry={() => void refetch()} />}
      {policy === undefined && error === null && <Loading heights={[40]} label="the rule" />}
      {policy !== undefined && (
        <div className={classes['policy']}>
          <NativeSelect
            label="Who must have one"
            data={secondFactorDemands.map((value) => ({ value, label: secondFactorDemandTexts[value] }))}
            value={change.isPending ? change.variables : policy.required}
            disabled={!mayChange || change.isPending}
            onChange={({ currentTarget }) => {
              const chosen = secondFactorDemands.find((each) => each === currentTarget.value);
              if (chosen !== undefined) change.mutate(chosen);
            }}
          />
          {policy.due > 0 && (
            <p role="status">
              {policy.due === 1
                ? 'One active member has none yet.'
                : `${policy.due} active members have none yet.`}
            </p>
          )}
        </div>
      )}
    </Panel>
  );
}
