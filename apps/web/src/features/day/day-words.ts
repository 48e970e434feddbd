import type { ArrivalFindingCode, TellingApart, TimeOutItem, VitalFindingCode } from '@lull/domain';

/** What the answers on arrival mean, and what to do. */
export const arrivalFindingWords: Readonly<Record<ArrivalFindingCode, string>> = {
  'not-fasted': 'The fast was not kept for this start: tell the physician.',
  'analgesic-too-recent':
    'An analgesic for this pain was taken lately: it may hide what a diagnostic injection is judged by. The physician decides.',
  'analgesic-not-asked': 'Not asked yet: when an analgesic for this pain was last taken.',
  'side-disagrees':
    'STOP: the patient says another side than the order. Settle it with the physician before the room.',
  'anticoagulant-taken-since':
    'STOP: the anticoagulant was taken after the last dose that the prescriber’s decision counts on. Ask the prescriber, and tell the physician.',
  'anticoagulant-dose-not-asked': 'Not asked yet: when the anticoagulant was last taken.',
  'drugs-changed': 'New drugs since last asked: ask about anticoagulants again, and tell the physician.',
  'drugs-not-asked': 'Not asked yet: new drugs or an anticoagulant.',
  'infection-signs': 'Signs of infection: the physician decides.',
  'infection-not-asked': 'Not asked yet: signs of infection.',
  'escort-absent': 'No escort is here: no sedative until there is one, or go on without sedation.',
  'escort-not-asked': 'Not asked yet: is the escort here?',
  'last-intake-not-asked': 'Not asked yet: what was last eaten and drunk. The fast cannot be judged.',
};

export const vitalFindingWords: Readonly<Record<VitalFindingCode, string>> = {
  fever: 'Fever: tell the physician before anything else.',
  'oxygen-low': 'Oxygen saturation is low: measure again and tell the physician.',
  'glucose-high': 'Glucose is high: the physician decides.',
  'glucose-not-measured': 'The patient is diabetic: measure the glucose.',
  'weight-changed': 'The weight differs much from the one before: weigh again.',
  'weight-not-known': 'No weight is known: maximum doses cannot be judged.',
};

export const tellingApartWords: Readonly<Record<TellingApart, string>> = {
  mrn: 'MRN on the wristband',
  telephone: 'Telephone number',
  'identity-card': 'Identity card',
};

/** Each item of the time-out as a sentence that is true once it is ticked. */
export const timeOutItemWords: Readonly<Record<TimeOutItem, string>> = {
  name: 'The patient says this name',
  'birth-date': 'The patient says this birth date',
  procedure: 'This procedure is right',
  'site-mark': 'The mark on the skin is seen',
  allergies: 'Allergies are read aloud',
  consent: 'The signed consent is seen',
  anticoagulant: 'The answer about anticoagulants is read aloud',
  equipment: 'Equipment is ready',
};
