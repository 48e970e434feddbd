import type { ClinicalFlagKind, ClinicalFlagView, PatientView, SexAtBirth } from '@lull/contracts';

export const sexWords: Readonly<Record<SexAtBirth, string>> = {
  female: 'female',
  male: 'male',
  other: 'other',
  unknown: 'not known',
};

export const flagKindWords: Readonly<Record<ClinicalFlagKind, string>> = {
  allergy: 'Allergy',
  anticoagulant: 'Anticoagulant',
  diabetes: 'Diabetes',
  'pregnancy-possible': 'Pregnancy possible',
  'glp-1': 'GLP-1 drug',
  infection: 'Infection',
  'contrast-reaction': 'Reaction to contrast',
};

/** Three answers, never two: silence is not "none known" (hazard H8). */
export function allergyText(flags: readonly ClinicalFlagView[]): string {
  const allergies = flags.filter((flag) => flag.kind === 'allergy');
  if (allergies.length === 0) return 'not asked';
  const listed = allergies
    .filter((flag) => flag.state === 'listed')
    .map((flag) => flag.substance ?? 'not named');
  return listed.length === 0 ? 'none known' : listed.join(', ');
}

/** The answer "no allergy is known", which is a flag of its own. */
export function isNoneKnown({ kind, state }: ClinicalFlagView): boolean {
  return kind === 'allergy' && state === 'none-known';
}

export function fullName({ familyName, givenName }: Pick<PatientView, 'familyName' | 'givenName'>): string {
  return `${familyName}, ${givenName}`;
}

/** The languages that the product speaks to patients. */
export const languages = [
  { value: 'en', label: 'English' },
  { value: 'es', label: 'Spanish' },
  { value: 'de', label: 'German' },
  { value: 'fr', label: 'French' },
  { value: 'tr', label: 'Turkish' },
  { value: 'ar', label: 'Arabic' },
] as const;

export function languageWord(code: string): string {
  return languages.find(({ value }) => value === code)?.label ?? code;
}
