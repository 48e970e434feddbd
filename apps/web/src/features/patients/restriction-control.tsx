import type { RecordAccessView, RestrictRecordRequest } from '@lull/contracts';
import { restrictionKindTexts } from '@lull/contracts/plain';
import { restrictionKinds, type RestrictionKind } from '@lull/domain';
import { Button, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { noticeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { dateTimeText } from '../../ui/clock.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { DialogFoot } from '../../ui/form-foot.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { liftRestriction, restrictRecord } from './record-access.queries.js';

interface RestrictionControlProps {
  readonly patientId: string;
  readonly restriction: RecordAccessView['restriction'];
  readonly zone: string;
}

/** Restricts a record, or lifts what restricts it; for whoever may do either. */
export function RestrictionControl({ patientId, restriction, zone }: RestrictionControlProps) {
  const [asking, setAsking] = useState(false);
  const Dialog = restriction === null ? RestrictDialog : LiftDialog;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {restriction === null ? 'Restrict' : 'Lift restriction'}
      </Button>
      {asking && <Dialog {...{ patientId, restriction, zone }} onClose={() => setAsking(false)} />}
    </>
  );
}

type DialogProps = RestrictionControlProps & { readonly onClose: () => void };

function RestrictDialog({ patientId, onClose }: DialogProps) {
  const queryClient = useQueryClient();
  const [kind, setKind] = useState<RestrictionKind | null>(null);
  const [reason, setReason] = useState('');
  useFocusBack();
  const change = useChange(
    (body: RestrictRecordRequest, key: string) => restrictRecord(patientId, body, key),
    async () => {
      onClose();
      await queryClient.invalidateQueries();
    },
  );
  const faults = faultsOf(change.error);
  const { field } = fieldsOf(faults);
  return (
    <Modal
      opened
      onClose={onClose}
      title="Restrict this record"
      centered
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (kind !== null) change.mutate({ kind, reason: reason.trim() });
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            From now on the clinical record opens only with a reason, for 60 minutes, and each opening is
            reviewed. Booking goes on as before.
          </Text>
          {change.error !== null && faults.length === 0 && <ProblemNotice {...noticeOf(change.error)} />}
          <Radio.Group
            {...field('kind')}
            label="Why the record is restricted"
            value={kind}
            onChange={(value) => setKind(restrictionKinds.find((each) => each === value) ?? null)}
          >
            <Stack gap={6} mt={6}>
              {restrictionKinds.map((each) => (
                <Radio key={each} value={each} label={restrictionKindTexts[each]} />
              ))}
            </Stack>
          </Radio.Group>
          <TextInput
            {...field('reason')}
            label="Reason"
            description="Only those who may restrict a record read it."
            maxLength={200}
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <DialogFoot
            deed="Restrict"
            pending={change.isPending}
            leave="Cancel"
            onLeave={onClose}
            disabled={kind === null || reason.trim() === ''}
          />
        </Stack>
      </form>
    </Modal>
  );
}

function LiftDialog({ restriction, zone, onClose }: DialogProps) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  useFocusBack();
  const change = useChange(
    (body: { reason: string }, key: string) =>
      restriction === null
        ? Promise.reject(new Error('Nothing restricts this record.'))
        : liftRestriction(restriction, body, key),
    async () => {
      onClose();
      await queryClient.invalidateQueries();
    },
  );
  if (restriction === null) return null;
  return (
    <Modal
      opened
      onClose={onClose}
      title="Lift the restriction"
      centered
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate({ reason: reason.trim() });
        }}
      >
        <Stack gap="sm">
          <Text size="sm">
            {restrictionKindTexts[restriction.kind]}; placed by {restriction.by} on{' '}
            {dateTimeText(restriction.at, zone)}
            {restriction.reason === null ? '.' : `: ${restriction.reason}`}
          </Text>
          <Text size="sm">Lifted, the record opens to everybody who treats, without a question.</Text>
          {change.error !== null && <ProblemNotice {...noticeOf(change.error)} />}
          <TextInput
            label="Why it is lifted"
            maxLength={200}
            data-autofocus
            value={reason}
            onChange={({ currentTarget }) => setReason(currentTarget.value)}
          />
          <DialogFoot
            deed="Lift"
            pending={change.isPending}
            leave="Cancel"
            onLeave={onClose}
            disabled={reason.trim() === ''}
          />
        </Stack>
      </form>
    </Modal>
  );
}
