import { NativeSelect } from '@mantine/core';
import { messageKindWords, messageStateWords } from '@lull/contracts/plain';
import { messageKinds, messageStates } from '@lull/domain';
import { useState } from 'react';
import { usePatientSearch } from '../../api/patient-search.js';
import { PatientFilter } from '../../ui/patient-filter.js';
import type { MessageFilters } from './messages.queries.js';
import classes from './messages.module.css';

interface MessageFilterProps {
  readonly filters: MessageFilters;
  /** The name of the patient that is filtered by, if a message to them is shown. */
  readonly patientName: string | undefined;
  readonly onFilters: (filters: MessageFilters) => void;
}

/** Of many messages those of one kind, one state, or to one patient. */
export function MessageFilterFields({ filters, patientName, onFilters }: MessageFilterProps) {
  const [words, setWords] = useState('');
  const search = usePatientSearch(words);
  const { kind, state, patient, ...others } = filters;
  const withKind = kind !== undefined && { kind };
  const withState = state !== undefined && { state };
  const withPatient = patient !== undefined && { patient };
  return (
    <form className={classes['filters']} aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
      <NativeSelect
        label="Kind"
        value={kind ?? ''}
        data={[
          { value: '', label: 'any' },
          ...messageKinds.map((each) => ({ value: each, label: messageKindWords[each] })),
        ]}
        onChange={({ currentTarget }) => {
          const chosen = messageKinds.find((each) => each === currentTarget.value);
          onFilters({
            ...others,
            ...withState,
            ...withPatient,
            ...(chosen !== undefined && { kind: chosen }),
          });
        }}
      />
      <NativeSelect
        label="State"
        value={state ?? ''}
        data={[
          { value: '', label: 'any' },
          ...messageStates.map((each) => ({ value: each, label: messageStateWords[each] })),
        ]}
        onChange={({ currentTarget }) => {
          const chosen = messageStates.find((each) => each === currentTarget.value);
          onFilters({
            ...others,
            ...withKind,
            ...withPatient,
            ...(chosen !== undefined && { state: chosen }),
          });
        }}
      />
      <PatientFilter
        {...search}
        words={words}
        onWords={setWords}
        patientId={patient}
        patientName={patientName}
        onPatient={(id) =>
          onFilters({ ...others, ...withKind, ...withState, ...(id !== undefined && { patient: id }) })
        }
      />
    </form>
  );
}
