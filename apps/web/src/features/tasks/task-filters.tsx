import { NativeSelect, TextInput } from '@mantine/core';
import { followUpTaskKinds } from '@lull/domain';
import { useState } from 'react';
import { usePatientSearch } from '../../api/patient-search.js';
import { PatientFilter } from '../../ui/patient-filter.js';
import { taskWord } from './task-words.js';
import type { TaskFilters } from './tasks.queries.js';
import classes from './task-filters.module.css';

interface TaskFilterProps {
  readonly filters: TaskFilters;
  /** The name of the patient that is filtered by, if any of their tasks is shown. */
  readonly patientName: string | undefined;
  readonly onFilters: (filters: TaskFilters) => void;
}

/** Of many tasks those of one kind, one patient, or from a day on. */
export function TaskFilterFields({ filters, patientName, onFilters }: TaskFilterProps) {
  const [words, setWords] = useState('');
  const search = usePatientSearch(words);
  const { kind, dueFrom, patient, ...others } = filters;
  const withKind = kind !== undefined && { kind };
  const withDay = dueFrom !== undefined && { dueFrom };
  const withPatient = patient !== undefined && { patient };
  return (
    <form className={classes['filters']} aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <NativeSelect
        label="Task"
        value={kind ?? ''}
        data={[
          { value: '', label: 'any' },
          ...followUpTaskKinds.map((each) => ({ value: each, label: taskWord(each) })),
        ]}
        onChange={({ currentTarget }) => {
          const chosen = followUpTaskKinds.find((each) => each === currentTarget.value);
          onFilters({ ...others, ...withDay, ...withPatient, ...(chosen !== undefined && { kind: chosen }) });
        }}
      />
      <TextInput
        type="date"
        label="Due from"
        value={dueFrom ?? ''}
        onChange={({ currentTarget: { value } }) =>
          onFilters({ ...others, ...withKind, ...withPatient, ...(value !== '' && { dueFrom: value }) })
        }
      />
      <PatientFilter
        {...search}
        words={words}
        onWords={setWords}
        patientId={patient}
        patientName={patientName}
        onPatient={(id) =>
          onFilters({ ...others, ...withKind, ...withDay, ...(id !== undefined && { patient: id }) })
        }
      />
    </form>
  );
}
