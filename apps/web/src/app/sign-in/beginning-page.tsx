import { Anchor, Button, Checkbox, PasswordInput, Stack, TextInput } from '@mantine/core';
import type { BeginPracticeRequest } from '@lull/contracts';
import { roleTexts } from '@lull/contracts/plain';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { beginning, beginPractice, signIn } from '../../api/own-sign-in.js';
import { codeOf, noticeOf } from '../../api/problem.js';
import { fieldsOf, typed } from '../../ui/form-fields.js';
import { FormSummary } from '../../ui/form-summary.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import notice from '../../ui/notice.module.css';
import { Brand } from './brand.js';
import classes from './sign-in.module.css';

const further = ['scheduler', 'nurse', 'physician'] as const;

/** The first practice of an installation and its first administrator, by the code on the console. */
export function BeginningPage() {
  const { data: look, error, refetch } = useQuery(beginning);
  return (
    <Brand title="Begin your practice" note="Lull: scheduling and series for pain clinics">
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {look === undefined && error === null && <Loading heights={[60, 60, 60]} label="the installation" />}
      {look?.open === false && (
        <div className={notice['note']} role="status">
          <div className={notice['text']}>
            There is nothing to begin here: this installation has its practice already, or was started without
            a code. <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />}>Sign in</Anchor>
          </div>
        </div>
      )}
      {look?.open === true && <BeginningForm />}
    </Brand>
  );
}

function BeginningForm() {
  const queryClient = useQueryClient();
  const router = useRouter();
  const [attempt, setAttempt] = useState(0);
  const [alsoAs, setAlsoAs] = useState<BeginPracticeRequest['alsoAs']>(['scheduler']);
  const begin = useMutation({
    mutationFn: async (request: BeginPracticeRequest) => {
      await beginPractice(request);
      await signIn(request.email, request.password);
    },
    onSuccess: () => {
      // Who is signed in is asked anew: a second factor is due first.
      queryClient.clear();
      router.history.push('/settings/setup');
    },
    onError: () => setAttempt((before) => before + 1),
  });
  const faults = faultsOf(begin.error);
  const { field } = fieldsOf(faults);
  return (
    <form
      noValidate
      className={classes['form']}
      onSubmit={(event) => {
        event.preventDefault();
        const fields = new FormData(event.currentTarget);
        begin.mutate({
          code: typed(fields, 'code').trim(),
          practice: typed(fields, 'practice').trim(),
          name: typed(fields, 'name').trim(),
          email: typed(fields, 'email').trim(),
          password: typed(fields, 'password'),
          alsoAs,
        });
      }}
    >
      <FormSummary faults={faults} attempt={attempt} code={codeOf(begin.error)} />
      <TextInput
        {...field('code')}
        label="Code on the console"
        description="Printed where Lull was started. It is good for one beginning."
        name="code"
        autoComplete="off"
        spellCheck={false}
        required
        withAsterisk={false}
      />
      <TextInput
        {...field('practice')}
        label="Name of the practice"
        name="practice"
        autoComplete="organization"
        maxLength={80}
        required
        withAsterisk={false}
      />
      <TextInput
        {...field('name')}
        label="Your name"
        description="As your colleagues will read it. You are the first administrator."
        name="name"
        autoComplete="name"
        maxLength={100}
        required
        withAsterisk={false}
      />
      <TextInput
        {...field('email')}
        label="E-mail"
        name="email"
        type="email"
        autoComplete="username"
        required
        withAsterisk={false}
      />
      <PasswordInput
        {...field('password')}
        label="Your password"
        description="At least 15 characters: a sentence is easy to remember."
        name="password"
        autoComplete="new-password"
        required
        withAsterisk={false}
        visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
      />
      <Checkbox.Group
        label="You also work as"
        description="Nobody changes their own roles later: another administrator does."
        value={alsoAs}
        onChange={(values) => setAlsoAs(further.filter((role) => values.includes(role)))}
      >
        <Stack gap={8} mt={6}>
          {further.map((role) => (
            <Checkbox key={role} value={role} label={role} description={roleTexts[role]} />
          ))}
        </Stack>
      </Checkbox.Group>
      <Button type="submit" loading={begin.isPending}>
        Begin
      </Button>
    </form>
  );
}
