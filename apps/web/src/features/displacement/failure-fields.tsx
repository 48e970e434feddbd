import { Button, NativeSelect, TextInput } from '@mantine/core';
import type { ClinicView } from '@lull/contracts';
import { isClockTime } from '@lull/domain';
import { useState } from 'react';
import { ClockTimeField } from '../../ui/clock-time-field.js';
import { kinds, kindWords } from './displacement-words.js';
import type { FailurePlace } from './displacement.queries.js';
import classes from './displacement.module.css';

interface FailureFieldsProps {
  readonly clinic: ClinicView;
  readonly today: string;
  readonly place: FailurePlace | null;
  readonly onPlace: (place: FailurePlace) => void;
}

const wholeClinic = 'clinic';

/** What fails, and from when until when. Nothing is asked before the form is sent. */
export function FailureFields({ clinic, today, place, onPlace }: FailureFieldsProps) {
  const [failed, setFailed] = useState(place === null ? '' : (place.resourceId ?? wholeClinic));
  const [from, setFrom] = useState(place?.from ?? today);
  const [to, setTo] = useState(place?.to ?? today);
  const [fromTime, setFromTime] = useState(place?.fromTime ?? '');
  const [toTime, setToTime] = useState(place?.toTime ?? '');
  const ordered = from !== '' && to !== '' && from <= to;
  const readable = [fromTime, toTime].every((time) => time === '' || isClockTime(time));
  const complete = failed !== '' && ordered && readable;
  return (
    <form
      className={`${classes['fields']} no-print`}
      aria-label="Displacement"
      onSubmit={(event) => {
        event.preventDefault();
        if (!complete) return;
        onPlace({
          resourceId: failed === wholeClinic ? null : failed,
          from,
          to,
          ...(fromTime !== '' && { fromTime }),
          ...(toTime !== '' && { toTime }),
        });
      }}
    >
      <NativeSelect
        label="What fails"
        value={failed}
        onChange={({ currentTarget }) => setFailed(currentTarget.value)}
        data={[
          { value: '', label: 'Choose' },
          { value: wholeClinic, label: 'The whole clinic' },
          ...kinds
            .map((kind) => ({
              group: kindWords[kind],
              items: clinic.resources
                .filter((each) => each.kind === kind)
                .map(({ id, name }) => ({ value: id, label: name })),
            }))
            .filter(({ items }) => items.length > 0),
        ]}
      />
      <TextInput
        type="date"
        label="First day"
        value={from}
        onChange={({ currentTarget: { value } }) => {
          setFrom(value);
          if (to < value) setTo(value);
        }}
      />
      <TextInput
        type="date"
        label="Last day"
        value={to}
        error={ordered || from === '' || to === '' ? null : 'Before the first day'}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
      <ClockTimeField
        label="From (empty: all day)"
        required={false}
        value={fromTime}
        onChange={setFromTime}
      />
      <ClockTimeField label="Until (empty: all day)" required={false} value={toTime} onChange={setToTime} />
      <Button type="submit" disabled={!complete}>
        Show who is affected
      </Button>
    </form>
  );
}
