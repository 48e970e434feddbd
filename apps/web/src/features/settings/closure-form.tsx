import { NativeSelect, TextInput } from '@mantine/core';
import type { AddClosureRequest, ClinicView } from '@lull/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { isProblem } from '../../api/problem.js';
import { readAnew } from '../../api/read-anew.js';
import { useChange } from '../../api/use-change.js';
import { ClockTimeField } from '../../ui/clock-time-field.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { showUndoable } from '../../ui/undo-toast.js';
import { whenText } from './closure-words.js';
import { SettingsFrame } from './settings-frame.js';
import { addClosure, removeClosures } from './settings.queries.js';
import { useTakeBack } from './use-take-back.js';
import classes from './settings.module.css';

/** What somebody wants to close, and when. */
export type ClosingWish = Omit<AddClosureRequest, 'reason'>;

interface ClosureFormProps {
  readonly clinic: ClinicView;
  readonly today: string;
  readonly renderDesk: (wish: ClosingWish, words: string) => ReactNode;
  readonly onClose: () => void;
}

const wholeClinic = 'clinic';

export function ClosureForm({ clinic, today, renderDesk, onClose }: ClosureFormProps) {
  const [what, setWhat] = useState(wholeClinic);
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const [fromTime, setFromTime] = useState('');
  const [toTime, setToTime] = useState('');
  const [reason, setReason] = useState('');
  const queryClient = useQueryClient();
  const takeBack = useTakeBack('closure');
  const wish: ClosingWish = {
    from,
    to,
    ...(what !== wholeClinic && { resourceId: what }),
    ...(fromTime !== '' && { fromTime }),
    ...(toTime !== '' && { toTime }),
  };
  const save = useChange(
    (body: AddClosureRequest, key) => addClosure(clinic.id, body, key),
    async (added) => {
      onClose();
      await readAnew(queryClient, 'closure');
      showUndoable({
        about: `closure-${added.id}`,
        title: 'Closed',
        sentence: `${added.resource?.name ?? clinic.name} is closed on ${whenText(added)}.`,
        onUndo: () =>
          takeBack({ undo: () => removeClosures(clinic.id, [added]), sentence: 'It is open again.' }),
      });
    },
  );
  const { errorOf, field } = fieldsOf(faultsOf(save.error));
  const inTheWay =
    isProblem(save.error) && save.error.errors.some(({ code }) => code === 'settings.closure-over-sessions');
  return (
    <SettingsFrame
      saving={save}
      deed="Close this time"
      onSend={() => save.mutate({ ...wish, reason })}
      onClose={onClose}
      {...(inTheWay && { wayOut: renderDesk(wish, 'To the displacement desk') })}
    >
      <NativeSelect
        {...field('resourceId')}
        label="What"
        value={what}
        onChange={({ currentTarget }) => setWhat(currentTarget.value)}
        data={[
          { value: wholeClinic, label: 'The whole clinic' },
          ...clinic.resources.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <div className={classes['pair']}>
        <TextInput
          {...field('from')}
          type="date"
          label="First day"
          required
          value={from}
          onChange={({ currentTarget: { value } }) => {
            setFrom(value);
            if (to < value) setTo(value);
          }}
        />
        <TextInput
          {...field('to')}
          type="date"
          label="Last day"
          required
          value={to}
          onChange={({ currentTarget }) => setTo(currentTarget.value)}
        />
      </div>
      <div className={classes['pair']}>
        <ClockTimeField
          label="From (empty: all day)"
          required={false}
          value={fromTime}
          error={errorOf('fromTime') ?? null}
          onChange={setFromTime}
        />
        <ClockTimeField
          label="Until (empty: all day)"
          required={false}
          value={toTime}
          error={errorOf('toTime') ?? null}
          onChange={setToTime}
        />
      </div>
      <TextInput
        {...field('reason')}
        label="Why"
        description="Boards show it."
        required
        maxLength={200}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </SettingsFrame>
  );
}
