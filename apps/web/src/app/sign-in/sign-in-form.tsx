import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { OwnSignInView } from '@lull/contracts';
import { useMutation } from '@tanstack/react-query';
import { useId, useRef, type SyntheticEvent } from 'react';
import { signIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './sign-in.module.css';

/** E-mail and password. Plain fields with the names that password managers know; pasting is welcome. */
export function SignInForm({
  onSignedIn,
  email,
}: {
  readonly onSignedIn: (member: OwnSignInView) => void;
  readonly email?: string;
}) {
  const password = useRef<HTMLInputElement>(null);
  const problemId = useId();
  const attempt = useMutation({
    mutationFn: (given: { readonly email: string; readonly password: string }) =>
      signIn(given.email, given.password),
    onSuccess: onSignedIn,
    onError: () => password.current?.select(),
  });
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    attempt.mutate({ email: typed(fields, 'email').trim(), password: typed(fields, 'password') });
  };
  return (
    <form onSubmit={submit} className={classes['form']}>
      {attempt.error !== null && (
        <div id={problemId}>
          <ProblemNotice {...noticeOf(attempt.error)} />
        </div>
      )}
      <TextInput
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        defaultValue={email ?? ''}
      />
      <PasswordInput
        ref={password}
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        aria-describedby={attempt.error === null ? undefined : problemId}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
      />
      <Button type="submit" loading={attempt.isPending}>
        Sign in
      </Button>
    </form>
  );
}

function typed(fields: FormData, name: string): string {
  const value = fields.get(name);
  return typeof value === 'string' ? value : '';
}
