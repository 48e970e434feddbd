import type { ReadinessAction, RefusalCode } from '@lull/domain';
import { moment } from './fact-words.js';
import { intakeWord } from './intake-words.js';
import type { ProblemFacts } from './problem-codes.js';
import { say, type ProblemText } from './problem-text.js';

/** The one next thing to do, for staff. What becomes of a drug is the prescriber's word and stands in no text. */
export const readinessActionTexts: Readonly<Record<ReadinessAction, string>> = {
  'enter-the-side': 'Enter the side.',
  'settle-the-side': 'Settle which side is meant: plan, diagnosis and authorisation must agree.',
  'obtain-consent': 'Obtain consent for this procedure on this side.',
  'ask-about-anticoagulants': 'Ask whether the patient takes an anticoagulant, and record the answer.',
  'ask-the-prescriber': "Ask for the prescriber's decision for this day, and record who decided.",
  'measure-inr': 'Measure the INR and record it.',
  'ask-about-allergies': 'Ask about allergies, latex and contrast included, and record the answer.',
  'review-allergies': 'Look through the listed allergies for this visit.',
  'answer-allergy': 'Have the physician answer the allergy that matches what is planned.',
  'ask-about-pregnancy': 'Ask whether a pregnancy is possible, and record the answer.',
  'test-for-pregnancy': 'Do the pregnancy test, or record the waiver that the patient signed.',
  'screen-for-infection': 'Ask about infection and fever, and record the answer.',
  'rate-pain-and-ask-about-analgesics': 'Record the pain now, and when an analgesic was last taken.',
  'ask-about-authorisation': 'Ask whether the payer wants an authorisation.',
  'obtain-authorisation': 'Obtain an authorisation for this day and side.',
  'ask-about-diabetes-and-glp-1': 'Ask about diabetes and GLP-1 drugs, and record the answers.',
  'sign-off-fasting': 'Have the physician sign how this patient fasts.',
  'tell-fasting-times': 'Tell the patient the fasting times.',
  'ask-last-intake': 'Ask what the patient ate and drank last, and when.',
  'confirm-escort': 'Confirm by name and telephone who takes the patient home.',
  'obtain-sedation-consent': 'Obtain consent for the sedation.',
  'assess-asa-class-and-airway': 'Assess ASA class and airway.',
  'agree-glucose-plan': 'Agree on the glucose plan for this visit.',
  'let-the-physician-decide': 'Let the physician decide.',
  'convert-to-unsedated': 'Have the physician convert the session to unsedated, or cancel it.',
};

const sedativeRefused = (why: string): ProblemText => say('No sedative', `${why}.`);
const roomRefused = (why: string): ProblemText => say('Not into the room', `${why}.`);

/** `full meal` with its time, as far as the facts tell. */
function intakeAt(f: ProblemFacts): string {
  const at = moment(f, 'lastAt');
  return `${intakeWord(f)}${at === null ? '' : ` at ${at}`}`;
}

type ReadinessCode = Extract<RefusalCode, `readiness.${string}`>;

/** Why a step of the visit is refused, what a finding means, and why evidence is not taken. */
export const readinessRefusalTexts: Readonly<Record<ReadinessCode, ProblemText>> = {
  'readiness.side-disagrees': say('Not into the room', (f) =>
    f['disagreeing'] === undefined
      ? 'The side is not entered.'
      : `Another side stands in: ${f['disagreeing']}.`,
  ),
  'readiness.consent-missing': roomRefused('There is no valid consent for this procedure on this side'),
  'readiness.anticoagulant-unknown': roomRefused(
    'It is not known, by a recent answer, whether the patient takes an anticoagulant',
  ),
  'readiness.anticoagulant-undecided': roomRefused(
    "The prescriber's decision about the anticoagulant is not recorded for this visit",
  ),
  'readiness.allergy-unanswered': say('Not into the room', (f) =>
    f['reason'] === 'not-asked'
      ? 'Nobody has asked about allergies or contrast reactions.'
      : 'An allergy matches what is planned, and the physician has not answered it.',
  ),
  'readiness.pregnancy-untested': say('Not into the room', (f) =>
    f['standing'] === 'failed'
      ? 'The pregnancy test was positive: the physician decides.'
      : 'A pregnancy is possible, and there is no negative test of the last day.',
  ),
  'readiness.escort-not-confirmed': sedativeRefused('Nobody is confirmed who takes the patient home'),
  'readiness.fasting-not-kept': say('No sedative', (f) =>
    f['standing'] === 'failed'
      ? 'The patient ate or drank too late for a sedative at this time.'
      : 'The patient was not asked for this time what was eaten and drunk last.',
  ),
  'readiness.sedation-consent-missing': sedativeRefused('There is no valid consent for this sedation'),
  'readiness.sedation-not-planned': sedativeRefused('This session is planned without sedation'),
  'readiness.last-intake-not-asked': say(
    'Not asked yet',
    (f) => `Ask when the patient last had this: ${intakeWord(f)}.`,
  ),
  'readiness.not-fasted': say('Not fasted', (f) => `The last was allowed so: ${intakeAt(f)}.`),
  'readiness.inr-too-high': say('INR too high', (f) => `The clinic's limit is ${f['maximum']}.`),
  'readiness.asa-class-needs-approval': say(
    'Approval needed',
    (f) => `Above ASA class ${f['withoutApproval']} the physician approves the sedation.`,
  ),
  'readiness.asa-class-too-high': say(
    'Not sedated here',
    (f) => `Above ASA class ${f['most']} an anaesthesia team is needed.`,
  ),
  'readiness.airway-not-assessed': say('Airway not assessed', 'Assess the airway before sedation.'),
  'readiness.pain-too-low-to-judge': say(
    'Too little pain to judge',
    (f) => `A diagnostic injection is judged by a pain of at least ${f['leastScore']}.`,
  ),
  'readiness.analgesic-too-recent': say(
    'Analgesic too recent',
    (f) =>
      `An analgesic of the last ${Number(f['analgesicFreeMinutes']) / 60} hours would confound the result: the physician decides.`,
  ),
  'readiness.hard-stop-not-waived': say('Not waived', 'No reason sets this aside. Settle it.'),
  'readiness.waiver-without-reason': say('Why?', 'Say why it is waived.'),
  'readiness.evidence-incomplete': say('Not complete', (f) => `Missing: ${f['missing']}.`),
  'readiness.evidence-for-another-side': say(
    'Another side',
    'The consent names another side than this visit. Look at the form again.',
  ),
  'readiness.settled-by-the-record': say(
    'The record settles it',
    'This is settled by correcting or completing the record, not here.',
  ),
  'readiness.not-required': say('Not asked for', 'This session does not ask for it as it is planned now.'),
};
