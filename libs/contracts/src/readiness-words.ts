import type { RequirementKind, RequirementOwner, Standing, Verdict, VoidCause } from '@lull/domain';

/** What a requirement is called on every screen. */
export const requirementWords: Readonly<Record<RequirementKind, string>> = {
  'side-agreement': 'Side agrees',
  'consent-for-side': 'Consent',
  'anticoagulant-known': 'Anticoagulant asked',
  'anticoagulant-decision': 'Anticoagulant decision',
  'allergy-reviewed': 'Allergies reviewed',
  'pregnancy-test': 'Pregnancy test',
  'escort-confirmed': 'Escort home',
  'fasting-kept': 'Fast kept',
  'sedation-consent': 'Sedation consent',
  'no-infection': 'No infection',
  'inr-in-range': 'INR',
  'sedation-assessment': 'ASA class and airway',
  'fasting-signed-off': 'Fast signed',
  'fasting-told': 'Fasting times told',
  'glucose-plan': 'Glucose plan',
  'pain-present': 'Pain to judge by',
  authorisation: 'Authorisation',
};

export const standingWords: Readonly<Record<Standing, string>> = {
  met: 'Met',
  waived: 'Waived',
  requested: 'Asked for',
  open: 'Open',
  overdue: 'Overdue',
  voided: 'Void',
  failed: 'Failed',
};

export const verdictWords: Readonly<Record<Verdict, string>> = {
  go: 'Go',
  'at-risk': 'At risk',
  'no-go': 'No-go',
};

export const ownerWords: Readonly<Record<RequirementOwner, string>> = {
  scheduler: 'Desk',
  nurse: 'Nurse',
  physician: 'Physician',
};

/** Why evidence is void: what has changed since it was given. */
export const voidCauseWords: Readonly<Record<VoidCause, string>> = {
  procedure: 'another procedure',
  side: 'another side',
  sedation: 'another sedation',
  date: 'another day',
  start: 'another time',
  fasting: 'other fasting times',
  drugs: 'other drugs',
  planned: 'other substances planned',
  allergies: 'other allergies',
  contrast: 'another contrast answer',
  age: 'too old by now',
};
