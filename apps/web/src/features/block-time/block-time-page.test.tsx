import type { BlockTimeOccurrenceView, BlockTimePatternView } from '@lull/contracts';
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { at, clinic, date, ito, room1 } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { BlockTimePage } from './block-time-page.js';

const pattern: BlockTimePatternView = {
  id: 'tuesday',
  version: 4,
  physicianId: ito,
  roomId: room1,
  weekday: 2,
  from: '08:00',
  to: '12:00',
  repeats: 'nth-weekdays',
  everyWeeks: null,
  anchorDate: null,
  nths: [1, 3],
  procedureTypeIds: [],
  mostSessions: 6,
  releaseLeadDays: 5,
  validFrom: '2098-01-01',
  validTo: null,
};
const occurrence: BlockTimeOccurrenceView = {
  blockTimeId: 'tuesday',
  version: 4,
  date,
  start: at('08:00'),
  end: at('12:00'),
  physicianId: ito,
  roomId: room1,
  mostSessions: 6,
  state: 'owned',
  thisWeekOnly: false,
  releasedHow: null,
  releasesOn: '2099-11-26',
  kept: false,
  mayRelease: true,
  sessions: 2,
  sessionsOfOthers: 0,
  usedMinutes: 80,
};

function show(answers: Parameters<typeof fakeApi>[0], mayChange = true) {
  const calls = fakeApi(answers);
  return {
    calls,
    ...renderInApp(
      <BlockTimePage
        clinic={clinic}
        today="2099-11-25"
        place={{ week: date, open: null }}
        mayChange={mayChange}
        onPlace={vi.fn<() => void>()}
      />,
    ),
  };
}

const path = `/clinics/${clinic.id}/block-times`;
const standing = (changes: Partial<BlockTimeOccurrenceView> = {}) => ({
  [`GET ${path}`]: () => [pattern],
  [`GET ${path}/occurrences`]: () => [{ ...occurrence, ...changes }],
});

describe('the page of block time', () => {
  it('says whose time it is, how full, and when it is released', async () => {
    show(standing());
    const change = await screen.findByRole('button', { name: /^Change Dr Ito, Room 1, / });
    expect(change.textContent).toBe('Dr Ito08:00 to 12:002 of 6 sessionsreleases Thu 26 Nov');
    expect(screen.queryByText('first and third Tuesday of the month')).not.toBeNull();
    expect(screen.queryByRole('button', { name: /^Release now: Dr Ito/ })).not.toBeNull();
    expect(screen.queryByRole('button', { name: /^Keep: Dr Ito/ })).not.toBeNull();
  });

  it('offers to reclaim what is released only while nobody else stands in it', async () => {
    const { unmount } = show(standing({ state: 'released', releasedHow: 'by-hand', releasesOn: null }));
    await screen.findByRole('button', { name: /^Reclaim: / });
    unmount();
    show(standing({ state: 'released', releasedHow: 'by-hand', releasesOn: null, sessionsOfOthers: 1 }));
    await screen.findByText('1 of others');
    expect(screen.queryByRole('button', { name: /^Reclaim: / })).toBeNull();
  });

  it('shows a member who may neither change nor release what stands, and no button', async () => {
    show(standing({ mayRelease: false }), false);
    await screen.findByText('2 of 6 sessions', { selector: 'span' });
    expect(screen.queryByRole('button', { name: /Change|Release|Keep|New/ })).toBeNull();
  });

  it('says what is empty, and what failed', async () => {
    const { unmount } = show({ [`GET ${path}`]: () => [], [`GET ${path}/occurrences`]: () => [] });
    await screen.findByText(/Nobody owns time in a room here/);
    unmount();
    const busy = new Refusal({ status: 503, code: 'busy', detail: 'The database was busy.' });
    show({ [`GET ${path}`]: () => busy, [`GET ${path}/occurrences`]: () => busy });
    await screen.findByText('The database was busy.');
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeNull();
  });
});
