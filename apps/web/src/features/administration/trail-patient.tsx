import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { sentenceOf } from '../../api/problem.js';
import { patientOfTrail } from './trail.queries.js';
import classes from './trail-page.module.css';

interface TrailPatientProps {
  readonly patient: string | undefined;
  readonly onPatient: (id: string | undefined) => void;
}

/** The trail of one patient, found by the MRN: an auditor sees no names, and the address holds the id alone. */
export function TrailPatient({ patient, onPatient }: TrailPatientProps) {
  const [mrn, setMrn] = useState('');
  const finding = useMutation({
    mutationFn: patientOfTrail,
    onSuccess: ({ patientId }) => onPatient(patientId),
  });
  if (patient !== undefined) {
    const known = finding.data?.patientId === patient ? `MRN ${mrn.trim()}` : patient.slice(0, 8);
    return (
      <Button variant="default" onClick={() => onPatient(undefined)}>
        Only patient {known} ×
      </Button>
    );
  }
  return (
    <form
      className={classes['patient']}
      onSubmit={(event) => {
        event.preventDefault();
        if (mrn.trim() !== '') finding.mutate(mrn.trim());
      }}
    >
      <TextInput
        label="Patient by MRN"
        placeholder="MP101000"
        autoComplete="off"
        spellCheck={false}
        value={mrn}
        error={finding.error === null ? null : sentenceOf(finding.error)}
        onChange={({ currentTarget }) => {
          finding.reset();
          setMrn(currentTarget.value);
        }}
      />
      <Button type="submit" variant="default" loading={finding.isPending}>
        Find
      </Button>
    </form>
  );
}
