/** An instant, and beside it the same as people read it: weekday, date, time and zone, in the clinic's zone. */
export interface ClockTime {
  readonly at: number;
  readonly text: string;
}
