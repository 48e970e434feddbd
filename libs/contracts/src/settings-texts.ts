import type { RefusalCode } from '@lull/domain';
import { say, type ProblemText } from './problem-text.js';

const sessions = (count: unknown): string =>
  count === 1 ? 'One session stands' : `${String(count)} sessions stand`;

/** Why a clinic's own arrangement cannot be so. */
export const settingsRefusalTexts: Readonly<Record<Extract<RefusalCode, `settings.${string}`>, ProblemText>> =
  {
    'settings.hours-backwards': say('Ends before it begins', 'Opening hours end later than they begin.'),
    'settings.hours-overlap': say(
      'Open twice at once',
      'Two stretches of this day share time. Let one end where the other begins, or make them one.',
    ),
    'settings.zone-settled': say(
      'The zone is settled',
      (f) =>
        `Sessions were booked here by the clocks of ${f['zone']}, and their patients were told those times. Add a clinic for another zone.`,
    ),
    'settings.clinic-name-taken': say('Name taken', 'Another clinic of your practice has this name.'),
    'settings.closure-over-sessions': say(
      'Sessions stand in it',
      (f) =>
        `${sessions(f['sessions'])} in this time. Place them again at the displacement desk, which closes it too.`,
    ),
    'settings.closure-stands-already': say(
      'Closed already',
      'A closure that covers this time stands already.',
    ),
    'settings.calendar-unreadable': say(
      'Not a calendar',
      'This is no iCalendar file. Choose the .ics file of the holidays, not a page about them.',
    ),
  };
