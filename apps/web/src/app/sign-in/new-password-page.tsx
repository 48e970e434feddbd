import { Anchor, Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { setPasswordByLink } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { typed } from '../../ui/form-fields.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import notice from '../../ui/notice.module.css';
import { Brand } from './brand.js';
import { useLinkToken } from './link-token.js';
import { NoLink } from './no-link.js';
import classes from './sign-in.module.css';

/** A new password by the link of an e-mail. */
export function NewPasswordPage() {
  const token = useLinkToken();
  const set = useMutation({ mutationFn: (password: string) => setPasswordByLink(token ?? '', password) });
  return (
    <Brand title="New password" note="At least 15 characters">
      {token === null && <NoLink />}
      {set.isSuccess && (
        <div className={notice['note']} role="status">
          <div className={notice['text']}>
            Your password is set, and you were signed out everywhere.{' '}
            <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />}>Sign in with it</Anchor>
          </div>
        </div>
      )}
      {token !== null && !set.isSuccess && (
        <form
          className={classes['form']}
          onSubmit={(event) => {
            event.preventDefault();
            set.mutate(typed(new FormData(event.currentTarget), 'password'));
          }}
        >
          {set.error !== null && <ProblemNotice {...noticeOf(set.error)} />}
          <PasswordInput
            label="New password"
            description="A sentence is easy to remember."
            name="password"
            autoComplete="new-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
          />
          <Button type="submit" loading={set.isPending}>
            Set the password
          </Button>
        </form>
      )}
    </Brand>
  );
}
