export interface BirthDateDraft {
  readonly day: string;
  /** 1 to 12 as chosen from the names, or empty. */
  readonly month: string;
  readonly year: string;
}

/** `1968-03-14` of what was typed; null if it is no day. A year of two digits is the last one that has passed. */
export function birthDateOf({ day, month, year }: BirthDateDraft, now: number): string | null {
  const [d, m, y] = [day, month, year].map((part) => part.trim()) as [string, string, string];
  if (!/^\d{1,2}$/.test(d) || !/^\d{1,2}$/.test(m) || !/^(\d{2}|\d{4})$/.test(y)) return null;
  const thisYear = new Date(now).getUTCFullYear();
  const century = thisYear - (thisYear % 100);
  const typed = Number(y);
  const full = y.length === 4 ? typed : typed + (century + typed > thisYear ? century - 100 : century);
  const date = new Date(Date.UTC(full, Number(m) - 1, Number(d)));
  const isDay = date.getUTCMonth() === Number(m) - 1 && date.getUTCDate() === Number(d);
  return isDay && full >= 1900 && date.getTime() <= now ? date.toISOString().slice(0, 10) : null;
}
