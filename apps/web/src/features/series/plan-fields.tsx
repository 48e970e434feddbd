import type { ClinicView } from '@lull/contracts';
import { Checkbox, NumberInput, Radio, Select, Stack } from '@mantine/core';
import { plannedSedationWarning } from '@lull/domain';
import { SedationWarning } from './sedation-warning.js';
import classes from './series-form.module.css';
import type { SeriesDraft } from './series-plan.js';
import { sedationWords } from './series-words.js';

interface PlanFieldsProps {
  readonly draft: SeriesDraft;
  readonly change: (change: Partial<SeriesDraft>) => void;
  readonly field: (name: string) => { id: string; error: string | undefined };
  readonly clinics: readonly ClinicView[];
}

const sedations = ['none', 'minimal', 'moderate', 'deep'] as const;

/** The part of a series that may change later: how many, how far apart, by whom, with what sedation. */
export function PlanFields({ draft, change, field, clinics }: PlanFieldsProps) {
  const physicians = clinics
    .flatMap((clinic) => clinic.resources)
    .filter((resource) => resource.kind === 'physician');
  const days = (
    name: 'minimumIntervalDays' | 'targetIntervalDays' | 'maximumIntervalDays',
    label: string,
  ) => (
    <NumberInput
      {...field(name)}
      label={label}
      value={draft[name]}
      min={1}
      max={365}
      allowDecimal={false}
      suffix=" days"
      onChange={(value) => change({ [name]: value })}
    />
  );
  const warning = draft.purpose === null ? null : plannedSedationWarning(draft.purpose, draft.sedation);
  return (
    <Stack gap="md">
      <Select
        {...field('physicianId')}
        label="Physician"
        withAsterisk
        placeholder="Choose"
        data={physicians.map(({ id, name }) => ({ value: id, label: name }))}
        value={draft.physicianId === '' ? null : draft.physicianId}
        onChange={(value) => change({ physicianId: value ?? '' })}
      />
      <div className={classes['numbers']}>
        <NumberInput
          {...field('plannedCount')}
          label="Planned injections"
          description="An estimate; at least two"
          withAsterisk
          value={draft.plannedCount}
          max={60}
          allowDecimal={false}
          onChange={(value) => change({ plannedCount: value })}
        />
      </div>
      <fieldset className={classes['intervals']}>
        <legend>Days between injections</legend>
        <div className={classes['numbers']}>
          {days('minimumIntervalDays', 'At least')}
          {days('targetIntervalDays', 'Target')}
          {days('maximumIntervalDays', 'At most')}
        </div>
      </fieldset>
      <Radio.Group
        label="Sedation"
        description="Changes fasting, escort, consent and recovery of every session"
        value={draft.sedation}
        onChange={(value) => change({ sedation: sedations.find((each) => each === value) ?? draft.sedation })}
      >
        <div className={classes['radios']}>
          {sedations.map((sedation) => (
            <Radio key={sedation} value={sedation} label={sedationWords[sedation]} />
          ))}
        </div>
      </Radio.Group>
      {warning !== null && <SedationWarning warning={warning} />}
      <Checkbox
        label="The response decides about the next injection"
        description="Sessions after the next one stay tentative until a physician has looked at the response"
        checked={draft.gated}
        onChange={({ currentTarget }) => change({ gated: currentTarget.checked })}
      />
    </Stack>
  );
}
