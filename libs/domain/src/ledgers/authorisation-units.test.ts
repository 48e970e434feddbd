import { describe, expect, it } from 'vitest';
import { at, authorisation, booking, codesOf, plannedBy, series } from '../scheduling/booking.builder.js';
import { checkBooking } from '../scheduling/booking-rules.js';
import { authorisationFor, type SeriesAuthorisation } from './authorisation-units.js';
import { checkAuthorisation } from './check-entry.js';

// Every session is wished for on Monday 8 June at 09:00, for the left side.
const asked = (authorisations: readonly SeriesAuthorisation[], sessionId: string | null = null) =>
  booking({
    series: series({ authorisations, treatment: { side: 'left', billingCodes: ['64520'] } }),
    sessionId,
  });

describe('LEDGER-01 whose unit a session takes', () => {
  it.each<[string, readonly SeriesAuthorisation[], string | null]>([
    ['a series without authorisations takes none', [], null],
    ['the only one', [authorisation()], 'authorisation-1'],
    [
      'the one that ends first',
      [authorisation({ id: 'later' }), authorisation({ id: 'sooner', validTo: '2026-06-30' })],
      'sooner',
    ],
    [
      'the next one where that is used up',
      [authorisation({ id: 'later' }), authorisation({ id: 'sooner', validTo: '2026-06-30', unitsLeft: 0 })],
      'later',
    ],
    [
      'its own, though it is used up and another ends first',
      [
        authorisation({ id: 'own', unitsLeft: 0, sessionIds: ['s'] }),
        authorisation({ id: 'sooner', validTo: '2026-06-30' }),
      ],
      'own',
    ],
    [
      'another where its own is not valid on the new day',
      [authorisation({ id: 'own', validTo: '2026-06-01', sessionIds: ['s'] }), authorisation({ id: 'new' })],
      'new',
    ],
    ['one for both sides', [authorisation({ side: 'both' })], 'authorisation-1'],
    ['one with the code among others', [authorisation({ codes: ['64520', '77003'] })], 'authorisation-1'],
  ])('%s', (_, authorisations, expected) => {
    expect(plannedBy(asked(authorisations, 's')).value.authorisationId).toBe(expected);
  });
});

describe('LEDGER-02 a unit for every session', () => {
  it.each<[string, readonly SeriesAuthorisation[], readonly string[]]>([
    ['used up', [authorisation({ unitsLeft: 0 })], ['ledger.authorisation-used-up']],
    ['H1: for the other side', [authorisation({ side: 'right' })], ['ledger.authorisation-not-for-this']],
    ['for other codes', [authorisation({ codes: ['64510'] })], ['ledger.authorisation-not-for-this']],
    [
      'over before the day: LIM-01 alone says so',
      [authorisation({ validTo: '2026-06-07' })],
      ['series.outside-authorisation'],
    ],
  ])('%s', (_, authorisations, codes) => {
    expect(codesOf(asked(authorisations))).toEqual(codes);
  });

  it('set aside with a reason, the session takes no unit', () => {
    const overrides = [{ code: 'ledger.authorisation-used-up', reason: 'The patient pays.' }] as const;
    const decision = checkBooking({ ...asked([authorisation({ unitsLeft: 0 })]), overrides });
    expect(decision).toMatchObject({ accepted: true, value: { authorisationId: null } });
  });

  it('says from when on another authorisation has units', () => {
    const decision = checkBooking(
      asked([authorisation({ unitsLeft: 0 }), authorisation({ id: 'next', validFrom: '2026-07-01' })]),
    );
    expect(decision).toMatchObject({ refusals: [{ remedy: { facts: { fromDate: '2026-07-01' } } }] });
  });

  it('tells that the last unit goes, and not of the session that has it', () => {
    const last = authorisation({ unitsLeft: 1, sessionIds: ['s'] });
    const told = (sessionId: string | null) =>
      plannedBy(asked([last], sessionId)).advisories.map(({ code }) => code);
    expect(told(null)).toEqual(['ledger.authorisation-last-unit']);
    expect(told('s')).toEqual([]);
  });

  it('does not take a unit of one that is valid on another day', () => {
    const date = '2026-06-08';
    const treatment = { side: 'left', billingCodes: [] } as const;
    const authorisations = [authorisation({ validFrom: '2026-06-09' })];
    expect(authorisationFor({ authorisations, treatment, date, sessionId: null })).toBeNull();
    expect(at('2026-06-08T09:00')).toBe(asked([]).start);
  });
});

describe('LEDGER-13 an authorisation that is written down', () => {
  const entry = { side: 'left', codes: ['64520'], validFrom: '2026-01-01', validTo: '2026-06-30' } as const;
  const ofSeries = { side: 'left', procedureCode: 'LSB', billingCodes: ['64520'] } as const;
  it.each<[string, object, object, readonly string[]]>([
    ['agrees', {}, {}, []],
    ['H1: names the other side', { side: 'right' }, {}, ['ledger.entry-side-disagrees']],
    ['H1: names one side of a series for both', {}, { side: 'both' }, ['ledger.entry-side-disagrees']],
    ['names other codes', { codes: ['64510'] }, {}, ['ledger.entry-codes-disagree']],
    ['names codes where the clinic has configured none', {}, { billingCodes: [] }, []],
    [
      'names everything wrongly, and hears all of it at once',
      { side: 'right', codes: ['64510'], validTo: '2025-12-31' },
      {},
      ['ledger.entry-side-disagrees', 'ledger.entry-codes-disagree', 'ledger.entry-validity-reversed'],
    ],
  ])('%s', (_, changes, plan, codes) => {
    const decision = checkAuthorisation({ ...entry, ...changes }, { ...ofSeries, ...plan });
    expect(decision.accepted ? [] : decision.refusals.map(({ code }) => code)).toEqual(codes);
  });
});
