import type { FirstLegalDateView } from '@lull/contracts';
import {
  civilDateAt,
  dayText,
  daysToKeep,
  firstLegalDate,
  standingSessions,
  type BookingLedger,
  type CivilDate,
  type LegalDateCause,
  type SeriesOfBooking,
} from '@lull/domain';

interface FirstLegalAsked {
  readonly series: SeriesOfBooking;
  readonly sessionId: string | null;
  readonly ledger: BookingLedger;
  readonly now: number;
  readonly zone: string;
}

const causes: Readonly<Record<LegalDateCause, (from: CivilDate, found: boolean) => string>> = {
  authorisation: (from, found) =>
    found ? `authorised from ${dayText(from)}` : 'no authorised unit is left for any day to come',
  'series-interval': (from) => `the interval of the series ends on ${dayText(from)}`,
  'payer-interval': (from) => `the payer's interval ends on ${dayText(from)}`,
};

/** LEDGER-12 in words, for who books and for who looks for a time. */
export function firstLegalView({
  series,
  sessionId,
  ledger,
  now,
  zone,
}: FirstLegalAsked): FirstLegalDateView {
  const { on, because, withSteroidOn } = firstLegalDate({
    today: civilDateAt(now, zone),
    zone,
    seriesId: series.id,
    sessionId,
    sessionDates: standingSessions({ series, sessionId }).map(({ start }) => civilDateAt(start, zone)),
    daysToKeep: daysToKeep(series),
    authorisations: series.authorisations,
    treatment: series.treatment,
    ledger,
  });
  return {
    on,
    withSteroidOn,
    because: because.map(({ cause, from }) => ({ cause, from, detail: causes[cause](from, on !== null) })),
  };
}
