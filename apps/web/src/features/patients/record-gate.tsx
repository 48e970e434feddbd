import type { OpenRecordRequest, RecordAccessView } from '@lull/contracts';
import { restrictionKindTexts } from '@lull/contracts/plain';
import { Button, Modal, Stack, Text, Textarea } from '@mantine/core';
import { IconLock, IconLockOpen } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { noticeOf } from '../../api/problem.js';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { useChange } from '../../api/use-change.js';
import { timeText } from '../../ui/clock.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { DialogFoot } from '../../ui/form-foot.js';
import notice from '../../ui/notice.module.css';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './record-gate.module.css';
import { endOpening, openRecord } from './record-access.queries.js';

interface RecordGateProps {
  readonly patientId: string;
  readonly access: RecordAccessView;
  readonly zone: string;
  /** What treats; a closed record keeps it back, and nothing of it is asked for. */
  readonly children?: ReactNode;
}

/** Before a restricted record stands the question why; once it is open, until when, and the way to close it. */
export function RecordGate({ patientId, access, zone, children }: RecordGateProps) {
  if (access.closed) return <Closed patientId={patientId} access={access} />;
  return (
    <>
      {access.opening !== null && <OpenBanner opening={access.opening} zone={zone} />}
      {children}
    </>
  );
}

function Closed({ patientId, access }: Pick<RecordGateProps, 'patientId' | 'access'>) {
  const { may } = useOwnSignIn();
  const [asking, setAsking] = useState(false);
  return (
    <div className={classes['gate']}>
      <div className={notice['warn']} role="note" aria-label="Restricted record">
        <IconLock size={18} aria-hidden />
        <div className={`${notice['text']} ${classes['words']}`}>
          <strong>Restricted record.</strong>{' '}
          {access.restriction !== null && `${restrictionKindTexts[access.restriction.kind]}. `}
          {may('record-opening', 'open')
            ? 'You see what booking needs. The clinical record opens with a reason, for 60 minutes, and somebody reviews it.'
            : 'You see what booking needs, and nothing clinical.'}
        </div>
        {may('record-opening', 'open') && (
          <Button size="compact-sm" onClick={() => setAsking(true)}>
            Open the record
          </Button>
        )}
        {asking && <OpenDialog patientId={patientId} onClose={() => setAsking(false)} />}
      </div>
    </div>
  );
}

function OpenDialog({ patientId, onClose }: { readonly patientId: string; readonly onClose: () => void }) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  useFocusBack();
  const change = useChange(
    (body: OpenRecordRequest, key: string) => openRecord(patientId, body, key),
    async () => {
      onClose();
      // What every page may show of this patient is another thing now.
      await queryClient.invalidateQueries();
    },
  );
  const faults = faultsOf(change.error);
  const { field } = fieldsOf(faults);
  return (
    <Modal
      opened
      onClose={onClose}
      title="Open a restricted record"
      centered
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ reason: reason.trim() });
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            It stays open to you for 60 minutes. All that you read and write in that time stands in the trail
            as an opening, and somebody else reads your reason and says whether it was justified.
          </Text>
          {change.error !== null && faults.every(({ field: of }) => of !== 'reason') && (
            <ProblemNotice {...noticeOf(change.error)} />
          )}
          <Textarea
            {...field('reason')}
            label="Why you need to see it"
            description="Such as: I treat her today, session at 09:30."
            autosize
            minRows={2}
            maxLength={300}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <DialogFoot
            deed="Open for 60 minutes"
            pending={change.isPending}
            leave="Cancel"
            onLeave={onClose}
            disabled={reason.trim().length < 10}
          />
        </Stack>
      </form>
    </Modal>
  );
}

function OpenBanner({
  opening,
  zone,
}: {
  readonly opening: NonNullable<RecordAccessView['opening']>;
  readonly zone: string;
}) {
  const queryClient = useQueryClient();
  const { mutate, isPending, error } = useChange(
    (_: null, key: string) => endOpening(opening, key),
    () => queryClient.invalidateQueries(),
  );
  return (
    <div className={classes['gate']}>
      <div className={notice['bad']} role="note" aria-label="Opened restricted record">
        <IconLockOpen size={18} aria-hidden />
        <div className={`${notice['text']} ${classes['words']}`}>
          <strong>Restricted record, open to you until {timeText(opening.until, zone)}.</strong> Your reason:
          “{opening.reason}” Everything is in the trail, and the opening is reviewed.
          {error !== null && ` ${noticeOf(error).sentence}`}
        </div>
        <Button size="compact-sm" variant="default" loading={isPending} onClick={() => mutate(null)}>
          Close the record
        </Button>
      </div>
    </div>
  );
}
