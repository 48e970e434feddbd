import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { OwnSignInView } from '@lull/contracts';
import { useMutation } from '@tanstack/react-query';
import { IconFingerprint } from '@tabler/icons-react';
import { useId, useRef, useState, type ReactNode, type SyntheticEvent } from 'react';
import { signIn } from '../../api/own-sign-in.js';
import { passkeysPossible } from '../../api/passkey.js';
import { isProblem, noticeOf } from '../../api/problem.js';
import { typed } from '../../ui/form-fields.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SecondStep, signInWithPasskey } from './second-step.js';
import classes from './sign-in.module.css';

interface SignInFormProps {
  readonly onSignedIn: (member: OwnSignInView) => void;
  /** Under the button: other ways. */
  readonly children?: ReactNode;
}

/** E-mail and password. Plain fields with the names that password managers know; pasting is welcome. */
export function SignInForm({ onSignedIn, children }: SignInFormProps) {
  const password = useRef<HTMLInputElement>(null);
  const problemId = useId();
  const [email, setEmail] = useState('');
  const attempt = useMutation({
    mutationFn: (given: { readonly email: string; readonly password: string }) =>
      signIn(given.email, given.password),
    onSuccess: onSignedIn,
    onError: () => password.current?.select(),
  });
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: onSignedIn });
  if (isProblem(attempt.error, 'second-factor-required')) {
    const facts = attempt.error.errors[0]?.facts;
    return (
      <SecondStep
        ways={{ totp: facts?.['totp'] === true, passkey: facts?.['passkey'] === true }}
        onSignedIn={onSignedIn}
        onBack={() => attempt.reset()}
      />
    );
  }
  const error = attempt.error ?? passkey.error;
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    setEmail(typed(fields, 'email').trim());
    passkey.reset();
    attempt.mutate({ email: typed(fields, 'email').trim(), password: typed(fields, 'password') });
  };
  return (
    <form onSubmit={submit} className={classes['form']}>
      {error !== null && (
        <div id={problemId}>
          <ProblemNotice {...noticeOf(error)} />
        </div>
      )}
      <TextInput
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
        defaultValue={email}
      />
      <PasswordInput
        ref={password}
        label="Password"
        name="password"
        autoComplete="current-password"
        required
        withAsterisk={false}
        aria-describedby={error === null ? undefined : problemId}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
      />
      <Button type="submit" loading={attempt.isPending}>
        Sign in
      </Button>
      {passkeysPossible() && (
        <Button
          variant="default"
          leftSection={<IconFingerprint size={17} aria-hidden />}
          loading={passkey.isPending}
          onClick={() => {
            attempt.reset();
            passkey.mutate();
          }}
        >
          Use a passkey
        </Button>
      )}
      {children}
    </form>
  );
}
