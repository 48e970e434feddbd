import { Stack } from '@mantine/core';
import { useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf, isProblem } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { ShowNewState } from '../../ui/changed-meanwhile.js';
import { FormFoot } from '../../ui/form-foot.js';
import { FormSummary } from '../../ui/form-summary.js';

interface SettingsFrameProps {
  /** What is sent, or checked before it is sent; the latter without an error of its own. */
  readonly saving: Pick<UseMutationResult<unknown, Error, never>, 'error' | 'failureCount' | 'isPending'>;
  readonly deed: string;
  readonly onSend: () => void;
  readonly onClose: () => void;
  /** A way out of the refusal that stands. */
  readonly wayOut?: ReactNode;
  readonly children: ReactNode;
}

/** The frame of a setting beside its page; what somebody else changed in between is opened anew from what stands. */
export function SettingsFrame({ saving, deed, onSend, onClose, wayOut, children }: SettingsFrameProps) {
  const queryClient = useQueryClient();
  const { error } = saving;
  const lookAnew = async (): Promise<void> => {
    await readAnew(queryClient, 'settings');
    onClose();
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <Stack gap="sm">
        <FormSummary
          faults={faultsOf(error)}
          attempt={saving.failureCount}
          code={codeOf(error)}
          {...(isProblem(error, 'stale')
            ? { action: <ShowNewState onPress={lookAnew} /> }
            : wayOut !== undefined && error !== null && { action: wayOut })}
        />
        {children}
        <FormFoot deed={deed} pending={saving.isPending} onLeave={onClose} />
      </Stack>
    </form>
  );
}
