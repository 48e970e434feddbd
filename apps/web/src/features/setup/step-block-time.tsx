import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import type { ClinicView } from '@lull/contracts';
import { addCivilDays, civilDateAt } from '@lull/domain';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { ClockTimeField } from '../../ui/clock-time-field.js';
import { weekdayNames } from '../../ui/weekdays.js';
import type { StepProps } from './setup-step.js';
import { addBlockTime } from './setup.queries.js';
import { StepForm } from './step-form.js';
import { useStep } from './use-step.js';
import classes from './setup.module.css';

interface StepBlockTimeProps extends StepProps {
  readonly clinic: ClinicView;
}

interface Row {
  readonly weekday: number;
  readonly roomId: string;
  readonly physicianId: string;
  readonly from: string;
  readonly to: string;
}

const usualLeadDays = 5;

/** A weekly pattern, row by row; what repeats otherwise is said on the page of block time. */
export function StepBlockTime({ clinic, setup, renderSettings, onNext }: StepBlockTimeProps) {
  const of = (kind: string) => clinic.resources.filter((each) => each.kind === kind);
  const [rooms, physicians] = [of('room'), of('physician')];
  const done = setup.counts.blockTimes > 0;
  const first: Row = {
    weekday: 1,
    roomId: rooms[0]?.id ?? '',
    physicianId: physicians[0]?.id ?? '',
    from: '08:00',
    to: '12:00',
  };
  const [rows, setRows] = useState<readonly Row[]>(done ? [] : [first]);
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set());
  const save = useStep(
    async () => {
      const validFrom = addCivilDays(civilDateAt(Date.now(), clinic.timeZone), 1);
      for (const row of rows) {
        const mark = JSON.stringify(row);
        if (saved.has(mark)) continue;
        await addBlockTime(clinic.id, {
          ...row,
          repeats: 'weekly',
          validFrom,
          releaseLeadDays: usualLeadDays,
        });
        setSaved((before) => new Set([...before, mark]));
      }
    },
    'The block time stands.',
    onNext,
  );
  const set = (index: number, changes: Partial<Row>): void =>
    setRows(rows.map((each, at) => (at === index ? { ...each, ...changes } : each)));
  const more = (): void => {
    const last = rows.at(-1);
    setRows([...rows, last === undefined ? first : { ...last, weekday: (last.weekday % 7) + 1 }]);
  };
  if (rooms.length === 0 || physicians.length === 0)
    return <p className={classes['quiet']}>Block time needs a room and a physician: the steps before.</p>;
  return (
    <StepForm
      saving={save}
      deed={rows.length === 0 ? 'Go on' : 'Save and go on'}
      onSend={() => (rows.length === 0 ? onNext() : save.mutate(undefined))}
    >
      {done && (
        <p className={classes['quiet']}>
          {setup.counts.blockTimes === 1 ? 'One pattern stands' : `${setup.counts.blockTimes} patterns stand`}{' '}
          already. {renderSettings('/block-time', 'Block time')}
        </p>
      )}
      {rows.map((row, index) => (
        <fieldset key={index} className={classes['pattern']}>
          <legend className="visually-hidden">Block time {index + 1}</legend>
          <NativeSelect
            label="Day"
            data={weekdayNames.map((label, at) => ({ value: String(at + 1), label }))}
            value={String(row.weekday)}
            onChange={({ currentTarget }) => set(index, { weekday: Number(currentTarget.value) })}
          />
          <NativeSelect
            label="Physician"
            data={physicians.map(({ id, name }) => ({ value: id, label: name }))}
            value={row.physicianId}
            onChange={({ currentTarget }) => set(index, { physicianId: currentTarget.value })}
          />
          <NativeSelect
            label="Room"
            data={rooms.map(({ id, name }) => ({ value: id, label: name }))}
            value={row.roomId}
            onChange={({ currentTarget }) => set(index, { roomId: currentTarget.value })}
          />
          <ClockTimeField label="From" value={row.from} onChange={(from) => set(index, { from })} />
          <ClockTimeField label="Until" value={row.to} onChange={(to) => set(index, { to })} />
          <ActionIcon
            variant="default"
            size={34}
            aria-label={`Take block time ${index + 1} away`}
            onClick={() => setRows(rows.filter((_, at) => at !== index))}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </fieldset>
      ))}
      <div>
        <Button size="compact-sm" variant="default" onClick={more}>
          Add block time
        </Button>
      </div>
      <p className={classes['quiet']}>
        Every week from tomorrow on; what nobody uses is released to others {usualLeadDays} days before. A
        book may bring block time along as well.
      </p>
    </StepForm>
  );
}
