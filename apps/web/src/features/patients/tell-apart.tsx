import type { PatientView, TellApartRequest } from '@lull/contracts';
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { noticeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './merge.module.css';
import { tellApart } from './merge.queries.js';

interface TellApartProps {
  readonly kept: Pick<PatientView, 'id' | 'mrn'>;
  readonly joined: Pick<PatientView, 'id' | 'mrn'>;
  readonly onToldApart: () => void;
}

/** The other answer to a comparison: two persons who have a name and a birth date in common. */
export function TellApart({ kept, joined, onToldApart }: TellApartProps) {
  const queryClient = useQueryClient();
  const [reason, setReason] = useState('');
  const { mutate, isPending, error } = useChange(
    (body: TellApartRequest, key: string) => tellApart(body, key),
    async () => {
      await queryClient.invalidateQueries({ queryKey: ['patients'] });
      onToldApart();
    },
  );
  return (
    <Panel title="Not the same person">
      <form
        className={classes['form']}
        onSubmit={(event) => {
          event.preventDefault();
          if (reason.trim() !== '') mutate({ oneId: kept.id, otherId: joined.id, reason: reason.trim() });
        }}
      >
        <TextInput
          label="Why these are two persons"
          description={`${kept.mrn} and ${joined.mrn} are not proposed again. It can be taken back.`}
          maxLength={200}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
        {error !== null && <ProblemNotice {...noticeOf(error)} />}
        <div>
          <Button type="submit" variant="default" loading={isPending} disabled={reason.trim() === ''}>
            Not the same person
          </Button>
        </div>
      </form>
    </Panel>
  );
}
