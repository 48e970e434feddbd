import { Checkbox, Modal, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import type { SessionView } from '@lull/contracts';
import { cancelReasons, type CancelReason } from '@lull/domain';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isProblem, noticeOf, sentenceOf } from '../../api/problem.js';
import { cancelSession, restoreSession, sessionQuery, useSessionChanged } from '../../api/sessions.js';
import { ChangedWhileEditing, useSeenSession } from '../../ui/seen-session.js';
import { showUndoable } from '../../ui/undo-toast.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText } from '../../ui/clock.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { DialogFoot } from '../../ui/form-foot.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { cancelReasonWords, followedSentence, followUpSentence } from './cancel-words.js';

interface CancelDialogProps {
  readonly session: SessionView;
  readonly zone: string;
  readonly mayWait: boolean;
  /** Whether the patient is to wait for another time. */
  readonly onDone: (waits: boolean) => void;
  readonly onClose: () => void;
}

/** Asks for the reason, says what follows, and can be taken back for as long as its toast stands. */
export function CancelDialog({ session, zone, mayWait, onDone, onClose }: CancelDialogProps) {
  const { seen, meanwhile, look } = useSeenSession(session);
  const [reason, setReason] = useState<CancelReason | ''>('');
  const [note, setNote] = useState('');
  const [waits, setWaits] = useState(false);
  const announce = useAnnounce();
  const changed = useSessionChanged();
  const queryClient = useQueryClient();
  useFocusBack();
  const restore = useMutation({
    mutationFn: restoreSession,
    onSuccess: async (back) => {
      const voided =
        session.state === 'confirmed' ? ' The confirmation stays void: ask the patient again.' : '';
      const sentence = `${back.patientName} stands again: ${dateTimeText(back.start, zone)}.${voided}`;
      announce(sentence);
      notifications.show({ title: 'Cancellation taken back', message: sentence });
      await changed(back);
    },
    onError: (error) => {
      notifications.show({ color: 'red', title: 'Not taken back', message: sentenceOf(error) });
    },
  });
  const cancel = useMutation({
    mutationFn: (given: CancelReason) =>
      cancelSession(seen, { reason: given, ...(note.trim() !== '' && { note: note.trim() }) }),
    onSuccess: async (after, given) => {
      announce(`${after.patientName}: cancelled`);
      showUndoable({
        title: 'Cancelled',
        sentence: `${after.patientName}, ${dateTimeText(after.start, zone)}. The time is free for others. ${followedSentence(given)}`,
        onUndo: () => restore.mutate(after),
      });
      await changed(after);
      onDone(waits);
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
          <ChangedWhileEditing change={meanwhile} zone={zone} onReload={onClose} onKeep={look} />
          {cancel.error !== null && <ProblemNotice {...noticeOf(cancel.error)} />}
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
          {mayWait && (
            <Checkbox
              label="Then put the patient on the waitlist"
              checked={waits}
              onChange={({ currentTarget }) => setWaits(currentTarget.checked)}
            />
          )}
          <DialogFoot
            deed="Cancel the session"
            red
            pending={cancel.isPending}
            disabled={reason === '' || meanwhile !== null}
            leave="Keep the session"
            onLeave={onClose}
          />
        </Stack>
      </form>
    </Modal>
  );
}
