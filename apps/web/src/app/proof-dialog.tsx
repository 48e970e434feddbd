import { Button, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { proveOneself } from '../api/own-sign-in.js';
import { noticeOf } from '../api/problem.js';
import { askForProofs } from '../api/proof.js';
import { typed } from '../ui/form-fields.js';
import { ProblemNotice } from '../ui/problem-notice.js';

/** Asks for the password once more before something grave; what was pressed goes on by itself after it. */
export function ProofDialog() {
  const [asked, setAsked] = useState(false);
  const waiting = useRef<((given: boolean) => void)[]>([]);
  useEffect(
    () =>
      askForProofs(
        () =>
          new Promise((resolve) => {
            waiting.current.push(resolve);
            setAsked(true);
          }),
      ),
    [],
  );
  const end = (given: boolean): void => {
    setAsked(false);
    for (const tell of waiting.current.splice(0)) tell(given);
  };
  return asked ? <AskForPassword onEnd={end} /> : null;
}

function AskForPassword({ onEnd }: { readonly onEnd: (given: boolean) => void }) {
  const prove = useMutation({ mutationFn: proveOneself, onSuccess: () => onEnd(true) });
  return (
    <Modal
      opened
      onClose={() => onEnd(false)}
      title="Please prove it is you"
      centered
      zIndex={400}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          prove.mutate(typed(new FormData(event.currentTarget), 'password'));
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            This is grave enough to ask for your password again. It holds for five minutes.
          </Text>
          {prove.error !== null && <ProblemNotice {...noticeOf(prove.error)} />}
          <PasswordInput
            label="Password"
            name="password"
            autoComplete="current-password"
            required
            withAsterisk={false}
            data-autofocus
            visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={() => onEnd(false)}>
              Cancel
            </Button>
            <Button type="submit" loading={prove.isPending}>
              Continue
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
