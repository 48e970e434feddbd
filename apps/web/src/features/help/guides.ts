import type { Role } from '@lull/contracts/plain';

/**
 * Where a step is taken. What lies below a page is opened from it: one's own session, series or patient, which no help
 * can know. A journey opens each and looks for what the steps name (e2e/specs/help.spec.ts).
 */
export const helpPlaces = {
  day: { to: '/day', name: 'Day' },
  week: { to: '/week', name: 'Week' },
  patients: { to: '/patients', name: 'Patients' },
  duplicates: { to: '/patients/duplicates', name: 'Likely duplicates' },
  waitlist: { to: '/waitlist', name: 'Waitlist' },
  lists: { to: '/lists', name: 'Lists' },
  tasks: { to: '/tasks', name: 'Tasks' },
  mailbox: { to: '/mailbox', name: 'Mailbox' },
  'block-time': { to: '/block-time', name: 'Block time' },
  displacement: { to: '/displacement', name: 'Displacement' },
  volume: { to: '/volume', name: 'Volume' },
  relief: { to: '/reports/relief', name: 'Relief' },
  trail: { to: '/trail', name: 'Trail' },
  'access-report': { to: '/trail/report', name: 'Access report' },
  settings: { to: '/settings', name: 'Settings' },
  clinics: { to: '/settings/clinics', name: 'Clinics' },
  closures: { to: '/settings/closures', name: 'Closures' },
  members: { to: '/settings/members', name: 'Members' },
  procedures: { to: '/settings/procedures', name: 'Procedures' },
  clinical: { to: '/settings/clinical', name: 'Clinical defaults' },
  account: { to: '/account', name: 'My account' },
  patient: { to: '/patients', name: 'Patients', below: "a patient's page" },
  series: { to: '/patients', name: 'Patients', below: 'a series of a patient' },
  session: { to: '/day', name: 'Day', below: 'a session on the board' },
  visit: { to: '/day', name: 'Day', below: 'the day of a session, in the room' },
  planning: { to: '/waitlist', name: 'Waitlist', below: 'the plan of a series' },
} as const satisfies Record<string, { readonly to: string; readonly name: string; readonly below?: string }>;

export type HelpPlace = keyof typeof helpPlaces;

interface GuideStep {
  /** What to do. Between asterisks: words that stand on the page, on a button, a field or over a part of it. */
  readonly words: string;
  readonly at: HelpPlace;
}

export interface Guide {
  readonly title: string;
  readonly steps: readonly GuideStep[];
}

const step = (at: HelpPlace, words: string): GuideStep => ({ at, words });

/** What each role does most, in the steps that it takes here. */
export const guides: Readonly<Record<Role, readonly Guide[]>> = {
  scheduler: [
    {
      title: 'Book the next session',
      steps: [
        step(
          'patients',
          'Type into *Name, birth date or MRN* and open the patient. *New patient* if there is none.',
        ),
        step('series', 'Open the series, and look at its *Plan*: interval, sedation, how many.'),
        step(
          'day',
          'Press *Find a slot* for the best three, or *Book* for a time of your own. Every reason against a time is told at once.',
        ),
      ],
    },
    {
      title: 'Book a whole series',
      steps: [
        step(
          'planning',
          'Look through the *Proposed sessions*: each with its conflicts and other times. Accept, change, or leave some to place.',
        ),
        step('waitlist', 'What is left stands under *To place*, with what is due first at the top.'),
      ],
    },
    {
      title: 'The phone rings: "I cannot come on Tuesday"',
      steps: [
        step(
          'session',
          'Open the session and press *Move*. You see what shifts with it before anything is saved.',
        ),
        step(
          'session',
          'If there is no other day, press *Cancel session* and say why; a task reminds you to call back.',
        ),
        step('waitlist', 'The time stands under *Freed times* now, for whoever can still be ready.'),
      ],
    },
    {
      title: 'A room or a physician fails',
      steps: [
        step(
          'displacement',
          'Say what fails, from when to when, and press *Show who is affected*. Each session is placed again, or called off.',
        ),
        step('closures', 'Days off that are known early are *Closures*.'),
      ],
    },
    {
      title: 'Before you go home',
      steps: [
        step('tasks', 'Close what was done under *Follow-up tasks*.'),
        step('mailbox', 'See under *Messages* whom nothing reached.'),
        step('lists', 'Leaf through the *Lists*: escorts, fasting, authorisations.'),
      ],
    },
  ],
  nurse: [
    {
      title: 'The morning',
      steps: [
        step(
          'day',
          'The board shows who is ready and who is not; *Print the day sheet* makes a paper of it.',
        ),
        step(
          'lists',
          'Choose a list and set *Sessions until*; what is recorded there counts for the session at once.',
        ),
      ],
    },
    {
      title: 'From the door to the needle',
      steps: [
        step('session', 'Open the session and follow its steps, one at a time.'),
        step(
          'visit',
          'In the room two people choose the side anew: *Begin the time-out*. Before it no injection can be recorded.',
        ),
      ],
    },
    {
      title: 'What the patient says',
      steps: [
        step('series', 'Press *Record score* and choose one number; it says when, and from whom.'),
        step('patient', 'What changes what is safe stands under *Clinical flags*.'),
        step('tasks', 'A symptom from home is a task, and who waits too long is told to others.'),
      ],
    },
  ],
  physician: [
    {
      title: 'Before the clinic: whose answer waits',
      steps: [
        step('lists', 'Choose the list of decisions.'),
        step(
          'series',
          'Look at *Relief between injections*: scores, how long each injection lasted, gaps. A bar that does not end says so.',
        ),
        step(
          'series',
          'Under *Decision* continue, pause, change or stop, with a reason. Stopping frees every later time.',
        ),
      ],
    },
    {
      title: 'A new series',
      steps: [
        step('patient', 'Press *New series*. The side is chosen by you and never filled in.'),
        step(
          'series',
          'Press *Edit plan* to change interval, sedation or count later; it shows what that means.',
        ),
      ],
    },
    {
      title: 'After the needle',
      steps: [
        step('visit', 'The procedure is recorded step by step on the day of the session.'),
        step(
          'series',
          'Give the *Record injection* form level, side, drugs and doses; it counts what was given before.',
        ),
      ],
    },
    {
      title: 'What the clinic goes by',
      steps: [
        step(
          'clinical',
          'Under *Clinical defaults* write a further version, from a day on and with its source. No version is ever changed.',
        ),
        step(
          'relief',
          'See *How long relief lasts* over many patients, with the number of cases beside each figure.',
        ),
      ],
    },
  ],
  administrator: [
    {
      title: 'Set the clinic up',
      steps: [
        step('clinics', 'Under *Clinics* say names, zones, opening hours, and whom patients call.'),
        step('closures', 'Enter *Closures*, or import the public holidays of a calendar file.'),
        step('procedures', 'Under *Procedures* say what each visit holds at each sedation level.'),
        step('block-time', 'Under *Patterns* say who owns which room when.'),
      ],
    },
    {
      title: 'Somebody begins or leaves',
      steps: [
        step(
          'members',
          'Press *Invite a member* and choose the roles. A new administrator waits for a second one.',
        ),
        step(
          'members',
          'Open a member to change roles, take a lost second factor away, or disable them: it holds at once.',
        ),
      ],
    },
    {
      title: 'End of the month',
      steps: [
        step(
          'volume',
          'Choose *By* and *Split by*; every figure opens its rows, and its definition stands beside it.',
        ),
        step('volume', 'Press *Print*, or take the table along.'),
      ],
    },
  ],
  auditor: [
    {
      title: 'Who saw or changed what',
      steps: [
        step(
          'trail',
          'Choose *Who*, *What* and *What was done* in the *Audit trail*. A change shows before and after side by side.',
        ),
        step('trail', 'Press *Export CSV* to take it along; that stands in the trail, too.'),
      ],
    },
    {
      title: 'A patient asks who used their record',
      steps: [
        step(
          'access-report',
          'Make the *Access report* of that patient, in words a patient reads, and print it.',
        ),
      ],
    },
    {
      title: 'Is the trail whole?',
      steps: [
        step(
          'trail',
          'The state of the chain stands on the page of the *Audit trail*: from the first row to the last.',
        ),
      ],
    },
  ],
};

/** For whoever works here. */
export const guidesForAll: readonly Guide[] = [
  {
    title: 'Your own sign-in',
    steps: [
      step(
        'account',
        'Under *Second factor* set up an authenticator app or a passkey, and keep the recovery codes.',
      ),
      step('account', 'See *Where you are signed in*, and end what you do not know.'),
    ],
  },
];
