import { Anchor } from '@mantine/core';
import type { OwnSignInView } from '@lull/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useRouter } from '@tanstack/react-router';
import { useEffect } from 'react';
import { linkIdentity, signInByProvider, takePlace } from '../../api/openid.js';
import { ownSignIn } from '../../api/own-sign-in.js';
import { isProblem, noticeOf } from '../../api/problem.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { Brand } from './brand.js';
import { SecondStep } from './second-step.js';
import classes from './sign-in.module.css';

const from = getRouteApi('/openid');

/** Back from the provider: its answer signs somebody in, or is linked with whoever is signed in. */
export function OpenIdPage() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const answer = from.useLoaderData();
  // Out of the address and the history: whoever comes to this desk next finds nothing to bring again.
  useEffect(() => window.history.replaceState(window.history.state, '', '/openid'), []);
  const links = new URLSearchParams(answer).get('state')?.startsWith('link.') === true;
  const enter = (member: OwnSignInView): void => {
    queryClient.clear();
    queryClient.setQueryData(ownSignIn.queryKey, member);
    router.history.replace(takePlace());
  };
  // Asked once: an answer counts once.
  const { error } = useQuery({
    queryKey: ['openid-answer', answer],
    queryFn: async () => {
      if (links) {
        await linkIdentity(answer);
        router.history.replace('/account');
      } else enter(await signInByProvider(answer));
      return null;
    },
    enabled: answer !== '',
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  const isHalf = isProblem(error, 'second-factor-required');
  const facts = isHalf ? error.errors[0]?.facts : undefined;
  return (
    <Brand
      title={links ? 'Linking your identity' : 'Signing in'}
      note="Lull: scheduling and series for pain clinics"
    >
      {answer !== '' && error === null && <Loading heights={[40, 60]} label="the answer of the provider" />}
      {isHalf && (
        <SecondStep
          ways={{ totp: facts?.['totp'] === true, passkey: facts?.['passkey'] === true }}
          onSignedIn={enter}
          onBack={() => void router.navigate({ to: '/sign-in' })}
        />
      )}
      {error !== null && !isHalf && <ProblemNotice {...noticeOf(error)} />}
      {answer === '' && <p>There is no answer of a provider here.</p>}
      {!isHalf && (answer === '' || error !== null) && (
        <p className={classes['other']}>
          {links ? (
            <Anchor renderRoot={(props) => <Link to="/account" {...props} />}>Back to my account</Anchor>
          ) : (
            <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />}>Back to the sign-in</Anchor>
          )}
        </p>
      )}
    </Brand>
  );
}
