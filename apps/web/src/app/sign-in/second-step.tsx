import { Button, TextInput } from '@mantine/core';
import type { OwnSignInView } from '@lull/contracts';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useId, useRef, type SyntheticEvent } from 'react';
import { passkeySignInOptions, signInByCode, signInByPasskey } from '../../api/own-sign-in.js';
import { answerWithPasskey, passkeysPossible } from '../../api/passkey.js';
import { isProblem, noticeOf } from '../../api/problem.js';
import { typed } from '../../ui/form-fields.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './sign-in.module.css';

/** Signs in with a passkey: the browser asks which, and its owner unlocks it. */
export async function signInWithPasskey(): Promise<OwnSignInView> {
  const { options } = await passkeySignInOptions();
  return signInByPasskey(await answerWithPasskey(options));
}

interface SecondStepProps {
  readonly ways: { readonly totp: boolean; readonly passkey: boolean };
  readonly onSignedIn: (member: OwnSignInView) => void;
  readonly onBack: () => void;
}

/** The password was right: now the code of the app, a recovery code, or a passkey. */
export function SecondStep({ ways, onSignedIn, onBack }: SecondStepProps) {
  const problemId = useId();
  const field = useRef<HTMLInputElement>(null);
  // Whoever sent the password goes on typing here.
  useEffect(() => field.current?.focus(), []);
  const code = useMutation({ mutationFn: signInByCode, onSuccess: onSignedIn });
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: onSignedIn });
  const error = code.error ?? passkey.error;
  const over = isProblem(code.error) && code.error.errors.some(({ facts }) => facts?.['over'] === true);
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    passkey.reset();
    code.mutate(typed(new FormData(event.currentTarget), 'code').trim());
  };
  return (
    <form onSubmit={submit} className={classes['form']}>
      {error !== null && (
        <div id={problemId}>
          <ProblemNotice {...noticeOf(error)} />
        </div>
      )}
      {!over && (
        <>
          {ways.passkey && passkeysPossible() && (
            <Button
              variant={ways.totp ? 'default' : 'filled'}
              loading={passkey.isPending}
              onClick={() => {
                code.reset();
                passkey.mutate();
              }}
            >
              Use your passkey
            </Button>
          )}
          <TextInput
            label={ways.totp ? 'Code of your authenticator app' : 'Recovery code'}
            description={ways.totp ? 'Six figures; or one of your recovery codes.' : undefined}
            name="code"
            autoComplete="one-time-code"
            ref={field}
            required
            withAsterisk={false}
            maxLength={40}
            aria-describedby={error === null ? undefined : problemId}
          />
          <Button type="submit" loading={code.isPending}>
            Continue
          </Button>
        </>
      )}
      <Button variant="subtle" onClick={onBack}>
        {over ? 'Begin again' : 'Back to the password'}
      </Button>
    </form>
  );
}
