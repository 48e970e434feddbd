import { Button, Group, Stack } from '@mantine/core';
import type { StepProps } from './setup-step.js';
import classes from './setup.module.css';

/** Done before this page could be opened: it says what stands. */
export function StepPractice({ setup, memberName, renderSettings, onNext }: StepProps) {
  return (
    <Stack gap="md">
      <p className={classes['plain']}>
        <strong>{setup.practice}</strong> stands, and you, {memberName}, are its administrator. A second
        administrator is worth having: you can confirm each other, and neither of you is the only key.{' '}
        {renderSettings('/settings/members', 'Members')}
      </p>
      <Group>
        <Button onClick={onNext}>Go on</Button>
      </Group>
    </Stack>
  );
}
