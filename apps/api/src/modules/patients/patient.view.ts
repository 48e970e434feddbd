import { may, type ClinicalFlagView, type ConditionView, type PatientView, type Role } from '@lull/contracts';
import { ageOn, readinessKinds, type CivilDate } from '@lull/domain';

/** What is stored of a patient, as the database puts it together; never answered as it is. */
export interface PatientRecord extends Omit<PatientView, 'ageYears' | 'flags' | 'readiness' | 'conditions'> {
  readonly flags: readonly ClinicalFlagView[];
  readonly conditions: readonly ConditionView[];
}

/**
 * What these roles may see of a patient. A scheduler sees of the flags only what booking needs; an
 * administrator sees demographics alone (product.md section 3).
 */
export function patientView(record: PatientRecord, today: CivilDate, roles: readonly Role[]): PatientView {
  const clinical = may(roles, 'readiness', 'read');
  return {
    id: record.id,
    version: record.version,
    mergedInto: record.mergedInto,
    mrn: record.mrn,
    familyName: record.familyName,
    givenName: record.givenName,
    birthDate: record.birthDate,
    ageYears: ageOn(record.birthDate, today),
    sexAtBirth: record.sexAtBirth,
    phone: record.phone,
    email: record.email,
    language: record.language,
    consentToSms: record.consentToSms,
    consentToEmail: record.consentToEmail,
    weightKg: clinical ? record.weightKg : null,
    flags: may(roles, 'clinical-flag', 'read') ? record.flags : null,
    readiness: clinical ? readinessKinds(record.flags) : [],
    conditions: may(roles, 'series', 'read') ? record.conditions : [],
  };
}
