import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core';
import { roleTexts } from '@lull/contracts/plain';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { acceptInvitation, lookAtInvitation } from '../../api/own-sign-in.js';
import { faultsOf } from '../../api/form-faults.js';
import { noticeOf } from '../../api/problem.js';
import { fieldsOf, typed } from '../../ui/form-fields.js';
import { FormSummary } from '../../ui/form-summary.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import notice from '../../ui/notice.module.css';
import { Brand } from './brand.js';
import { useLinkToken } from './link-token.js';
import { NoLink } from './no-link.js';
import classes from './sign-in.module.css';

/** Somebody was invited: they choose their name and password, and are a member. */
export function InvitationPage() {
  const token = useLinkToken();
  const look = useQuery({
    queryKey: ['invitation'],
    queryFn: () => lookAtInvitation(token ?? ''),
    enabled: token !== null,
    staleTime: Infinity,
    gcTime: 0,
  });
  const [attempt, setAttempt] = useState(0);
  const accept = useMutation({
    mutationFn: acceptInvitation,
    onError: () => setAttempt((before) => before + 1),
  });
  const faults = faultsOf(accept.error);
  const { field } = fieldsOf(faults);
  const invited = look.data;
  return (
    <Brand
      title={invited === undefined ? 'Invitation' : `Welcome to ${invited.practice}`}
      note="Lull: scheduling and series for pain clinics"
    >
      {token === null && <NoLink />}
      {look.error !== null && <ProblemNotice {...noticeOf(look.error)} onRetry={() => void look.refetch()} />}
      {token !== null && look.isPending && <Loading heights={[40, 60, 60]} label="the invitation" />}
      {accept.isSuccess && (
        <div className={notice['note']} role="status">
          <div className={notice['text']}>
            You are a member now.{' '}
            <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />}>Sign in</Anchor> with{' '}
            {accept.data.email} and your password.
          </div>
        </div>
      )}
      {token !== null && invited !== undefined && !accept.isSuccess && (
        <form
          className={classes['form']}
          onSubmit={(event) => {
            event.preventDefault();
            const fields = new FormData(event.currentTarget);
            accept.mutate({
              token,
              name: typed(fields, 'name').trim(),
              password: typed(fields, 'password'),
            });
          }}
        >
          <p className={classes['other']}>
            You sign in as <strong>{invited.email}</strong>. Your roles:
          </p>
          <ul className={classes['roles']}>
            {invited.roles.map((role) => (
              <li key={role}>
                <strong>{role}</strong>: {roleTexts[role]}
              </li>
            ))}
          </ul>
          <FormSummary faults={faults} attempt={attempt} />
          <TextInput
            {...field('name')}
            label="Your name"
            description="As your colleagues will read it."
            name="name"
            autoComplete="name"
            maxLength={100}
            required
            withAsterisk={false}
          />
          <PasswordInput
            {...field('password')}
            label={invited.hasAccount ? 'The password that you have already' : 'Your password'}
            description={
              invited.hasAccount
                ? 'This address has an account with Lull; it stays as it is.'
                : 'At least 15 characters: a sentence is easy to remember.'
            }
            name="password"
            autoComplete={invited.hasAccount ? 'current-password' : 'new-password'}
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
          />
          <Button type="submit" loading={accept.isPending}>
            Accept the invitation
          </Button>
        </form>
      )}
    </Brand>
  );
}
