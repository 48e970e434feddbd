import { may, type Role } from '@lull/contracts/plain';
import {
  IconBuildingHospital,
  IconCalendarOff,
  IconCalendarRepeat,
  IconClipboardHeart,
  IconDoor,
  IconMessage,
  IconReceipt,
  IconStethoscope,
  IconUsersGroup,
  type Icon,
} from '@tabler/icons-react';

interface SettingsPage {
  readonly to:
    | '/settings/clinics'
    | '/settings/closures'
    | '/settings/resources'
    | '/settings/clinical'
    | '/settings/procedures'
    | '/settings/payers'
    | '/settings/members'
    | '/settings/messages'
    | '/block-time';
  readonly name: string;
  readonly about: string;
  readonly icon: Icon;
  readonly open: (roles: readonly Role[]) => boolean;
}

interface SettingsPages {
  readonly title: string;
  readonly doors: readonly SettingsPage[];
}

/** The pages of the settings by what they are about, each with the cell of the access matrix that opens it. */
const groups: readonly SettingsPages[] = [
  {
    title: 'The clinic',
    doors: [
      {
        to: '/settings/clinics',
        name: 'Clinics',
        about: 'Names, time zones, opening hours, and whom patients call',
        icon: IconBuildingHospital,
        open: (roles) => may(roles, 'clinic', 'read'),
      },
      {
        to: '/settings/closures',
        name: 'Closures',
        about: 'Days off, public holidays, what is out of order or away',
        icon: IconCalendarOff,
        open: (roles) => may(roles, 'closure', 'read'),
      },
      {
        to: '/settings/resources',
        name: 'Rooms, equipment and people',
        about: 'What visits hold: rooms, C-arms, nurses, bays, physicians',
        icon: IconDoor,
        open: (roles) => may(roles, 'resource', 'read'),
      },
      {
        to: '/settings/members',
        name: 'Members',
        about: 'Who works here, in which roles, and how they sign in',
        icon: IconUsersGroup,
        open: (roles) => may(roles, 'member', 'read'),
      },
      {
        to: '/block-time',
        name: 'Block time',
        about: 'Who owns which room when, and when it is released',
        icon: IconCalendarRepeat,
        open: (roles) => may(roles, 'block-time', 'read'),
      },
    ],
  },
  {
    title: 'What is done, and by which rules',
    doors: [
      {
        to: '/settings/procedures',
        name: 'Procedures',
        about: 'What can be done, and what each visit holds at each sedation level',
        icon: IconStethoscope,
        open: (roles) => may(roles, 'resource-profile', 'read'),
      },
      {
        to: '/settings/clinical',
        name: 'Clinical defaults',
        about: 'Fasting, lead times, ages and limits, by versions with author and source',
        icon: IconClipboardHeart,
        open: (roles) => may(roles, 'clinical-policy', 'read'),
      },
      {
        to: '/settings/payers',
        name: 'Payers',
        about: 'How often payers pay, and what they ask for, by versions',
        icon: IconReceipt,
        open: (roles) => may(roles, 'payer-rule', 'read'),
      },
      {
        to: '/settings/messages',
        name: 'Message texts',
        about: 'What patients read, in each language, shown with an example',
        icon: IconMessage,
        open: (roles) => may(roles, 'message-policy', 'read'),
      },
    ],
  },
];

/** Every page of the settings, whoever may open it. */
export const settingsPages = groups.flatMap(({ doors }) => doors);

export function settingsDoors(roles: readonly Role[]): readonly SettingsPages[] {
  return groups.map(({ title, doors }) => ({ title, doors: doors.filter(({ open }) => open(roles)) }));
}
