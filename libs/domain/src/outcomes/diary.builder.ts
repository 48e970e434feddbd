import type { NumericEntry, ScoreEntry } from './score-entry.js';

const HOUR = 60;
const TOKEN = /^(?<hours>-?[\d.]+)h:(?<value>[\d.]+)(?<unit>%|avg|clinic)?(?<rescue>R)?$/;

/**
 * A diary as the clinical reference writes it: `0.5h:2 24h:3R 48h:60% 72h:4avg`: hours after t0, value, then
 * `%` for percent relief, `avg` for a 24 h average, `clinic` for a score taken there, `R` for rescue.
 */
export function diary(text: string): readonly NumericEntry[] {
  return text
    .split(' ')
    .filter((token) => token !== '')
    .map((token) => {
      const parts = TOKEN.exec(token)?.groups;
      if (parts === undefined) throw new Error(`not a diary entry: ${token}`);
      const { hours, value, unit, rescue } = parts;
      return {
        kind: unit === '%' ? 'pct-relief' : unit === 'avg' ? 'avg24h' : 'now',
        at: Math.round(Number(hours) * HOUR),
        value: Number(value),
        rescue: rescue !== undefined,
        ...(unit === 'clinic' ? { atClinic: true } : {}),
      };
    });
}

/** "The pain came back on the day from `fromHour` to `toHour`", in hours after t0. */
export function painReturned(fromHour: number, toHour: number, enteredAtHour?: number): ScoreEntry {
  return {
    kind: 'pain-returned',
    from: fromHour * HOUR,
    to: toHour * HOUR,
    rescue: false,
    ...(enteredAtHour === undefined ? {} : { enteredAt: enteredAtHour * HOUR }),
  };
}

/** The same entries as if the clock stood `minutes` later. */
export function shiftedBy(entries: readonly ScoreEntry[], minutes: number): readonly ScoreEntry[] {
  return entries.map((entry): ScoreEntry => {
    if ('at' in entry) return { ...entry, at: entry.at + minutes };
    const { enteredAt, ...statement } = entry;
    return {
      ...statement,
      from: entry.from + minutes,
      to: entry.to + minutes,
      ...(enteredAt === undefined ? {} : { enteredAt: enteredAt + minutes }),
    };
  });
}
