import { Anchor, Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { askForNewPassword, signInWays } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { Loading } from '../../ui/loading.js';
import { typed } from '../../ui/form-fields.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import notice from '../../ui/notice.module.css';
import { Brand } from './brand.js';
import classes from './sign-in.module.css';

/** Asks for a link by e-mail. What it answers tells nobody whether the address is known. */
export function ForgottenPasswordPage() {
  const ways = useQuery(signInWays);
  const asked = useMutation({ mutationFn: askForNewPassword });
  return (
    <Brand title="Forgotten password" note="Choose a new one by a link">
      {ways.error !== null && <ProblemNotice {...noticeOf(ways.error)} onRetry={() => void ways.refetch()} />}
      {ways.isPending && <Loading heights={[60]} label="this page" />}
      {ways.data?.passwordByMail === false && (
        <div className={notice['note']}>
          <div className={notice['text']}>
            No e-mail leaves this installation, so no link can be sent. Ask an administrator of your practice.
          </div>
        </div>
      )}
      {ways.data?.passwordByMail === true && !asked.isSuccess && (
        <form
          className={classes['form']}
          onSubmit={(event) => {
            event.preventDefault();
            asked.mutate(typed(new FormData(event.currentTarget), 'email').trim());
          }}
        >
          {asked.error !== null && <ProblemNotice {...noticeOf(asked.error)} />}
          <TextInput
            label="E-mail"
            name="email"
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
          />
          <Button type="submit" loading={asked.isPending}>
            Send me a link
          </Button>
        </form>
      )}
      {asked.isSuccess && (
        <div className={notice['note']} role="status">
          <div className={notice['text']}>
            If somebody here has this address, a link is on its way to it. It opens once, for 30 minutes.
            Nothing came? Look among the unwanted mail, or ask an administrator.
          </div>
        </div>
      )}
      <p className={classes['other']}>
        <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />}>Back to the sign-in</Anchor>
      </p>
    </Brand>
  );
}
