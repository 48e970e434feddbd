import { may, type Role } from '@lull/contracts/plain';
import {
  IconCalendarEvent,
  IconCalendarRepeat,
  IconCalendarWeek,
  IconChartBar,
  IconChartLine,
  IconChecklist,
  IconFileSearch,
  IconHourglass,
  IconListCheck,
  IconReportAnalytics,
  IconMail,
  IconSettings,
  IconUrgent,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { settingsPages } from './settings-doors.js';

interface Destination {
  readonly to:
    | '/day'
    | '/week'
    | '/patients'
    | '/waitlist'
    | '/lists'
    | '/tasks'
    | '/mailbox'
    | '/block-time'
    | '/displacement'
    | '/volume'
    | '/reports/relief'
    | '/reports'
    | '/settings'
    | '/trail';
  readonly word: string;
  readonly icon: Icon;
  /** The second key of "G then ...". */
  readonly key: string;
  readonly open: (roles: readonly Role[]) => boolean;
}

/** Every door of the application with the cell of the access matrix that opens it. */
const destinations: readonly Destination[] = [
  {
    to: '/day',
    word: 'Day',
    icon: IconCalendarEvent,
    key: 'd',
    open: (roles) => may(roles, 'session', 'read'),
  },
  {
    to: '/week',
    word: 'Week',
    icon: IconCalendarWeek,
    key: 'w',
    open: (roles) => may(roles, 'block-time', 'read'),
  },
  {
    to: '/patients',
    word: 'Patients',
    icon: IconUsers,
    key: 'p',
    open: (roles) => may(roles, 'patient', 'read'),
  },
  {
    to: '/waitlist',
    word: 'Waitlist',
    icon: IconHourglass,
    key: 'q',
    open: (roles) => may(roles, 'waitlist', 'read'),
  },
  {
    to: '/lists',
    word: 'Lists',
    icon: IconListCheck,
    key: 'l',
    open: (roles) => may(roles, 'readiness', 'read'),
  },
  {
    to: '/tasks',
    word: 'Tasks',
    icon: IconChecklist,
    key: 'k',
    open: (roles) => may(roles, 'follow-up-task', 'read'),
  },
  {
    to: '/mailbox',
    word: 'Mailbox',
    icon: IconMail,
    key: 'm',
    open: (roles) => may(roles, 'message', 'read-figures'),
  },
  {
    to: '/block-time',
    word: 'Block time',
    icon: IconCalendarRepeat,
    key: 'b',
    open: (roles) => may(roles, 'block-time', 'read'),
  },
  {
    to: '/displacement',
    word: 'Displacement',
    icon: IconUrgent,
    key: 'x',
    open: (roles) => may(roles, 'displacement', 'read'),
  },
  {
    to: '/volume',
    word: 'Volume',
    icon: IconChartBar,
    key: 'v',
    open: (roles) => may(roles, 'report', 'operational'),
  },
  {
    to: '/reports/relief',
    word: 'Relief',
    icon: IconChartLine,
    key: 'r',
    open: (roles) => may(roles, 'report', 'relief'),
  },
  {
    to: '/reports',
    word: 'Reports',
    icon: IconReportAnalytics,
    key: 'o',
    open: (roles) => may(roles, 'report', 'operational'),
  },
  {
    to: '/trail',
    word: 'Trail',
    icon: IconFileSearch,
    key: 'a',
    open: (roles) => may(roles, 'audit', 'read'),
  },
  // Last: nobody begins here whose own door is the trail.
  {
    to: '/settings',
    word: 'Settings',
    icon: IconSettings,
    key: 's',
    open: (roles) => may(roles, 'clinic', 'read'),
  },
];

/** Beside the doors, at the same place on every page (WCAG 3.2.6); open to everybody. */
export const helpDoor = { to: '/help', word: 'Help', key: 'h' } as const;

export function destinationsFor(roles: readonly Role[]): readonly Destination[] {
  return destinations.filter(({ open }) => open(roles));
}

/** Where somebody begins: the first door that is open to them. */
export function startPage(roles: readonly Role[]): Destination['to'] {
  return destinationsFor(roles)[0]?.to ?? '/day';
}

/** Reached by links from other pages alone. */
const pagesWithoutDoor = [
  { to: '/patients/duplicates', open: (roles: readonly Role[]) => may(roles, 'patient-merge', 'read') },
  { to: '/patients/merge', open: (roles: readonly Role[]) => may(roles, 'patient-merge', 'read') },
  { to: '/month', open: (roles: readonly Role[]) => may(roles, 'block-time', 'read') },
  { to: '/sessions', open: (roles: readonly Role[]) => may(roles, 'readiness', 'read') },
  { to: '/series', open: (roles: readonly Role[]) => may(roles, 'series', 'read') },
] as const;

/** Whether the page at an address may be opened: a link from a colleague may lead where one's role does not. */
export function isOpenTo(roles: readonly Role[], pathname: string): boolean {
  const [page] = [...destinations, ...settingsPages, ...pagesWithoutDoor]
    .filter(({ to }) => pathname === to || pathname.startsWith(`${to}/`))
    // A page below another may be open to fewer.
    .toSorted((a, b) => b.to.length - a.to.length);
  return page?.open(roles) ?? true;
}
