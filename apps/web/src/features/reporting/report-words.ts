import type { FigureUnit, ReportCode } from '@lull/contracts';

/** Every report of one shape, in the order in which they are listed. */
export const reportWords: Readonly<Record<ReportCode, { readonly title: string; readonly about: string }>> = {
  'block-time': {
    title: 'Use of block time',
    about:
      'Offered, released, refilled and used minutes, first cases on time, overrun, and idle time worth collecting.',
  },
  cancellations: {
    title: 'Cancellations and no-shows',
    about: 'What was lost, by cause and by notice given, and which requirement failed on the day.',
  },
  access: {
    title: 'Access',
    about:
      'From the opening of a series to its first injection, how intervals drift from the plan, and the third next free time.',
  },
  series: {
    title: 'Series: funnel and length',
    about: 'Planned, booked, done, responded, stopped and why; and how many visits series have.',
  },
  sedation: { title: 'Sedation mix', about: 'Visits by level of sedation.' },
  recovery: { title: 'Load of the recovery bays', about: 'Stays, how long they are, and how many at once.' },
  complications: { title: 'Complications', about: 'What was recorded, and of how many injections.' },
  diary: {
    title: 'Diary response',
    about:
      'How often the diary asked, and how often it was answered, by month and by week after the injection.',
  },
  overrides: {
    title: 'Rules set aside',
    about: 'Rules of booking and of readiness that somebody set aside with a reason.',
  },
};

export const isReportCode = (text: string): text is ReportCode => Object.hasOwn(reportWords, text);

/** Said once, in the head of a column. */
export const unitWords: Readonly<Record<FigureUnit, string>> = {
  count: '',
  minutes: 'min',
  days: 'days',
  percent: '%',
};

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** A count as it is; a median, a share and days with a tenth where there is one. */
export function figureText(value: number, unit: FigureUnit): string {
  return (unit === 'minutes' ? whole : tenths).format(value);
}

/** `in-room` reads "in room". */
export const codeWords = (text: string): string =>
  /^[a-z0-9]+(-[a-z0-9]+)*$/.test(text) ? text.replaceAll('-', ' ') : text;
