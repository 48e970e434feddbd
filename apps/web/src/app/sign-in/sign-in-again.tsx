import { Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { ownSignIn } from '../../api/own-sign-in.js';
import { SignInForm } from './sign-in-form.js';

/** The sign-in ended while somebody worked: the page stays behind this dialog with everything typed. */
export function SignInAgain({ onSignedIn }: { readonly onSignedIn: () => void }) {
  const queryClient = useQueryClient();
  const before = queryClient.getQueryData(ownSignIn.queryKey);
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title="Please sign in again"
      centered
    >
      <Text size="sm" mb="sm">
        {before === undefined ? 'Your sign-in' : `The sign-in of ${before.name}`} has ended. What you typed is
        kept.
      </Text>
      <SignInForm
        onSignedIn={(member) => {
          // Somebody else at this desk must not see the screens of the one before.
          if (before !== undefined && member.memberId !== before.memberId) location.assign('/');
          else onSignedIn();
        }}
      />
    </Modal>
  );
}
