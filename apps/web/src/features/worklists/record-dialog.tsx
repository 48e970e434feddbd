import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import type { RecordEvidenceRequest, WorklistRowView } from '@lull/contracts';
import { requirementWords } from '@lull/contracts/plain';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { useFocusBack } from '../../ui/focus-back.js';
import { FormSummary } from '../../ui/form-summary.js';
import { lineParticulars, recordEvidence, type LineParticular } from './worklists.queries.js';

const labels: Readonly<Record<LineParticular, string>> = {
  name: 'Who takes the patient home',
  phone: 'Telephone of this person',
  prescriber: 'Who decided',
  decision: 'What was decided, as it was said',
  physician: 'Who signed',
  formVersion: 'Version of the form',
};

interface RecordDialogProps {
  readonly row: WorklistRowView;
  readonly onEnd: () => void;
}

export function linesOf({ requirement }: WorklistRowView): LineParticular[] | null {
  const needs = requirement?.needs ?? [];
  const lines = lineParticulars.filter((each) => needs.includes(each));
  return lines.length === needs.length ? lines : null;
}

/** Evidence of one row: with what belongs to it, asked for or there. */
export function RecordDialog({ row, onEnd }: RecordDialogProps) {
  const { requirement, session, patientName } = row;
  const lines = linesOf(row) ?? [];
  const [said, setSaid] = useState<Partial<Record<LineParticular, string>>>(requirement?.named ?? {});
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  useFocusBack();
  const recording = useChange(
    (body: RecordEvidenceRequest, key: string) => recordEvidence(session?.id ?? '', body, key),
    async () => {
      await readAnew(queryClient, 'readiness');
      announce('It is recorded.');
      onEnd();
    },
  );
  if (requirement === null || session === null) return null;
  const given = Object.fromEntries(
    lines.flatMap((each) => {
      const text = said[each]?.trim() ?? '';
      return text === '' ? [] : [[each, text]];
    }),
  );
  const say = (outcome: 'met' | 'requested'): void =>
    recording.mutate({
      kind: requirement.kind,
      outcome,
      ...(Object.keys(given).length > 0 && { particulars: given }),
    });
  return (
    <Modal
      opened
      onClose={onEnd}
      title={`${requirementWords[requirement.kind]}: ${patientName}`}
      closeButtonProps={{ 'aria-label': 'Close the dialog' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          say('met');
        }}
      >
        <Stack gap="md">
          <FormSummary faults={faultsOf(recording.error)} attempt={recording.failureCount} />
          {lines.map((each) => (
            <TextInput
              key={each}
              label={labels[each]}
              type={each === 'phone' ? 'tel' : 'text'}
              autoComplete="off"
              value={said[each] ?? ''}
              onChange={({ currentTarget }) => setSaid({ ...said, [each]: currentTarget.value })}
            />
          ))}
          <Group gap="xs">
            <Button type="submit" loading={recording.isPending}>
              {requirement.kind === 'escort-confirmed' ? 'Confirmed' : 'Record'}
            </Button>
            <Button variant="default" disabled={recording.isPending} onClick={() => say('requested')}>
              Asked for, not settled
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
