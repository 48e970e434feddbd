import type { FigureGroup } from './figure-words.js';

const rescuePolicies = [
  { value: 'composite', label: 'never as relief' },
  { value: 'exclude', label: 'not at all' },
  { value: 'ignore', label: 'as it is' },
];

/** Every figure of the definitions of relief that is the clinic's to say. */
export const reliefGroups: readonly FigureGroup[] = [
  {
    title: 'What relief is',
    fields: [
      {
        figure: 'absoluteMinimum',
        label: 'Points below the baseline, at least',
        unit: 'score',
        about: 'Beside the 50 % and the 30 % that the two definitions are named by.',
      },
      {
        figure: 'rescuePolicy',
        label: 'A score within 6 hours of a rescue analgesic counts',
        unit: 'choice',
        choices: rescuePolicies,
      },
      { figure: 'minimumTherapeutic', label: 'A response lasts at least', unit: 'days' },
    ],
  },
  {
    title: 'When relief begins and ends',
    fields: [
      {
        figure: 'diagnosticWindow',
        label: 'Diagnostic window after the injection',
        unit: 'hours',
      },
      {
        figure: 'sustainedFrom',
        label: 'Sustained relief begins after',
        unit: 'hours',
        about: 'Before it relief may be the anaesthetic’s.',
      },
      { figure: 'sustainedBy', label: 'Sustained relief must be seen within', unit: 'days' },
      {
        figure: 'flareMaximum',
        label: 'A flare lasts at most',
        unit: 'hours',
        about: 'Pain that is followed by relief within it does not end the relief.',
      },
      {
        figure: 'persistedWithin',
        label: 'Persists at the next injection when seen within',
        unit: 'hours',
        about: 'Before that injection.',
      },
    ],
  },
  {
    title: 'What silence means',
    fields: [
      {
        figure: 'bridgeMaximum',
        label: 'Scores further apart leave the time between unknown',
        unit: 'days',
      },
      {
        figure: 'firstFailureKnownWithin',
        label: 'A first score without relief tells of the time before it within',
        unit: 'hours',
      },
      {
        figure: 'minimumKnownFraction',
        label: 'Coverage is given as one figure from known time of',
        unit: '%',
      },
    ],
  },
];

/** Every figure of the decision rules. */
export const decisionGroups: readonly FigureGroup[] = [
  {
    title: 'What asks for a look before the next injection',
    fields: [
      { figure: 'nonResponses', label: 'Injections in a row without a response', unit: 'count' },
      {
        figure: 'lengtheningOver',
        label: 'Judged injections over which relief should lengthen',
        unit: 'count',
      },
      {
        figure: 'reviewAfterInjection',
        label: 'Review of the series after injection number',
        unit: 'count',
      },
    ],
  },
  {
    title: 'What follows from a decision',
    fields: [
      { figure: 'offerMinutes', label: 'A freed time is offered for', unit: 'minutes' },
      {
        figure: 'placeAnewDays',
        label: 'Plan changed: the session is placed anew within',
        unit: 'whole days',
      },
    ],
  },
  {
    title: 'After a stop: somebody sees to it within',
    fields: [
      { figure: 'afterStopDays.no-response', label: 'No response', unit: 'whole days' },
      { figure: 'afterStopDays.adverse-event', label: 'Adverse event', unit: 'whole days' },
      { figure: 'afterStopDays.patient-choice', label: 'The patient’s choice', unit: 'whole days' },
      { figure: 'afterStopDays.diagnosis-changed', label: 'Diagnosis changed', unit: 'whole days' },
      { figure: 'afterStopDays.treatment-changed', label: 'Treatment changed', unit: 'whole days' },
      { figure: 'afterStopDays.contraindication', label: 'Contraindication', unit: 'whole days' },
      {
        figure: 'afterStopDays.authorisation-denied',
        label: 'Authorisation denied',
        unit: 'whole days',
      },
      {
        figure: 'afterStopDays.lost-to-follow-up',
        label: 'Lost to follow-up: one more call',
        unit: 'whole days',
      },
      {
        figure: 'afterStopDays.deceased',
        label: 'Deceased: what is left to see to',
        unit: 'whole days',
      },
      { figure: 'afterStopDays.other', label: 'Another reason', unit: 'whole days' },
    ],
  },
];

const told = (kind: string, title: string): FigureGroup => ({
  title,
  fields: [
    { figure: `minutesPastDue.${kind}.nurse`, label: 'Nurses are told after', unit: 'minutes' },
    { figure: `minutesPastDue.${kind}.scheduler`, label: 'The desk is told after', unit: 'minutes' },
    { figure: `minutesPastDue.${kind}.physician`, label: 'Physicians are told after', unit: 'minutes' },
    {
      figure: `minutesPastDue.${kind}.administrator`,
      label: 'Administrators are told after',
      unit: 'minutes',
    },
  ],
});

/** Every figure of when symptoms from home are told further. */
export const escalationGroups: readonly FigureGroup[] = [
  told('symptom-emergency', 'An emergency symptom past its hour'),
  told('symptom-same-day', 'A symptom of the same day past its hour'),
];
