import { Button, CopyButton, Group, Stack, Text } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import classes from './members.module.css';

/** No e-mail leaves this installation: the link is handed over in person, and shown this once. */
export function InvitationLink({ link, onDone }: { readonly link: string; readonly onDone: () => void }) {
  return (
    <Stack gap="sm">
      <Text size="sm">
        No e-mail is set up here, so nothing was sent. Hand this link over yourself: it opens once, for seven
        days, and is not shown again.
      </Text>
      <div className={classes['link']}>{link}</div>
      <Group gap="xs" justify="flex-end">
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              leftSection={copied ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy the link'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone}>Done</Button>
      </Group>
    </Stack>
  );
}
