import { Button } from '@mantine/core';
import { PatientCombobox, type PatientSearchProps } from './patient-combobox.js';

interface PatientFilterProps extends PatientSearchProps {
  /** Whose rows alone are shown. */
  readonly patientId: string | undefined;
  /** Their name, as soon as one of their rows is shown. */
  readonly patientName: string | undefined;
  readonly onPatient: (patientId: string | undefined) => void;
}

/** Of many rows those of one patient, and back to everybody's. */
export function PatientFilter({ patientId, patientName, onPatient, ...search }: PatientFilterProps) {
  if (patientId !== undefined)
    return (
      <Button variant="default" onClick={() => onPatient(undefined)}>
        Only {patientName ?? 'one patient'} ×
      </Button>
    );
  return (
    <PatientCombobox
      {...search}
      input={{ label: 'Patient', placeholder: 'Name, birth date or MRN' }}
      onChoose={({ id }) => {
        search.onWords('');
        onPatient(id);
      }}
    />
  );
}
