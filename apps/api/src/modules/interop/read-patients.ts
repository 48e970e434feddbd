import { weightKgRange, columnsOf } from '@lull/domain';
import type { PatientOfBook } from './book.js';
import type { BookReferences } from './book-references.js';
import type { BookTally } from './book-tally.js';
import type { BookSource } from './book-source.js';
import { csvRows } from './csv-file.js';
import { RowReader } from './row-reader.js';

const file = 'patients.csv';
const sexes = { F: 'female', M: 'male', O: 'other', U: 'unknown' } as const;
const yesOrNo = { yes: 'present', no: 'absent' } as const;
const earliestBirthDate = '1900-01-01';

export async function readPatients(
  source: BookSource,
  tally: BookTally,
  references: BookReferences,
  asOf: string,
): Promise<PatientOfBook[]> {
  const good: PatientOfBook[] = [];
  for await (const row of csvRows(source, file, columnsOf[file], tally.report)) {
    const read = new RowReader(file, row, tally.report);
    const patient = patientOf(read, asOf);
    references.addPatient(read, patient?.mrn ?? null);
    tally.count(file, read.faulty ? 'faulty' : 'good');
    if (!read.faulty && patient !== null) good.push(patient);
  }
  return good;
}

function patientOf(read: RowReader, asOf: string): PatientOfBook | null {
  const mrn = read.required('mrn');
  const [familyName, givenName] = [read.required('family_name'), read.required('given_name')];
  const birthDate = read.date('birth_date');
  if (birthDate !== null && birthDate > asOf)
    read.fault('birth_date', 'in-future', { value: birthDate, asOf });
  if (birthDate !== null && birthDate < earliestBirthDate)
    read.fault('birth_date', 'out-of-range', { value: birthDate, least: earliestBirthDate, most: asOf });
  const sexAtBirth = read.coded('sex_at_birth', sexes);
  const phone = read.matching(
    'phone',
    /^\+[1-9]\d{6,14}$/,
    'Write the number with its country code and digits alone, such as +15551234567.',
  );
  const email = read.matching('email', /^[^\s@]+@[^\s@]+$/, 'This is not an e-mail address.');
  const language =
    read.matching(
      'language',
      /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
      'Write the language as its code, such as en or es.',
    ) ?? 'en';
  const allergies = allergiesOf(read.optional('allergies'));
  const anticoagulant = read.optional('anticoagulant');
  const diabetes = read.optionalCoded('diabetes', yesOrNo);
  const weightKg = read.number('weight_kg', weightKgRange);
  // The MRN of a row that is faulty elsewhere must be known: other rows refer to it.
  if (mrn === null) return null;
  return {
    mrn,
    familyName: familyName ?? '',
    givenName: givenName ?? '',
    birthDate: birthDate ?? '',
    sexAtBirth: sexAtBirth ?? 'unknown',
    phone,
    email,
    language,
    allergies,
    anticoagulant,
    diabetes,
    weightKg,
  };
}

/** Silence is not "none known": three states, never two (hazard H8). */
function allergiesOf(text: string | null): readonly string[] | null {
  if (text === null) return null;
  if (text.toLowerCase() === 'none known') return [];
  return text
    .split('|')
    .map((each) => each.trim())
    .filter((each) => each !== '');
}
