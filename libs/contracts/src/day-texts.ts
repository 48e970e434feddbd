import type { RefusalCode } from '@lull/domain';
import { say, type ProblemText } from './problem-text.js';

/** Refusals of the day itself: arrival, vital signs and time-out. */
export type DayRefusalCode = Extract<
  RefusalCode,
  `arrival.${string}` | `outcomes.vitals-${string}` | `outcomes.time-out-${string}`
>;

/** Each side that a time-out is held against, as a sentence names it. */
const sidePlaces: Readonly<Record<string, string>> = {
  order: 'the order',
  consent: 'the signed consent in the room',
  'recorded-consent': 'the recorded consent',
  arrival: 'what the patient said on arrival',
  'first-person': 'the first person',
  'time-out': 'the time-out in the room',
};

/** The items of the time-out, as a sentence names them. */
const itemWords: Readonly<Record<string, string>> = {
  name: "the patient's name",
  'birth-date': 'the birth date',
  procedure: 'the procedure',
  'site-mark': 'the mark on the skin',
  allergies: 'the allergies',
  consent: 'the consent',
  anticoagulant: 'the answer about anticoagulants',
  equipment: 'equipment and contrast',
};

const intakeWords: Readonly<Record<string, string>> = {
  fullMeal: 'The last full meal',
  lightMeal: 'The last light meal',
  clearLiquids: 'The last clear liquid',
  analgesic: 'The last analgesic',
  anticoagulantDose: 'The last dose of the anticoagulant',
};

const measureWords: Readonly<Record<string, string>> = {
  systolicMmhg: 'systolic pressure',
  diastolicMmhg: 'diastolic pressure',
  pulsePerMin: 'pulse',
  spo2Percent: 'oxygen saturation',
  respirationPerMin: 'respiration',
  temperatureCelsius: 'temperature',
  weightKg: 'weight',
  glucoseMgDl: 'glucose',
};

const upper = (side: unknown): string => (side === 'both' ? 'BOTH SIDES' : String(side).toUpperCase());

export const dayRefusalTexts: Readonly<Record<DayRefusalCode, ProblemText>> = {
  'arrival.patient-not-there': say(
    'Not here yet',
    (f) => `The session is ${f['state']}: arrival is recorded while the patient waits or is prepared.`,
  ),
  'arrival.name-disagrees': say(
    'Another name',
    'The patient gives another name than the record. Stop: this may be another patient.',
  ),
  'arrival.birth-date-disagrees': say(
    'Another birth date',
    'The birth date that was said is not the one in the record. Stop: this may be another patient.',
  ),
  'arrival.namesake-not-told-apart': say(
    'Another patient has this name',
    (f) =>
      `${f['namesakes'] === 1 ? 'Another patient' : `${f['namesakes']} other patients`} can be mistaken for this one. Compare a third thing, and say which.`,
  ),
  'arrival.recorded-meanwhile': say(
    'Recorded meanwhile',
    'Somebody recorded this arrival since you opened it. Look at that record first; change it if it is wrong.',
  ),
  'arrival.answer-in-future': say(
    'In the future',
    (f) => `${intakeWords[String(f['entry'])] ?? 'This'} lies in the future. Check the day and the time.`,
  ),
  'arrival.answer-too-long-ago': say(
    'Very long ago',
    (f) => `${intakeWords[String(f['entry'])] ?? 'This'} lies days back. Check the day and the time.`,
  ),
  'arrival.answer-escort-unnamed': say('Who came along?', 'Write down the name of the escort who is here.'),
  'arrival.answer-change-unexplained': say('Why is it changed?', 'Say why the arrival is recorded anew.'),
  'outcomes.vitals-patient-not-there': say(
    'Not here',
    (f) => `The session is ${f['state']}: vital signs are recorded while the patient is here.`,
  ),
  'outcomes.vitals-nothing-measured': say('Nothing measured', 'Enter at least one value.'),
  'outcomes.vitals-implausible': say('Check this value', (f) => {
    const what = measureWords[String(f['measure'])] ?? 'value';
    return `A ${what} of ${f['value']} ${f['unit']} is not possible: from ${f['least']} to ${f['most']} ${f['unit']}. Check the value and its unit.`;
  }),
  'outcomes.vitals-pressure-incomplete': say(
    'Half a blood pressure',
    'A blood pressure has both numbers: enter the other one too.',
  ),
  'outcomes.vitals-pressure-reversed': say(
    'Pressures reversed',
    'The systolic pressure is the greater one. Check both numbers.',
  ),
  'outcomes.vitals-change-unexplained': say('Why is it changed?', 'Say why the values are recorded anew.'),
  'outcomes.vitals-recorded-meanwhile': say(
    'Corrected meanwhile',
    'Somebody corrected these values since you opened them. Look at the correction first.',
  ),
  'outcomes.time-out-not-in-room': say(
    'Not in the room',
    (f) => `The session is ${f['state']}: the time-out is held in the room, with the patient.`,
  ),
  'outcomes.time-out-item-open': say(
    'Not checked yet',
    (f) => `Check ${itemWords[String(f['item'])] ?? 'every item'} before you confirm.`,
  ),
  'outcomes.time-out-level-missing': say('Which level?', 'Choose the level or levels of the needle.'),
  'outcomes.time-out-side-disagrees': say(
    'STOP: the sides disagree',
    (f) =>
      `${upper(f['side'])} was chosen; ${sidePlaces[String(f['with'])] ?? 'another record'} says ${upper(f['other'])}. No needle until this is settled.`,
  ),
  'outcomes.time-out-levels-disagree': say(
    'The levels disagree',
    (f) => `${f['levels']} was chosen; the first person chose ${f['other']}. Agree in the room.`,
  ),
  'outcomes.time-out-same-member': say(
    'Another person confirms',
    'You have confirmed already. The second person confirms with a sign-in of their own.',
  ),
  'outcomes.time-out-completed-already': say(
    'Completed already',
    (f) => `The time-out for ${upper(f['side'])} is complete.`,
  ),
  'outcomes.time-out-nothing-to-withdraw': say(
    'Nothing to take back',
    'No confirmation stands that could be taken back.',
  ),
  'outcomes.time-out-missing': say(
    'No time-out',
    (f) =>
      `Two people have not completed the time-out for ${upper(f['side'])}. It is held in the room before the needle, and nobody may leave it out.`,
  ),
};
