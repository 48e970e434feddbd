import { Button, Group, Stack } from '@mantine/core';
import { useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf, isProblem } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { ShowNewState } from '../../ui/changed-meanwhile.js';
import { FormSummary } from '../../ui/form-summary.js';

interface SettingsFormProps {
  readonly saving: Pick<UseMutationResult<unknown, Error, never>, 'error' | 'failureCount' | 'isPending'>;
  readonly deed: string;
  /** A figure is missing. */
  readonly incomplete: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** The frame of a setting in its dialog; when somebody else changed it in between, it is opened anew from what stands. */
export function SettingsForm({ saving, deed, incomplete, onSend, onClose, children }: SettingsFormProps) {
  const queryClient = useQueryClient();
  const { error } = saving;
  const lookAnew = async (): Promise<void> => {
    await readAnew(queryClient, 'settings');
    onClose();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!incomplete) onSend();
      }}
    >
      <Stack gap="sm">
        <FormSummary
          faults={faultsOf(error)}
          attempt={saving.failureCount}
          code={codeOf(error)}
          {...(isProblem(error, 'stale') && { action: <ShowNewState onPress={lookAnew} /> })}
        />
        {children}
        <Group justify="flex-end">
          <Button type="submit" loading={saving.isPending} disabled={incomplete}>
            {deed}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
