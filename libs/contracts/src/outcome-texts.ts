import type { OutcomesAdvisoryCode, RefusalCode } from '@lull/domain';
import type { DayRefusalCode } from './day-texts.js';
import type { ProblemFacts } from './problem-codes.js';
import { say, type ProblemText } from './problem-text.js';

type OutcomesRefusalCode = Exclude<Extract<RefusalCode, `outcomes.${string}`>, DayRefusalCode>;

/** Why an injection or a pain score was not recorded. */
export const outcomesRefusalTexts: Readonly<Record<OutcomesRefusalCode, ProblemText>> = {
  'outcomes.side-not-of-series': say(
    'Wrong side',
    (f) =>
      `The series is for the ${f['seriesSide']} side, not the ${f['side']}. Stop and check the patient, the order and the consent.`,
  ),
  'outcomes.session-not-in-room': say(
    'Not in the room yet',
    'An injection is recorded once the patient is in the room.',
  ),
  'outcomes.injection-already-recorded': say(
    'Recorded before',
    'This session has a record for this side already. Amend that one.',
  ),
  'outcomes.injection-entered-in-error': say(
    'Replaced meanwhile',
    'This record was replaced by a newer one. Amend the newer one.',
  ),
  'outcomes.needle-out-in-future': say('In the future', 'The needle cannot have come out in the future.'),
  'outcomes.needle-out-of-another-injection': say(
    'Same minute as another injection',
    'Another injection of this side ended in the same minute. Check the date and the time.',
  ),
  'outcomes.record-needle-out-missing': say(
    'When did the needle come out?',
    'A completed injection has the time at which the needle came out: relief is counted from it.',
  ),
  'outcomes.record-needle-out-unexplained': say(
    'Why another time?',
    'Say why needle-out is another time than now: relief is counted from it.',
  ),
  'outcomes.record-needle-times-reversed': say(
    'Times reversed',
    'The needle cannot come out before it went in.',
  ),
  'outcomes.record-level-missing': say('Which level?', 'A completed injection names at least one level.'),
  'outcomes.record-anaesthetic-missing': say(
    'Which local anaesthetic?',
    'A completed injection names its local anaesthetic.',
  ),
  'outcomes.record-not-done-unexplained': say('Why not?', 'Say why the injection was not done.'),
  'outcomes.record-dose-disagrees': say(
    'Dose and volume disagree',
    (f) => `The concentration and volume of ${f['drug']} give ${f['computedMg']} mg, not ${f['doseMg']} mg.`,
  ),
  'outcomes.record-maximum-unexplained': say(
    'Above the maximum dose',
    (f) => `${overMaximum(f)} Check the amounts, or say why it is recorded.`,
  ),
  'outcomes.record-temperature-twice': say(
    'Entered twice',
    (f) => `There are two temperatures of the ${f['foot']} foot at minute ${f['minute']}.`,
  ),
  'outcomes.record-complication-unknown': say('Unknown complication', 'Choose a complication from the list.'),
  'outcomes.record-complication-in-future': say(
    'In the future',
    'A complication cannot have begun in the future.',
  ),
  'outcomes.score-needs-instant': say('When was it?', 'A score needs the time at which it was given.'),
  'outcomes.score-needs-one-time': say('One time, please', 'Give either a time or a day, not both.'),
  'outcomes.score-in-future': say('In the future', 'A score cannot lie in the future.'),
  'outcomes.score-value-missing': say('Which value?', 'Choose the value that the patient gave.'),
  'outcomes.score-value-not-expected': say('No value here', 'A statement has no value.'),
  'outcomes.score-value-out-of-range': say(
    'Not on the scale',
    (f) => `The scale goes from 0 to ${f['most']} in whole steps.`,
  ),
  'outcomes.score-side-missing': say(
    'Which leg?',
    'The series is for both sides: choose the leg. It is never filled in for you.',
  ),
  'outcomes.score-side-not-of-series': say(
    'Wrong side',
    (f) => `The series is for the ${f['seriesSide']} side, not the ${f['side']}.`,
  ),
  'outcomes.score-too-old': say('Too long ago', 'An answer is taken up to 14 days after it was given.'),
  'outcomes.score-question-not-open': say(
    'Not asked then',
    'This question did not stand open when it was answered.',
  ),
  'outcomes.score-return-contradicts': say(
    'When did the pain come back?',
    'Either name a day that has come, or say that the pain has not come back.',
  ),
  'outcomes.score-instrument-unknown': say(
    'Unknown instrument',
    (f) => `There is no instrument ${f['instrument']} in this clinic.`,
  ),
  'outcomes.score-items-differ': say(
    'Other items',
    (f) => `This instrument has ${f['items']} ${f['items'] === 1 ? 'item' : 'items'}.`,
  ),
  'outcomes.score-answer-out-of-range': say(
    'Not on the scale',
    (f) => `Item ${f['item']} goes from ${f['least']} to ${f['most']} in whole steps.`,
  ),
  'outcomes.score-too-few-answers': say(
    'Too few answers',
    (f) =>
      `${f['needed']} ${f['needed'] === 1 ? 'answer is' : 'answers are'} needed for a score; without them there is none.`,
  ),
  'outcomes.diary-answered-already': say('Answered already', 'Thank you: this question is answered already.'),
  'outcomes.diary-without-open-series': say(
    'No open series',
    'The diary belongs to an open series. Open one, then invite the patient.',
  ),
};

/** What deserves a look beside an accepted record. */
export const outcomesAdvisoryTexts: Readonly<Record<OutcomesAdvisoryCode, ProblemText>> = {
  'outcomes.needle-out-outside-stay': say(
    'Outside the stay in the room',
    (f) => `The needle came out ${f['when']} the patient's stay in the room. Check the time.`,
  ),
  'outcomes.anaesthetic-over-maximum': say('Above the maximum dose', overMaximum),
  'outcomes.anaesthetic-total-unknown': say('Total not known', (f) =>
    f['weightKnown'] === false
      ? "The total of local anaesthetic cannot be judged without the patient's weight."
      : 'The total of local anaesthetic cannot be judged: an amount or a maximum is missing.',
  ),
  'outcomes.steroid-within-interval': say(
    'Steroid soon after another',
    (f) => `${f['daysSince']} days after ${f['drug']}; the minimum is ${f['minimumDays']} days.`,
  ),
  'outcomes.temperature-not-recorded': say(
    'Temperature not recorded',
    (f) =>
      `Without the temperature of the ${f['foot']} foot before and after, it is not shown that the injection took effect.`,
  ),
  'outcomes.radiation-above-level': say(
    'Much radiation',
    'Fluoroscopy time or dose is above the level that deserves a look.',
  ),
};

/** `500 mg bupivacaine: the maximum for 70 kg is 175 mg. That is 286 % of the maximum.` */
function overMaximum(f: ProblemFacts): string {
  const maximum =
    f['maximumMg'] === undefined ? '' : `: the maximum for ${f['weightKg']} kg is ${f['maximumMg']} mg`;
  const what = f['drugs'] === 1 ? 'That is' : 'All local anaesthetics together are';
  const sides = f['bothSides'] === true ? ', both sides counted' : '';
  return `${f['totalMg']} mg ${f['drug']}${maximum}. ${what} ${f['atLeast'] === true ? 'at least ' : ''}${f['percent']} % of the maximum${sides}.`;
}
