import type { ProcedureStep, RecoveryRefusalCode } from '@lull/domain';
import { moment } from './fact-words.js';
import type { ProblemFacts } from './problem-codes.js';
import { say, type ProblemText } from './problem-text.js';

/** The steps of the procedure as one speaks of them. */
export const procedureStepWords: Readonly<Record<ProcedureStep, string>> = {
  'positioned-prone': 'Patient lies prone',
  'iv-sedative': 'Mild sedative by IV',
  'skin-prepared': 'Antiseptic, and the skin numbed',
  'needle-guided': 'Needle guided by X-ray',
  contrast: 'Contrast',
  'local-anaesthetic': 'Local anaesthetic',
  steroid: 'Steroid',
};

const wordsOf = (name: unknown): string => procedureStepWords[String(name) as ProcedureStep] ?? String(name);
const step = (f: ProblemFacts): string => wordsOf(f['step']);
const steps = (f: ProblemFacts): string =>
  String(f['steps'] ?? '')
    .split(', ')
    .map(wordsOf)
    .join('; ');
const at = (f: ProblemFacts, name: string): string => {
  const text = moment(f, name);
  return text === null ? '' : ` at ${text}`;
};

/** Why a step, a reading or a discharge is not written down, and what stands in the way of going home. */
export const recoveryRefusalTexts: Readonly<Record<RecoveryRefusalCode, ProblemText>> = {
  'procedure.not-in-room': say(
    'Not in the room yet',
    'The steps of the procedure are written down once the patient is in the room.',
  ),
  'procedure.disagrees-with-drugs': say(
    'The drugs say otherwise',
    (f) =>
      `${step(f)}: the record of the injection says otherwise. Correct what is wrong: this step, or the record.`,
  ),
  'procedure.step-reason-missing': say('Why not?', (f) => `${step(f)}: say why it was not done.`),
  'procedure.step-belongs-to-it': say(
    'Belongs to this procedure',
    (f) => `${step(f)} belongs to this procedure: it was done, or not done for a reason.`,
  ),
  'procedure.step-twice': say('Said twice', (f) => `${step(f)} is there twice.`),
  'procedure.step-in-future': say('In the future', (f) => `${step(f)} cannot have been done in the future.`),
  'procedure.step-before-room': say(
    'Before the room',
    (f) => `${step(f)} cannot have been done before the patient came into the room${at(f, 'roomInAt')}.`,
  ),
  'recovery.not-recovering': say(
    'Not in recovery yet',
    'A reading is taken once the patient has left the room.',
  ),
  'recovery.reading-empty': say('Nothing written down', 'Write down at least one thing that was looked at.'),
  'recovery.reading-half-scored': say(
    'Half a score is none',
    (f) => `${f['score']}: ${f['given']} of ${f['items']} items are scored. Score all of them, or none.`,
  ),
  'recovery.reading-in-future': say('In the future', 'A reading cannot lie in the future.'),
  'recovery.reading-before-recovery': say(
    'Before recovery',
    (f) => `The patient came out of the room${at(f, 'roomOutAt')}; a reading cannot be earlier.`,
  ),
  'discharge.not-recovering': say('Not in recovery', 'A patient goes home from recovery.'),
  'discharge.not-recorded': say(
    'Discharge not recorded',
    'Nobody has written down yet who lets the patient go, and with whom.',
  ),
  'discharge.escort-not-present': say(
    'No escort',
    'A sedated patient leaves with an escort who stands here, and not alone. Nobody can set this aside.',
  ),
  'discharge.injection-not-recorded': say(
    'No record of the injection',
    (f) => `The ${f['side']} side has no record, neither done nor not done.`,
  ),
  'discharge.steps-open': say(
    'Steps are open',
    (f) => `Nothing is said about ${f['count']} of the steps: ${steps(f)}.`,
  ),
  'discharge.steps-disagree': say(
    'Steps and drugs disagree',
    (f) => `The record of the injection says otherwise: ${steps(f)}.`,
  ),
  'discharge.observed-too-short': say(
    'Not long enough',
    (f) => `Observed for ${f['minutes']} of ${f['minimum']} minutes${untilText(f)}.`,
  ),
  'discharge.score-not-reached': say(
    'Score not reached',
    (f) =>
      `A sedated patient leaves with ${f['least']} of 10 or more (Aldrete or PADSS) twice, ${f['apart']} minutes apart${f['reachedOnce'] === true ? `: reached once${nextText(f)}` : ''}.`,
  ),
  'discharge.legs-not-tested': say(
    'Legs not tested',
    'The strength of both legs is tested before anybody walks or drives home.',
  ),
  'discharge.standing-not-safe': say('Standing', (f) =>
    f['tested'] === true
      ? 'The patient does not stand safely on the injected leg yet.'
      : 'Nobody has seen yet whether the patient stands safely on the injected leg.',
  ),
  'discharge.pain-not-recorded': say(
    'Pain not recorded',
    'The pain after the injection is not written down.',
  ),
  'discharge.temperature-not-recorded': say(
    'Temperature not recorded',
    'The temperature of a foot in recovery is not written down.',
  ),
  'discharge.after-care-not-said-back': say(
    'Not said back',
    'The patient has not said back what to do at home. Ask for it in the patient’s own words, and explain again what is missing.',
  ),
  'discharge.after-care-not-told': say(
    'After-care not told',
    'The after-care has not been told and handed over.',
  ),
};

const untilText = (f: ProblemFacts): string => {
  const until = moment(f, 'until');
  return until === null ? '' : `, until ${until}`;
};
const nextText = (f: ProblemFacts): string => {
  const next = moment(f, 'nextAt');
  return next === null ? '' : `, again from ${next} on`;
};
