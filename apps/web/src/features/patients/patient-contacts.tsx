import type { PatientView } from '@lull/contracts';
import { Facts } from '../../ui/facts.js';
import { languageWord } from './patient-words.js';

export function PatientContacts({ patient }: { readonly patient: PatientView }) {
  const consent = (given: boolean): string => (given ? 'agreed' : 'not agreed');
  const phone = patient.phone === null ? null : <a href={`tel:${patient.phone}`}>{patient.phone}</a>;
  const email = patient.email === null ? null : <a href={`mailto:${patient.email}`}>{patient.email}</a>;
  return (
    <Facts
      facts={[
        ['Telephone', phone],
        ['E-mail', email],
        ['Language', languageWord(patient.language)],
        ['Text messages', consent(patient.consentToSms)],
        ['E-mail messages', consent(patient.consentToEmail)],
        ['Weight', patient.weightKg === null ? null : `${patient.weightKg} kg`],
      ]}
    />
  );
}
