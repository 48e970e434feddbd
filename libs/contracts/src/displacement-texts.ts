import { dayText, type DisplacementNeed } from '@lull/domain';

type NeedFacts = Readonly<Record<string, string | number>>;

const days = (count: unknown): string => `${String(count)} ${count === 1 ? 'day' : 'days'}`;
const day = (date: unknown): string => dayText(String(date));

/** Why one who loses a place is placed before others, in words. */
export const needTexts: Readonly<Record<DisplacementNeed, (facts: NeedFacts) => string>> = {
  'interval-over': (f) =>
    `Maximum interval exceeded by ${days(f['days'])} already (was due by ${day(f['latestOn'])})`,
  'interval-nearly-over': (f) =>
    f['days'] === 0
      ? 'Maximum interval ends on this very day'
      : `${days(f['days'])} left of the maximum interval, until ${day(f['latestOn'])}`,
  'next-session-near': (f) =>
    f['days'] === 0
      ? 'Cannot be later: the next session keeps the minimum interval'
      : `No later than ${day(f['lastOn'])}: the next session keeps the minimum interval`,
  'authorisation-ends': (f) => `Authorisation ends on ${day(f['endsOn'])}`,
  'anticoagulant-decided': () => "The prescriber's decision about the anticoagulant was for this day",
  'fasting-begun': () => 'Fasting has begun',
  'preparation-begun': () => 'Preparation has begun',
  tentative: () => 'Tentative: waits for a decision anyway',
};

export function needText({
  code,
  facts,
}: {
  readonly code: DisplacementNeed;
  readonly facts: NeedFacts;
}): string {
  return needTexts[code](facts);
}
