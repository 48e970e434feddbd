import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readAllAnew, readAnew } from './read-anew.js';

/** One query of each kind, with a second day, week and session of the same clinic. */
const keys = [
  ['days', 'clinic', '2026-12-01'],
  ['days', 'clinic', '2026-12-02'],
  ['weeks', 'clinic', '2026-11-30'],
  ['weeks', 'other clinic', '2026-11-30'],
  ['session-checks', 'slots'],
  ['sessions', 'one'],
  ['sessions', 'two'],
  ['held-times', 'one'],
  ['waitlist', 'clinic'],
  ['series', 'one'],
  ['patients', 'one'],
  ['follow-up-tasks'],
  ['block-times', 'clinic', 'patterns'],
  ['displacements', 'clinic', 'today'],
  ['clinics'],
  ['procedure-types'],
  ['resources', 'clinic'],
  ['audit-chain'],
];

function shown() {
  const queryClient = new QueryClient();
  for (const key of keys) queryClient.setQueryData(key, 'read');
  const stale = () =>
    keys.filter((key) => queryClient.getQueryState(key)?.isInvalidated === true).map((key) => key.join(' '));
  return { queryClient, stale };
}

describe('What is read anew', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it.each([
    ['session', ['days', 'weeks', 'session-checks', 'sessions', 'series', 'patients', 'block-times']],
    ['held-time', ['days', 'weeks', 'held-times', 'waitlist']],
    ['block-time', ['days', 'weeks', 'sessions', 'block-times', 'follow-up-tasks']],
    ['closure', ['days', 'weeks', 'session-checks']],
    ['series', ['series', 'patients', 'sessions']],
    ['settings', ['clinics', 'procedure-types', 'resources', 'days', 'weeks']],
  ] as const)('after a change of a %s is, among others, every %j', async (changed, words) => {
    const { queryClient, stale } = shown();
    await readAnew(queryClient, changed);
    for (const key of keys.filter(([word]) => words.some((each) => each === word)))
      expect(stale()).toContain(key.join(' '));
    expect(stale()).not.toContain('audit-chain');
  });

  it('is no more than the days, the clinic and the session that a notice is about', async () => {
    const { queryClient, stale } = shown();
    await readAnew(queryClient, 'session', {
      days: [['clinic', '2026-12-02']],
      weeks: [['clinic']],
      sessions: [['one']],
    });
    expect(stale()).toEqual(
      expect.arrayContaining([
        'days clinic 2026-12-02',
        'weeks clinic 2026-11-30',
        'sessions one',
        'series one',
      ]),
    );
    for (const other of ['days clinic 2026-12-01', 'weeks other clinic 2026-11-30', 'sessions two'])
      expect(stale()).not.toContain(other);
  });

  it('waits for the last of many notices where the answer takes long, and is then asked once', async () => {
    const { queryClient, stale } = shown();
    const asked = vi.spyOn(queryClient, 'invalidateQueries');
    for (let notice = 0; notice < 3; notice += 1) {
      await readAnew(queryClient, 'session', { displacements: [['other clinic']] });
      vi.advanceTimersByTime(200);
    }
    expect(stale()).toContain('days clinic 2026-12-01');
    expect(stale()).not.toContain('displacements clinic today');
    vi.advanceTimersByTime(200);
    expect(stale()).toContain('displacements clinic today');
    expect(asked.mock.calls.filter(([filters]) => filters?.queryKey?.[0] === 'displacements')).toHaveLength(
      1,
    );
  });

  it('is everything that may have changed when nobody knows what has', () => {
    const { queryClient, stale } = shown();
    readAllAnew(queryClient);
    vi.advanceTimersByTime(300);
    expect(keys.map((key) => key.join(' ')).filter((key) => !stale().includes(key))).toEqual(['audit-chain']);
  });
});
