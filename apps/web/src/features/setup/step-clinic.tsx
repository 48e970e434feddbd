import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { ClinicView } from '@lull/contracts';
import { useState } from 'react';
import { faultsOf } from '../../api/form-faults.js';
import { ClockTimeField } from '../../ui/clock-time-field.js';
import { fieldsOf } from '../../ui/form-fields.js';
import { weekdayNames } from '../../ui/weekdays.js';
import type { StepProps } from './setup-step.js';
import { clinicSettings, createClinic } from './setup.queries.js';
import { StepForm } from './step-form.js';
import { useStep } from './use-step.js';
import classes from './setup.module.css';

interface StepClinicProps extends StepProps {
  readonly clinic: ClinicView | null;
}

const usualDays: readonly number[] = [1, 2, 3, 4, 5];

export function StepClinic({ clinic, ...given }: StepClinicProps) {
  if (clinic === null || clinic.openingHours.length === 0) return <NewClinic {...given} clinic={clinic} />;
  const { renderSettings, onNext } = given;
  return (
    <Stack gap="md">
      <p className={classes['plain']}>
        <strong>{clinic.name}</strong> stands, by the clocks of {clinic.timeZone}, with opening hours.{' '}
        {renderSettings('/settings/clinics', 'Change it')} ·{' '}
        {renderSettings('/settings/closures', 'Public holidays from a file')}
      </p>
      <Group>
        <Button onClick={onNext}>Go on</Button>
      </Group>
    </Stack>
  );
}

function NewClinic({ clinic, setup, onNext }: StepClinicProps) {
  const [name, setName] = useState(clinic?.name ?? setup.practice);
  const [timeZone, setTimeZone] = useState(
    clinic?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
  );
  const [phone, setPhone] = useState(clinic?.phone ?? '');
  const [weekdays, setWeekdays] = useState(usualDays);
  const [from, setFrom] = useState('07:00');
  const [to, setTo] = useState('17:30');
  const save = useStep(
    async () => {
      const standing = (await clinicSettings()).find((each) => each.name === name.trim()) ?? null;
      return createClinic(
        standing,
        { name: name.trim(), timeZone, phone: phone.trim() === '' ? null : phone.trim() },
        { weekdays, from, to },
      );
    },
    `${name} stands.`,
    onNext,
  );
  const faults = faultsOf(save.error);
  const { field } = fieldsOf(faults);
  const ofHours = faults.find(({ field: at }) => at?.startsWith('hours'))?.sentence ?? null;
  return (
    <StepForm saving={save} onSend={() => save.mutate(undefined)}>
      <TextInput
        {...field('name')}
        label="Name of the clinic"
        required
        maxLength={80}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <NativeSelect
        {...field('timeZone')}
        label="Time zone"
        description="All times are meant by these clocks. Settled with the first session."
        required
        data={[...new Set([timeZone, ...Intl.supportedValuesOf('timeZone')])]}
        value={timeZone}
        onChange={({ currentTarget }) => setTimeZone(currentTarget.value)}
      />
      <TextInput
        {...field('phone')}
        label="Patients call"
        description="With the country code. Left empty, messages name no number."
        placeholder="+15551234567"
        type="tel"
        value={phone}
        onChange={({ currentTarget }) => setPhone(currentTarget.value)}
      />
      <fieldset className={classes['group']}>
        <legend>Open</legend>
        <Checkbox.Group
          aria-label="Days"
          value={weekdays.map(String)}
          onChange={(values) => setWeekdays(values.map(Number))}
        >
          <Group gap="md">
            {weekdayNames.map((day, index) => (
              <Checkbox key={day} value={String(index + 1)} label={day} />
            ))}
          </Group>
        </Checkbox.Group>
        <div className={classes['pair']}>
          <ClockTimeField label="From" value={from} onChange={setFrom} />
          <ClockTimeField label="Until" value={to} error={ofHours} onChange={setTo} />
        </div>
        <p className={classes['quiet']}>Other hours on some days, and holidays, are said in the settings.</p>
      </fieldset>
    </StepForm>
  );
}
