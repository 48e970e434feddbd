import type { ClinicView, VolumeDimension, VolumeMeasure } from '@lull/contracts';
import { Checkbox, SegmentedControl, Select, TextInput } from '@mantine/core';
import classes from './volume-page.module.css';
import type { VolumeQuestion } from './volume.queries.js';
import { dimensionWords } from './volume-words.js';

interface VolumeFiltersProps {
  readonly question: VolumeQuestion;
  readonly clinics: readonly ClinicView[];
  readonly onChange: (question: VolumeQuestion) => void;
}

const dimensions = (Object.keys(dimensionWords) as VolumeDimension[]).map((value) => ({
  value,
  label: dimensionWords[value],
}));
const dimensionOf = (value: string | null): VolumeDimension | undefined =>
  dimensions.find((each) => each.value === value)?.value;
const measures: readonly { value: VolumeMeasure; label: string }[] = [
  { value: 'sessions', label: 'Sessions' },
  { value: 'injections', label: 'Injections' },
];

/** What is counted, of when, by what. */
export function VolumeFilters({ question, clinics, onChange }: VolumeFiltersProps) {
  const { clinicId: _clinic, split: _split, ...rest } = question;
  const day = (name: 'from' | 'to', label: string) => (
    <TextInput
      type="date"
      label={label}
      value={question[name]}
      onChange={({ currentTarget }) =>
        currentTarget.value !== '' && onChange({ ...question, [name]: currentTarget.value })
      }
    />
  );
  return (
    <form
      className={`${classes['filters']} no-print`}
      aria-label="Filters"
      onSubmit={(event) => event.preventDefault()}
    >
      <div>
        <div className={classes['label']} id="volume-measure">
          Count
        </div>
        <SegmentedControl
          aria-labelledby="volume-measure"
          data={[...measures]}
          value={question.measure}
          onChange={(value) =>
            onChange({
              ...question,
              measure: measures.find((each) => each.value === value)?.value ?? 'sessions',
            })
          }
        />
      </div>
      {day('from', 'From')}
      {day('to', 'To')}
      <Select
        label="By"
        allowDeselect={false}
        data={dimensions}
        value={question.by}
        onChange={(value) => onChange({ ...question, by: dimensionOf(value) ?? question.by })}
      />
      <Select
        label="Split by"
        placeholder="nothing"
        clearable
        data={dimensions.filter(({ value }) => value !== question.by)}
        value={question.split ?? null}
        onChange={(value) => {
          const split = dimensionOf(value);
          onChange({
            ...rest,
            ...(question.clinicId !== undefined && { clinicId: question.clinicId }),
            ...(split !== undefined && { split }),
          });
        }}
      />
      <Checkbox
        label="Compare with the period before"
        checked={question.compare === 'before'}
        onChange={({ currentTarget }) => {
          const { compare: _compare, ...plain } = question;
          onChange(currentTarget.checked ? { ...plain, compare: 'before' } : plain);
        }}
      />
      {clinics.length > 1 && (
        <Select
          label="Clinic"
          placeholder="all"
          clearable
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          value={question.clinicId ?? null}
          onChange={(value) =>
            onChange({
              ...rest,
              ...(question.split !== undefined && { split: question.split }),
              ...(value !== null && { clinicId: value }),
            })
          }
        />
      )}
    </form>
  );
}
