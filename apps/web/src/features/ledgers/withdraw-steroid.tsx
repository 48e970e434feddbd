import type { SteroidLineView } from '@lull/contracts';
import { Button, Group, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/problem.js';
import { ledgerQuery, withdrawSteroid } from './ledgers.queries.js';

/** An entry by mistake is withdrawn with a reason: it stays in the trail and counts no more. */
export function WithdrawSteroid({
  patientId,
  line,
}: {
  readonly patientId: string;
  readonly line: SteroidLineView;
}) {
  const queryClient = useQueryClient();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => withdrawSteroid(line.id, line.version ?? 0, reason.trim()),
    onSuccess: (ledger) => queryClient.setQueryData(ledgerQuery(patientId).queryKey, ledger),
  });
  if (!asking)
    return (
      <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
        Withdraw
      </Button>
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() !== '') mutate();
      }}
    >
      <Group gap={6} wrap="nowrap" align="flex-end">
        <TextInput
          size="xs"
          label="Why it is withdrawn"
          maxLength={300}
          value={reason}
          error={error === null ? undefined : sentenceOf(error)}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="default" loading={isPending} disabled={reason.trim() === ''}>
          Withdraw
        </Button>
      </Group>
    </form>
  );
}
