import { Skeleton } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { patientQuery } from '../../api/patients.js';
import { sentenceOf } from '../../api/problem.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './booking.module.css';

/** The fact and whose word it waits for; never what to do about a drug. */
const sentences: Readonly<Record<string, string>> = {
  anticoagulant: "Takes an anticoagulant: a prescriber's decision is needed.",
  'allergy-not-asked': 'Allergies have not been asked yet.',
  'allergy-listed': 'An allergy is listed.',
  diabetes: 'Diabetes: a glucose plan is needed.',
  'pregnancy-possible': 'Pregnancy is possible: a test is needed.',
  'glp-1': "Takes a GLP-1 drug: a clinician's decision about fasting is needed.",
  infection: "An infection is recorded: a clinician's decision is needed.",
  'contrast-reaction': "A reaction to contrast is recorded: a clinician's decision is needed.",
};

/** What booking needs to know of the patient, while one books: kinds only, no notes (product.md section 3). */
export function PatientReadiness({ patientId }: { readonly patientId: string }) {
  const { data: patient, error, refetch } = useQuery(patientQuery(patientId));
  if (error !== null) return <ProblemNotice sentence={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (patient === undefined) return <Skeleton h={20} />;
  if (patient.readiness.length === 0) return null;
  return (
    <ul className={classes['advisories']} aria-label="Before the session">
      {patient.readiness.map((kind) => (
        <li key={kind}>
          <IconAlertTriangle size={16} aria-hidden />
          {sentences[kind] ?? kind.replaceAll('-', ' ')}
        </li>
      ))}
    </ul>
  );
}
