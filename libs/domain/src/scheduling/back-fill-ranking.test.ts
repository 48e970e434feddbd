import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backFill, candidate } from './back-fill.builder.js';
import { rankCandidates, type WaitlistCandidate } from './back-fill-ranking.js';
import { adeyemi, at, booking, series, seriesSession } from './booking.builder.js';

const order = (...candidates: WaitlistCandidate[]) =>
  rankCandidates(candidates).map(({ entryId }) => entryId);
const lastSeen = (wallTime: string) =>
  backFill({ booking: booking({ series: series({ sessions: [seriesSession(wallTime, 'discharged')] }) }) });

describe('WAIT-07: who is asked first', () => {
  it('who fits, then who must be asked something first, then nobody who cannot', () => {
    const ranked = rankCandidates([
      candidate({ entryId: 'cannot', priority: 'urgent', facts: backFill({ infection: true }) }),
      candidate({ entryId: 'ask', priority: 'urgent', facts: backFill({ anticoagulant: 'not-asked' }) }),
      candidate({ entryId: 'fits' }),
    ]);
    expect(ranked.map(({ entryId, fit }) => [entryId, fit])).toEqual([
      ['fits', 'fits'],
      ['ask', 'ask-first'],
      ['cannot', 'not-possible'],
    ]);
  });

  it('the urgent before the soon before the others', () => {
    expect(
      order(
        candidate({ entryId: 'normal' }),
        candidate({ entryId: 'urgent', priority: 'urgent' }),
        candidate({ entryId: 'soon', priority: 'soon' }),
      ),
    ).toEqual(['urgent', 'soon', 'normal']);
  });

  it('whose series is furthest past its target interval', () => {
    expect(
      order(
        candidate({ entryId: 'first of its series', since: at('2026-01-02T09:00') }),
        candidate({ entryId: 'a week late', facts: lastSeen('2026-05-11T09:00') }),
        candidate({ entryId: 'three weeks late', facts: lastSeen('2026-04-27T09:00') }),
      ),
    ).toEqual(['three weeks late', 'a week late', 'first of its series']);
  });

  it('the physician’s own patients, then who has waited longest', () => {
    expect(
      order(
        candidate({ entryId: 'another’s', since: at('2026-01-02T09:00'), seriesPhysicianId: adeyemi.id }),
        candidate({ entryId: 'own, since May' }),
        candidate({ entryId: 'own, since March', since: at('2026-03-02T09:00') }),
      ),
    ).toEqual(['own, since March', 'own, since May', 'another’s']);
  });

  it('says why', () => {
    const [ranked] = rankCandidates([
      candidate({ entryId: 'one', priority: 'soon', facts: lastSeen('2026-05-11T09:00') }),
    ]);
    expect(ranked?.merits).toEqual([
      { code: 'priority', facts: { priority: 'soon' } },
      { code: 'interval-nearly-over', facts: { days: 7 } },
      { code: 'same-physician', facts: { physicianName: 'Dr Halloran' } },
      { code: 'waited', facts: { days: 12 } },
    ]);
  });
});

const anyCandidates = fc.uniqueArray(
  fc
    .record({
      entryId: fc.string({ minLength: 1, maxLength: 3 }),
      priority: fc.constantFrom('urgent', 'soon', 'normal'),
      since: fc.integer({ min: 1, max: 5 }).map((day) => at(`2026-05-0${day}T09:00`)),
      infection: fc.boolean(),
      asked: fc.boolean(),
    })
    .map(({ infection, asked, ...rest }) =>
      candidate({ ...rest, facts: backFill({ infection, anticoagulant: asked ? 'none' : 'not-asked' }) }),
    ),
  { selector: ({ entryId }) => entryId, maxLength: 12 },
);

describe('of any who wait', () => {
  it('the order does not depend on the order in which they are read, and nobody is lost', () => {
    fc.assert(
      fc.property(anyCandidates, fc.infiniteStream(fc.nat()), (candidates, keys) => {
        const shuffled = candidates
          .map((each) => ({ each, key: keys.next().value }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ each }) => each);
        const ranked = order(...candidates);
        expect(order(...shuffled)).toEqual(ranked);
        expect(ranked.toSorted()).toEqual(candidates.map(({ entryId }) => entryId).toSorted());
      }),
    );
  });

  it('nobody who cannot take the time stands before one who can', () => {
    fc.assert(
      fc.property(anyCandidates, (candidates) => {
        const possible = rankCandidates(candidates).map(({ decision }) => decision.accepted);
        expect(possible.lastIndexOf(true)).toBeLessThan(
          possible.includes(false) ? possible.indexOf(false) : Infinity,
        );
      }),
    );
  });
});
