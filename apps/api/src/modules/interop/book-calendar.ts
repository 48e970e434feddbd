import { addCivilDays, civilDay, civilDaysBetween, weekdayOf, type CivilDate } from '@lull/domain';
import { WallClock } from './wall-clock.js';

export type InstantOfBook =
  | { readonly at: number; readonly moved: boolean }
  | { readonly refused: 'local-time-does-not-exist' | 'local-time-ambiguous' | 'time-invalid' };

/** The days and times of a book, in the clinic's zone, as they stand or shifted by whole weeks. */
export class BookCalendar {
  private readonly clock: WallClock;

  constructor(
    readonly zone: string,
    /** The day on which the book was written, as it stands in the book. */
    readonly asOf: CivilDate,
    readonly weeks: number,
  ) {
    this.clock = new WallClock(zone);
  }

  /** So many weeks bring `asOf` into the week of `today`; weeks begin on Monday. */
  static weeksTo(today: CivilDate, asOf: CivilDate): number {
    return civilDaysBetween(mondayOf(asOf), mondayOf(today)) / 7;
  }

  date(date: CivilDate): CivilDate {
    return this.weeks === 0 ? date : addCivilDays(date, this.weeks * 7);
  }

  isAfterBook(dateOrTime: string): boolean {
    return dateOrTime.slice(0, 10) > this.asOf;
  }

  /** From local midnight to local midnight: a statement of a day alone is no instant. */
  day(date: CivilDate): { readonly start: number; readonly end: number } {
    return civilDay(this.date(date), this.zone);
  }

  /**
   * Precondition: the date part exists. A time that the clocks skip or show twice is refused by name as it stands
   * in the book. Where only the shift brought it there nobody can correct it: it then goes to the first instant
   * after the gap, or to the first of the two, and says that it moved.
   */
  instant(wallTime: string): InstantOfBook {
    const own = this.clock.instantOf(wallTime);
    if (!own.accepted) return { refused: refusalNames[own.refusals[0]?.code ?? ''] ?? 'time-invalid' };
    if (this.weeks === 0) return { at: own.value, moved: false };
    const shifted = this.clock.instantOf(`${this.date(wallTime.slice(0, 10))}${wallTime.slice(10)}`);
    if (shifted.accepted) return { at: shifted.value, moved: false };
    const nearest = shifted.refusals[0]?.remedy?.facts;
    const at = nearest?.['at'] ?? nearest?.['first'];
    return typeof at === 'number' ? { at, moved: true } : { refused: 'time-invalid' };
  }
}

const refusalNames: Readonly<Record<string, 'local-time-does-not-exist' | 'local-time-ambiguous'>> = {
  'time.local-time-does-not-exist': 'local-time-does-not-exist',
  'time.local-time-ambiguous': 'local-time-ambiguous',
};

function mondayOf(date: CivilDate): CivilDate {
  return addCivilDays(date, 1 - weekdayOf(date));
}
