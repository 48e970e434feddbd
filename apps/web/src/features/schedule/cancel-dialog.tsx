import { Button, Group, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { SessionView } from '@lull/contracts';
import { cancelReasons, type CancelReason } from '@lull/domain';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem, sentenceOf } from '../../api/problem.js';
import { cancelSession, sessionQuery, useSessionChanged } from '../../api/sessions.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText } from '../../ui/clock.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { cancelReasonWords, followedSentence, followUpSentence } from './cancel-words.js';

interface CancelDialogProps {
  readonly session: SessionView;
  readonly zone: string;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** A cancellation cannot be taken back: it asks for the reason, says what follows, and has no undo to pretend. */
export function CancelDialog({ session, zone, onDone, onClose }: CancelDialogProps) {
  const [reason, setReason] = useState<CancelReason | ''>('');
  const [note, setNote] = useState('');
  const announce = useAnnounce();
  const changed = useSessionChanged();
  const queryClient = useQueryClient();
  useFocusBack();
  const cancel = useMutation({
    mutationFn: (given: CancelReason) =>
      cancelSession(session, { reason: given, ...(note.trim() !== '' && { note: note.trim() }) }),
    onSuccess: async (after, given) => {
      announce(`${after.patientName}: cancelled`);
      notifications.show({ title: `${after.patientName}: cancelled`, message: followedSentence(given) });
      await changed(after);
      onDone();
    },
    onError: (error) => {
      // The dialog goes on with the version that stands now; its words below tell of the change.
      if (isProblem(error, 'stale'))
        void queryClient.invalidateQueries({ queryKey: sessionQuery(session.id).queryKey });
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title="Cancel the session?"
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (reason !== '') cancel.mutate(reason);
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {session.patientName}, {dateTimeText(session.start, zone)}, {session.procedureCode} {session.side}
            . Its time becomes free at once.
          </Text>
          {cancel.error !== null && (
            <ProblemNotice
              sentence={sentenceOf(cancel.error)}
              code={isProblem(cancel.error) ? cancel.error.code : null}
            />
          )}
          <NativeSelect
            label="Why"
            required
            data-autofocus
            value={reason}
            onChange={({ currentTarget: { value } }) =>
              setReason(cancelReasons.find((each) => each === value) ?? '')
            }
            data={[
              { value: '', label: 'Choose a reason', disabled: true },
              ...cancelReasons.map((value) => ({ value, label: cancelReasonWords(value) })),
            ]}
            description={
              reason === '' ? 'It decides which follow-up task is created.' : followUpSentence(reason)
            }
            inputWrapperOrder={['label', 'input', 'description', 'error']}
          />
          <Textarea
            label="Note"
            autosize
            minRows={2}
            maxLength={1000}
            value={note}
            onChange={({ currentTarget }) => setNote(currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Keep the session
            </Button>
            <Button type="submit" color="red" loading={cancel.isPending} disabled={reason === ''}>
              Cancel the session
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
