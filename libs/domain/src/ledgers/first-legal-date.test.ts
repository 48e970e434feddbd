import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { at, authorisation, clinicZone } from '../scheduling/booking.builder.js';
import { addCivilDays } from '../time/zone.js';
import { emptyLedger } from './booking-ledger.js';
import { firstLegalDate, type LegalDateFacts } from './first-legal-date.js';
import type { PayerRule } from './payer-rule.js';

const payer: PayerRule = {
  id: 'rule',
  payer: 'Fern Health',
  validFrom: '2026-01-01',
  writtenAt: 1,
  maxPerSeries: null,
  maxPer12Months: null,
  minIntervalDays: 21,
  minReliefPct: null,
  minReliefDays: null,
  requiresFunction: false,
  requiresPhysicalTherapy: false,
  priorAuthorisation: true,
  source: 'An invented policy',
};
const asked = (changes: Partial<LegalDateFacts> = {}): LegalDateFacts => ({
  today: '2026-06-08',
  zone: clinicZone,
  seriesId: 's',
  sessionId: null,
  sessionDates: [],
  daysToKeep: 7,
  authorisations: [],
  treatment: { side: 'left', billingCodes: [] },
  ledger: emptyLedger,
  ...changes,
});
const done = [{ id: 'a', seriesId: 's', start: at('2026-06-03T09:00'), state: 'discharged' as const }];

describe('LEDGER-12 the first legal date (H17)', () => {
  it.each<[string, Partial<LegalDateFacts>, string | null, readonly string[]]>([
    ['nothing stands against today', {}, '2026-06-08', []],
    ["the series' interval", { sessionDates: ['2026-06-03'] }, '2026-06-10', ['series-interval']],
    [
      "the payer's is longer",
      {
        sessionDates: ['2026-06-03'],
        authorisations: [authorisation()],
        ledger: { ...emptyLedger, payerRules: [payer], sessions: done },
      },
      '2026-06-24',
      ['series-interval', 'payer-interval'],
    ],
    [
      'the authorisation begins later still',
      { sessionDates: ['2026-06-03'], authorisations: [authorisation({ validFrom: '2026-07-01' })] },
      '2026-07-01',
      ['authorisation', 'series-interval'],
    ],
    [
      'a booked session stands in the way of the day that was found',
      { sessionDates: ['2026-07-03'], authorisations: [authorisation({ validFrom: '2026-07-01' })] },
      '2026-07-10',
      ['authorisation', 'series-interval'],
    ],
    ['no unit is left', { authorisations: [authorisation({ unitsLeft: 0 })] }, null, ['authorisation']],
    [
      'the authorisation is over',
      { authorisations: [authorisation({ validTo: '2026-06-07' })] },
      null,
      ['authorisation'],
    ],
    [
      'it is for the other side',
      { authorisations: [authorisation({ side: 'right' })] },
      null,
      ['authorisation'],
    ],
  ])('%s', (_, changes, on, causes) => {
    const found = firstLegalDate(asked(changes));
    expect(found.on).toBe(on);
    expect(found.because.map(({ cause }) => cause)).toEqual(causes);
  });

  it('says from when on a steroid may be among it: the first day of which every hour is', () => {
    const steroids = [
      { id: 'd', sessionId: 'a', drug: 'triamcinolone', doseMg: 40, at: at('2026-06-03T09:00') },
    ];
    const found = firstLegalDate(asked({ ledger: { ...emptyLedger, steroids } }));
    expect(found).toEqual({ on: '2026-06-08', because: [], withSteroidOn: '2026-07-02' });
  });

  it('comes to an end, and never before today nor before the first authorised day', () => {
    const days = fc.array(
      fc.integer({ min: -30, max: 60 }).map((each) => addCivilDays('2026-06-08', each)),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(
        days,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 0, max: 40 }),
        (sessionDates, daysToKeep, later) => {
          const validFrom = addCivilDays('2026-06-08', later);
          const { on } = firstLegalDate(
            asked({ sessionDates, daysToKeep, authorisations: [authorisation({ validFrom })] }),
          );
          expect(on === null || on >= validFrom).toBe(true);
        },
      ),
    );
  });
});
