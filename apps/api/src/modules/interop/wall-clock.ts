import { accept, civilDay, hourMs, instantOf, isWallTime, minuteMs, type Decision } from '@lull/domain';

/**
 * Wall times of one zone as instants, ten thousands of them. On a day of 24 hours the clock runs through, so
 * the day's beginning is asked for once; on every other day the rule of the domain judges each time by itself.
 */
export class WallClock {
  private readonly startOfEvenDay = new Map<string, number | null>();

  constructor(readonly zone: string) {}

  instantOf(wallTime: string): Decision<number> {
    if (!isWallClockShaped(wallTime)) return instantOf(wallTime, this.zone);
    const start = this.startOf(wallTime.slice(0, 10));
    if (start === null) return instantOf(wallTime, this.zone);
    return accept(start + (Number(wallTime.slice(11, 13)) * 60 + Number(wallTime.slice(14, 16))) * minuteMs);
  }

  private startOf(date: string): number | null {
    let start = this.startOfEvenDay.get(date);
    if (start === undefined) {
      start = null;
      if (isWallTime(`${date}T00:00`)) {
        const day = civilDay(date, this.zone);
        if (day.end - day.start === 24 * hourMs) start = day.start;
      }
      this.startOfEvenDay.set(date, start);
    }
    return start;
  }
}

function isWallClockShaped(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d$/.test(text);
}
