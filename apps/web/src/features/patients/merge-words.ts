import type { PatientView } from '@lull/contracts';
import { dateText } from '../../ui/clock.js';
import { flagKindWords, languageWord, sexWords } from './patient-words.js';

/** What the rows of a table are to whoever joins two records; a table without words is one of the small ones. */
const tableWords: Readonly<Record<string, string>> = {
  injection_series: 'Series',
  session: 'Sessions',
  injection: 'Injections',
  pain_score: 'Pain scores',
  diary_entry: 'Diary entries',
  message: 'Messages',
  patient_link: 'Links to the own page',
  authorisation: 'Authorisations',
  follow_up_task: 'Tasks',
  waitlist_entry: 'Waitlist entries',
  external_steroid: 'Steroids given elsewhere',
  symptom_report: 'Symptoms reported',
  instrument_score: 'Questionnaires',
};

/** Told by name among the fields. */
const named = ['clinical_flag', 'condition'];

/** The rows by the words of the screen, the great ones first; the small tables add up in one line. */
export function rowLines(
  rows: readonly { readonly table: string; readonly kept: number; readonly joined: number }[],
): readonly { readonly words: string; readonly kept: number; readonly joined: number }[] {
  const known = Object.entries(tableWords).flatMap(([table, words]) => {
    const row = rows.find((each) => each.table === table);
    return row === undefined ? [] : [{ words, kept: row.kept, joined: row.joined }];
  });
  const others = rows.filter(({ table }) => tableWords[table] === undefined && !named.includes(table));
  if (others.length === 0) return known;
  const sum = (which: 'kept' | 'joined') => others.reduce((total, row) => total + row[which], 0);
  return [...known, { words: 'Other entries of visits', kept: sum('kept'), joined: sum('joined') }];
}

/** Every field of a record as one reads it; a value that nobody entered is a dash. */
export function fieldsOfRecord(patient: PatientView): readonly (readonly [name: string, value: string])[] {
  const yes = (value: boolean) => (value ? 'yes' : 'no');
  return [
    ['MRN', patient.mrn],
    ['Family name', patient.familyName],
    ['Given name', patient.givenName],
    ['Birth date', dateText(patient.birthDate).slice(4)],
    ['Sex at birth', sexWords[patient.sexAtBirth]],
    ['Telephone', patient.phone ?? '–'],
    ['E-mail', patient.email ?? '–'],
    ['Language', languageWord(patient.language)],
    ['Text messages', yes(patient.consentToSms)],
    ['E-mails', yes(patient.consentToEmail)],
    ['Weight', patient.weightKg === null ? '–' : `${patient.weightKg} kg`],
    [
      'Flags',
      patient.flags === null
        ? patient.readiness.join(', ').replaceAll('-', ' ') || '–'
        : patient.flags
            .map(({ kind, state, substance }) =>
              [flagKindWords[kind], substance ?? state.replaceAll('-', ' ')].join(': '),
            )
            .join(', ') || '–',
    ],
    ['Conditions', patient.conditions.map(({ label, icd10 }) => `${label} (${icd10})`).join(', ') || '–'],
  ];
}
