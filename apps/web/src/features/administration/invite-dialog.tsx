import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import type { SentInvitationView } from '@lull/contracts';
import type { Role } from '@lull/contracts/plain';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { DialogFoot } from '../../ui/form-foot.js';
import { FormSummary, type FormFault } from '../../ui/form-summary.js';
import { InvitationLink } from './invitation-link.js';
import { invite, membersKey } from './members.queries.js';
import { RoleChoice } from './role-choice.js';

/** Asks somebody by e-mail to become a member, in roles. */
export function InviteDialog({ onClose }: { readonly onClose: () => void }) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>([]);
  const [attempt, setAttempt] = useState(0);
  const [own, setOwn] = useState<readonly FormFault[]>([]);
  const [sent, setSent] = useState<SentInvitationView | null>(null);
  useFocusBack();
  const change = useChange(invite, async (answer: SentInvitationView) => {
    await queryClient.invalidateQueries({ queryKey: membersKey });
    const waits = answer.invitation.request !== null;
    announce(waits ? 'The invitation waits for a second administrator.' : 'The invitation is on its way.');
    if (answer.link === null && !waits) onClose();
    else setSent(answer);
  });
  const faults = own.length > 0 ? own : faultsOf(change.error);
  const { field, errorOf } = fieldsOf(faults);
  return (
    <Modal
      opened
      onClose={onClose}
      title="Invite a member"
      centered
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {sent?.link != null && <InvitationLink link={sent.link} onDone={onClose} />}
      {sent !== null && sent.link === null && (
        <Stack gap="sm">
          <Text size="sm" role="status">
            Nothing has been sent yet: an invitation to an administrator waits until{' '}
            {sent.invitation.request?.alone === true
              ? 'you confirm it yourself, a day from now, because there is no other administrator'
              : 'another administrator confirms it'}
            . It stands in the list of invitations.
          </Text>
          <Group justify="flex-end">
            <Button onClick={onClose}>Done</Button>
          </Group>
        </Stack>
      )}
      {sent === null && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const missing = missingOf(email, roles);
            setOwn(missing);
            setAttempt((before) => before + 1);
            if (missing.length === 0)
              change.mutate(
                { email: email.trim(), roles },
                { onError: () => setAttempt((before) => before + 1) },
              );
          }}
        >
          <Stack gap="md">
            <FormSummary faults={faults} attempt={attempt} />
            <TextInput
              {...field('email')}
              label="E-mail"
              type="email"
              autoComplete="off"
              maxLength={254}
              data-autofocus
              value={email}
              onChange={({ currentTarget }) => setEmail(currentTarget.value)}
            />
            <RoleChoice chosen={roles} error={errorOf('roles')} onChange={setRoles} />
            {roles.includes('administrator') && (
              <Text size="sm" c="dimmed">
                An administrator is confirmed by a second one before the invitation leaves.
              </Text>
            )}
            <DialogFoot deed="Invite" pending={change.isPending} leave="Cancel" onLeave={onClose} />
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function missingOf(email: string, roles: readonly Role[]): FormFault[] {
  return [
    ...(/^[^\s@]+@[^\s@]+$/.test(email.trim())
      ? []
      : [{ field: 'email', sentence: 'Write an e-mail address such as anna@clinic.example.' }]),
    ...(roles.length > 0 ? [] : [{ field: 'roles', sentence: 'Choose at least one role.' }]),
  ];
}
