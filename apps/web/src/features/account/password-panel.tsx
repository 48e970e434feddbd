import { PasswordInput, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { useAnnounce } from '../../ui/announcer.js';
import { fieldsOf, typed } from '../../ui/form-fields.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary } from '../../ui/form-summary.js';
import { Panel } from '../../ui/panel.js';
import notice from '../../ui/notice.module.css';
import { changePassword, ownAccountQuery } from './account.queries.js';

/** The old password and a new one; the other sign-ins end with it. */
export function PasswordPanel({ note }: { readonly note: string }) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const form = useRef<HTMLFormElement>(null);
  const [attempt, setAttempt] = useState(0);
  const change = useMutation({
    mutationFn: changePassword,
    onSuccess: async () => {
      form.current?.reset();
      announce('The password is changed.');
      await queryClient.invalidateQueries({ queryKey: ownAccountQuery.queryKey, exact: true });
    },
    onError: () => setAttempt((before) => before + 1),
  });
  const faults = faultsOf(change.error);
  const { field } = fieldsOf(faults);
  return (
    <Panel title="Password" note={note}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          const fields = new FormData(event.currentTarget);
          change.mutate({
            current: typed(fields, 'current'),
            password: typed(fields, 'password'),
          });
        }}
      >
        <Stack gap="sm" maw={420}>
          <FormSummary faults={faults} attempt={attempt} />
          {change.isSuccess && (
            <div className={notice['note']} role="status">
              <div className={notice['text']}>
                Your password is changed, and you were signed out everywhere else.
              </div>
            </div>
          )}
          <PasswordInput
            {...field('current')}
            label="Password of now"
            name="current"
            autoComplete="current-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password of now', tabIndex: 0 }}
          />
          <PasswordInput
            {...field('password')}
            label="New password"
            description="At least 15 characters: a sentence is easy to remember."
            name="password"
            autoComplete="new-password"
            required
            withAsterisk={false}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the new password', tabIndex: 0 }}
          />
          <FormFoot deed="Change the password" pending={change.isPending} />
        </Stack>
      </form>
    </Panel>
  );
}
