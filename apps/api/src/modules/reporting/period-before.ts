import { addCivilDays, civilDaysBetween, Temporal } from '@lull/domain';

interface Period {
  readonly from: string;
  readonly to: string;
}

/** The period of the same length that ends where a range begins: as many whole months, or as many days. */
export function periodBefore({ from, to }: Period): Period {
  const before = addCivilDays(from, -1);
  const next = addCivilDays(to, 1);
  if (!from.endsWith('-01') || !next.endsWith('-01'))
    return { from: addCivilDays(from, -(civilDaysBetween(from, to) + 1)), to: before };
  const start = Temporal.PlainDate.from(from);
  const { months } = start.until(Temporal.PlainDate.from(next), { largestUnit: 'months' });
  return { from: start.subtract({ months }).toString(), to: before };
}
