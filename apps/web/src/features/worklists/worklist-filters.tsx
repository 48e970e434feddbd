import { NativeSelect, TextInput } from '@mantine/core';
import type { ClinicView } from '@lull/contracts';
import { ownerWords } from '@lull/contracts/plain';
import { isCivilDate } from '@lull/domain';
import type { ListDue, ListFilters, ListOwner, ListSort } from './worklists.queries.js';
import classes from './worklists.module.css';

const owners: readonly ListOwner[] = ['scheduler', 'nurse', 'physician'];
const dues: readonly { readonly value: ListDue; readonly label: string }[] = [
  { value: 'overdue', label: 'overdue' },
  { value: 'today', label: 'by tonight' },
];
const sorts: readonly { readonly value: ListSort; readonly label: string }[] = [
  { value: 'due', label: 'what is due' },
  { value: 'session', label: 'session' },
  { value: 'patient', label: 'patient' },
];

interface WorklistFiltersProps {
  readonly clinics: readonly ClinicView[];
  readonly clinic: ClinicView;
  readonly filters: ListFilters;
  readonly onFilters: (filters: ListFilters) => void;
}

/** Of a list what is one's own and what presses; all of it stands in the address. */
export function WorklistFilters({ clinics, clinic, filters, onFilters }: WorklistFiltersProps) {
  const { owner, due, sort, until, ...rest } = filters;
  const narrowing = {
    ...(owner !== undefined && { owner }),
    ...(due !== undefined && { due }),
    ...(sort !== undefined && { sort }),
    ...(until !== undefined && { until }),
  };
  const without = (name: keyof typeof narrowing): ListFilters => {
    const { [name]: _dropped, ...kept } = narrowing;
    return { ...rest, ...kept };
  };
  return (
    <form className={classes['filters']} aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      {clinics.length > 1 && (
        <NativeSelect
          label="Clinic"
          value={clinic.id}
          data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={({ currentTarget }) => onFilters({ ...filters, clinic: currentTarget.value })}
        />
      )}
      <NativeSelect
        label="Owner"
        value={owner ?? ''}
        data={[
          { value: '', label: 'anybody' },
          ...owners.map((each) => ({ value: each, label: ownerWords[each] })),
        ]}
        onChange={({ currentTarget }) => {
          const chosen = owners.find((each) => each === currentTarget.value);
          onFilters({ ...without('owner'), ...(chosen !== undefined && { owner: chosen }) });
        }}
      />
      <NativeSelect
        label="Due"
        value={due ?? ''}
        data={[{ value: '', label: 'any time' }, ...dues]}
        onChange={({ currentTarget }) => {
          const chosen = dues.find(({ value }) => value === currentTarget.value)?.value;
          onFilters({ ...without('due'), ...(chosen !== undefined && { due: chosen }) });
        }}
      />
      <NativeSelect
        label="In the order of"
        value={sort ?? 'due'}
        data={[...sorts]}
        onChange={({ currentTarget }) => {
          const chosen = sorts.find(({ value }) => value === currentTarget.value)?.value;
          onFilters({
            ...without('sort'),
            ...(chosen !== undefined && chosen !== 'due' && { sort: chosen }),
          });
        }}
      />
      <TextInput
        type="date"
        label="Sessions until"
        description={until === undefined ? 'a week from today' : undefined}
        inputWrapperOrder={['label', 'input', 'description']}
        value={until ?? ''}
        onChange={({ currentTarget: { value } }) => {
          if (value === '' || isCivilDate(value))
            onFilters({ ...without('until'), ...(value !== '' && { until: value }) });
        }}
      />
    </form>
  );
}
