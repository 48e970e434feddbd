import { Button, Group } from '@mantine/core';
import type { ReactNode } from 'react';

interface FormFootProps {
  /** What sending the form does, as its button says it. */
  readonly deed: string;
  readonly pending: boolean;
  /** The way out that saves nothing, as its button says it; absent where the form always stands on its page. */
  readonly leave?: string;
  readonly onLeave?: (() => void) | undefined;
  /** A word beside the buttons. */
  readonly children?: ReactNode;
}

/** The foot of a form on a page: the deed first, under the fields that were just filled in. */
export function FormFoot({ deed, pending, leave = 'Cancel', onLeave, children }: FormFootProps) {
  return (
    <Group gap="sm" pt={4}>
      <Button type="submit" loading={pending}>
        {deed}
      </Button>
      {onLeave !== undefined && (
        <Button variant="default" onClick={onLeave}>
          {leave}
        </Button>
      )}
      {children}
    </Group>
  );
}

interface DialogFootProps extends Required<Omit<FormFootProps, 'children' | 'onLeave'>> {
  readonly onLeave: () => void;
  readonly disabled?: boolean;
  /** What it does takes something away. */
  readonly red?: boolean;
}

/** The foot of a form in a dialog: the deed last, in the corner. */
export function DialogFoot({ deed, pending, leave, onLeave, disabled, red }: DialogFootProps) {
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onLeave}>
        {leave}
      </Button>
      <Button type="submit" loading={pending} disabled={disabled === true} {...(red && { color: 'red' })}>
        {deed}
      </Button>
    </Group>
  );
}
