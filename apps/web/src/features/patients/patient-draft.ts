import type { CreatePatientRequest, PatientView, SexAtBirth } from '@lull/contracts';
import { problemTexts } from '@lull/contracts/plain';
import { checkPatient, isCivilDate } from '@lull/domain';
import type { FormFault } from '../../ui/form-summary.js';

/** A patient's particulars as they are being typed. */
export interface PatientDraft {
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly sexAtBirth: SexAtBirth | null;
  readonly phone: string;
  readonly email: string;
  readonly language: string;
  readonly consentToSms: boolean;
  readonly consentToEmail: boolean;
  readonly weightKg: number | string;
}

const emptyPatientDraft: PatientDraft = {
  mrn: '',
  familyName: '',
  givenName: '',
  birthDate: '',
  sexAtBirth: null,
  phone: '',
  email: '',
  language: 'en',
  consentToSms: false,
  consentToEmail: false,
  weightKg: '',
};

/** As the form calls them. */
export const patientFieldWords: Readonly<Record<keyof PatientDraft, string>> = {
  mrn: 'MRN',
  familyName: 'family name',
  givenName: 'given name',
  birthDate: 'birth date',
  sexAtBirth: 'sex at birth',
  phone: 'telephone',
  email: 'e-mail',
  language: 'language of messages',
  consentToSms: 'agreement to text messages',
  consentToEmail: 'agreement to e-mail',
  weightKg: 'weight',
};

/** What there is to begin from; null: a new patient. */
export function draftOf(patient: PatientView | null): PatientDraft {
  if (patient === null) return emptyPatientDraft;
  return {
    ...patient,
    phone: patient.phone ?? '',
    email: patient.email ?? '',
    weightKg: patient.weightKg ?? '',
  };
}

/** `+1 (555) 123-4567` is typed, `+15551234567` is kept. */
function plainPhone(typed: string): string {
  return typed.replace(/[\s().\-/]/g, '');
}

/** Everything that cannot be saved, at once; what the domain judges is judged by the domain. */
export function patientFaults(draft: PatientDraft, now: number, zone: string): readonly FormFault[] {
  const faults: FormFault[] = [];
  const needed = (field: 'mrn' | 'familyName' | 'givenName', sentence: string): void => {
    if (draft[field].trim() === '') faults.push({ field, sentence });
  };
  needed('familyName', 'Enter the family name.');
  needed('givenName', 'Enter the given name.');
  needed('mrn', 'Enter the MRN.');
  if (!isCivilDate(draft.birthDate)) faults.push({ field: 'birthDate', sentence: 'Enter the birth date.' });
  if (draft.sexAtBirth === null)
    faults.push({ field: 'sexAtBirth', sentence: 'Choose the sex at birth, or "not known".' });
  if (draft.email.trim() !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(draft.email.trim())) {
    faults.push({ field: 'email', sentence: 'Not an e-mail address.' });
  }
  const decision = checkPatient({
    now,
    zone,
    birthDate: draft.birthDate,
    weightKg: draft.weightKg === '' ? null : Number(draft.weightKg),
    phone: draft.phone.trim() === '' ? null : plainPhone(draft.phone),
    allergies: { state: 'not-asked' },
  });
  if (!decision.accepted) {
    for (const { code, facts, remedy } of decision.refusals) {
      const field = String(remedy?.facts['entry'] ?? '');
      if (faults.some((fault) => fault.field === field)) continue;
      faults.push({ field: field === '' ? null : field, sentence: problemTexts[code].detail(facts) });
    }
  }
  return faults;
}

/** Precondition: `patientFaults` found nothing. */
export function patientRequest(draft: PatientDraft, compared: boolean): CreatePatientRequest | null {
  const { sexAtBirth } = draft;
  if (sexAtBirth === null) return null;
  return {
    mrn: draft.mrn.trim(),
    familyName: draft.familyName.trim(),
    givenName: draft.givenName.trim(),
    birthDate: draft.birthDate,
    sexAtBirth,
    ...contactsRequest(draft),
    weightKg: draft.weightKg === '' ? null : Number(draft.weightKg),
    ...(compared && { comparedWithDuplicates: true }),
  };
}

export function contactsRequest({ phone, email, language, consentToSms, consentToEmail }: PatientDraft) {
  return {
    phone: phone.trim() === '' ? null : plainPhone(phone),
    email: email.trim() === '' ? null : email.trim(),
    language,
    consentToSms,
    consentToEmail,
  };
}
