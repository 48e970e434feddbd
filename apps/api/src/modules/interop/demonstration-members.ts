import type { Role } from '@lull/contracts';

interface DemonstrationMember {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  /** The name of the resource that this person is, where there is one. */
  readonly resource?: string;
}

export interface DemonstrationPractice {
  readonly name: string;
  readonly folder: string;
  /** An invented number, of those that are kept for stories. */
  readonly phone: string;
  readonly outOfHoursText: string;
  readonly members: readonly DemonstrationMember[];
}

/** Known to everybody: these accounts exist in demonstration mode only, and belong to demonstration practices. */
export const demonstrationPassword = 'lull-demonstration';

const physician = (email: string, name: string): DemonstrationMember => ({
  email,
  name,
  role: 'physician',
  resource: name,
});

/** The second practice is there so that one can see that neither sees the other. */
export const demonstrationPractices: readonly DemonstrationPractice[] = [
  {
    name: 'Midtown Pain Centre',
    folder: 'clinic-book',
    phone: '+12125550142',
    outOfHoursText: 'Outside opening hours a nurse calls back within the hour.',
    members: [
      { email: 'scheduler@midtown.example', name: 'Robin Achterberg', role: 'scheduler' },
      { email: 'nurse@midtown.example', name: 'RN Okoye', role: 'nurse', resource: 'RN Okoye' },
      physician('physician@midtown.example', 'Dr. Ines Halloran'),
      physician('adeyemi@midtown.example', 'Dr. Tomas Adeyemi'),
      physician('castellan@midtown.example', 'Dr. Wren Castellan'),
      { email: 'administrator@midtown.example', name: 'Marguerite Sallow', role: 'administrator' },
      { email: 'auditor@midtown.example', name: 'Piet Longworth', role: 'auditor' },
    ],
  },
  {
    name: 'Harbour Spine Clinic',
    folder: 'harbour-book',
    phone: '+12125550187',
    outOfHoursText: 'Outside opening hours the number leads to the physician on call.',
    members: [
      { email: 'scheduler@harbour.example', name: 'June Ferreira', role: 'scheduler' },
      physician('physician@harbour.example', 'Dr. Elias Brandvold'),
      { email: 'nurse@harbour.example', name: 'RN Tanaka', role: 'nurse', resource: 'RN Tanaka' },
    ],
  },
];

/** The very last row that the demonstration writes tells that it is whole, also after a start that was killed. */
export const lastDemonstrationEmail = demonstrationPractices.at(-1)?.members.at(-1)?.email ?? '';
