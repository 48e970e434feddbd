import type { SetupStep } from '@lull/domain';

export const stepTitles: Readonly<Record<SetupStep, string>> = {
  practice: 'Practice and you',
  clinic: 'Clinic and hours',
  rooms: 'Rooms and equipment',
  procedures: 'Procedures',
  people: 'Physicians and members',
  'block-time': 'Block time',
  book: 'Your book',
  done: 'First bookable day',
};

export const stepNotes: Readonly<Record<SetupStep, string>> = {
  practice: 'Who you are, and who may let others in.',
  clinic: 'Where you work, by whose clocks, and when. Further clinics follow in the settings.',
  rooms: 'What visits hold. How many there are; names can be changed, now and later.',
  procedures: 'What is done. Each comes with what its visits hold, for you to confirm.',
  people: 'Who treats, and who else works here.',
  'block-time': 'Which physician owns which room on which days, week by week.',
  book: 'Patients, series, sessions and pain scores of the system that you come from.',
  done: 'What the search for times says of what stands now.',
};

export const stateWords = { done: 'done', 'left-out': 'left out', open: 'to do' } as const;
