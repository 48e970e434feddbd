import { Button, Group, Stack } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { codeOf } from '../../api/problem.js';
import { FormSummary } from '../../ui/form-summary.js';

interface StepFormProps {
  readonly saving: Pick<UseMutationResult<unknown, Error, never>, 'error' | 'failureCount' | 'isPending'>;
  readonly deed?: string;
  readonly onSend: () => void;
  /** The step is done already: one may go on without saving. */
  readonly onNext?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** The form of a step: what is wrong above, the way on below. */
export function StepForm({ saving, deed = 'Save and go on', onSend, onNext, children }: StepFormProps) {
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onSend();
      }}
    >
      <Stack gap="md">
        <FormSummary
          faults={faultsOf(saving.error)}
          attempt={saving.failureCount}
          code={codeOf(saving.error)}
        />
        {children}
        <Group gap="sm">
          <Button type="submit" loading={saving.isPending}>
            {deed}
          </Button>
          {onNext !== undefined && (
            <Button variant="default" onClick={onNext}>
              Go on without more
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
