import type { SlotsView, SlotView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { Suspense } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal, type FakeCall } from '../../testing/fake-api.js';
import { at, clinic, ito, room1, room2, series, session } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import type { ChosenTime } from '../../ui/chosen-time.js';
import { SlotPanel } from './slot-panel.js';

const slot = (time: string, end: string, roomId: string, changes: Partial<SlotView> = {}): SlotView => ({
  start: at(time),
  end: at(end),
  roomId,
  physicianId: ito,
  text: `Tue 1 Dec 2099, ${time} EST`,
  daysSincePrevious: 14,
  pastMaximumDays: null,
  state: 'booked',
  holds: [{ resourceId: roomId, kind: 'room', stage: 'procedure', start: at(time), end: at(end) }],
  reasons: [
    { code: 'slot.near-target', detail: '14 days after the one before, target 14', favours: true },
    { code: 'slot.leaves-gap', detail: 'leaves 15 min in the room that nobody can use', favours: false },
  ],
  advisories: [],
  preparation: {
    arriveAt: { at: at(time), text: 'Tue 1 Dec 2099, 08:00 EST' },
    fasting: [{ intake: 'full-meal', stopAt: { at: at(time), text: 'Tue 1 Dec 2099, 00:30 EST' } }],
    escortNeeded: true,
  },
  ...changes,
});
const found: SlotsView = {
  window: { previousOn: '2099-11-17', earliestOn: '2099-11-24', dueOn: '2099-12-01', latestOn: '2100-01-12' },
  firstLegal: { on: null, because: [], withSteroidOn: null },
  searchedFrom: '2099-11-24',
  searchedUntil: '2100-01-18',
  slots: [slot('08:30', '09:00', room2), slot('09:30', '10:00', room1), slot('13:00', '13:30', room1)],
  excluded: [
    {
      code: 'scheduling.resource-busy',
      resourceKind: 'room',
      title: 'Room taken',
      starts: 7,
      days: 1,
      example: { start: at('09:00'), text: 'Tue 1 Dec 2099, 09:00 EST', detail: 'Room 1 is taken.' },
    },
  ],
  refusals: [],
};
const nothingFound: SlotsView = { ...found, slots: [] };
const onDone = vi.fn<() => void>();
const onOwnTime = vi.fn<(seriesId: string | undefined) => void>();
const onChosen = vi.fn<(chosen: ChosenTime | null) => void>();

function openPanel(answer: (call: FakeCall) => unknown, more: Parameters<typeof fakeApi>[0] = {}) {
  for (const each of [onDone, onOwnTime, onChosen]) each.mockClear();
  const calls = fakeApi({
    'GET /sign-ins/current': () => ({ memberId: '1', name: 'Anna Berg', roles: ['scheduler'] }),
    [`GET /series/${series.id}`]: () => series,
    [`GET /patients/${series.patientId}`]: () => ({ readiness: ['anticoagulant'] }),
    'POST /sessions/slots': answer,
    'POST /sessions': () => session('Kaya, Aylin', '08:30', '09:00'),
    ...more,
  });
  const shown = renderInApp(
    <Suspense>
      <SlotPanel
        clinic={clinic}
        seriesId={series.id}
        onChosen={onChosen}
        onOwnTime={onOwnTime}
        onDone={onDone}
        onClose={() => undefined}
      />
    </Suspense>,
  );
  return { calls, ...shown };
}

const asked = (calls: readonly FakeCall[], path = '/sessions/slots') =>
  calls.filter((call) => call.path === path).map(({ body }) => body);
const best = () => screen.findByRole('button', { name: /08:30 EST/ });

describe('The panel that finds a slot', () => {
  it('shows the best first, each with what speaks for it and against it, by word', async () => {
    openPanel(() => found);
    const slots = within(await screen.findByRole('region', { name: 'Best slots' })).getAllByRole('listitem');
    expect(slots[0]?.textContent).toContain('Tue 1 Dec 2099, 08:30 EST');
    expect(slots[0]?.textContent).toContain('Room 2, Dr Ito');
    expect(slots[0]?.textContent).toContain('for it: 14 days after the one before, target 14');
    expect(slots[0]?.textContent).toContain('against it: leaves 15 min in the room that nobody can use');
    expect(screen.getByText('Tue 1 Dec 2099', { selector: 'b' })).toBeTruthy();
  });

  it('books the best by a press and a look: preparation in clock times, then the one button', async () => {
    const { user, calls } = openPanel(() => found);
    await user.click(await best());
    expect(await screen.findByText(/prescriber's decision is needed/)).toBeTruthy();
    expect(screen.getByText('Tue 1 Dec 2099, 00:30 EST')).toBeTruthy();
    expect(onChosen.mock.lastCall?.[0]).toMatchObject({ start: at('08:30'), answer: 'possible' });
    expect(onDone).not.toHaveBeenCalled();
    await user.click(screen.getByRole('button', { name: 'Book' }));
    await expect.poll(() => onDone.mock.calls.length).toBe(1);
    expect(asked(calls, '/sessions')).toMatchObject([
      { seriesId: series.id, roomId: room2, physicianId: ito, startsAt: '2099-12-01T13:30:00Z' },
    ]);
  });

  it('is walked by arrow keys and booked by Enter', async () => {
    const { user, calls } = openPanel(() => found);
    const first = await best();
    await expect.poll(() => document.activeElement).toBe(first);
    await user.keyboard('{ArrowDown}{ArrowDown}{ArrowUp}{End}{Home}{ArrowDown}{Enter}');
    await expect.poll(() => document.activeElement?.textContent).toBe('Book');
    await user.keyboard('{Enter}');
    await expect.poll(() => asked(calls, '/sessions')).toMatchObject([{ startsAt: '2099-12-01T14:30:00Z' }]);
  });

  it('asks again with what the patient wishes', async () => {
    const { user, calls } = openPanel(() => found);
    await best();
    await user.click(screen.getByLabelText('Morning'));
    await user.click(screen.getByLabelText('Tue'));
    await user.selectOptions(screen.getByLabelText('Physician'), 'Dr Ito');
    await expect
      .poll(() => asked(calls).at(-1))
      .toMatchObject({ halfOfDay: 'morning', weekdays: [2], physicianId: ito, count: 3 });
    await user.click(screen.getByRole('button', { name: 'More slots' }));
    await expect.poll(() => asked(calls).at(-1)).toMatchObject({ count: 20 });
  });

  it('says what excluded the times when there is no slot, and offers to search later', async () => {
    const { user, calls } = openPanel(() => nothingFound);
    expect(await screen.findByText(/Room 1 is taken/)).toBeTruthy();
    expect(screen.getByText(/7 times on 1 day/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Search the eight weeks after' }));
    await expect.poll(() => asked(calls).at(-1)).toMatchObject({ from: '2100-01-19' });
  });

  it('says why the series takes no session at all', async () => {
    const paused = {
      code: 'series.not-active',
      detail: 'The series is paused. Only an active series takes a session.',
      overridable: false,
    };
    openPanel(() => ({ ...nothingFound, excluded: [], refusals: [paused] }));
    expect(await screen.findByText(/The series is paused/)).toBeTruthy();
    expect(screen.queryByText(/No slot in these weeks/)).toBeNull();
  });

  it('keeps the slot in sight when somebody was faster, with every reason, and looks again', async () => {
    const taken = {
      code: 'scheduling.resource-busy',
      detail: 'Room 2 is taken until 09:10.',
      overridable: false,
    };
    const { user, calls } = openPanel(() => found, {
      'POST /sessions': () =>
        new Refusal({ status: 409, code: taken.code, title: 'Taken', detail: taken.detail, errors: [taken] }),
    });
    await user.click(await best());
    await user.click(screen.getByRole('button', { name: 'Book' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Room 2 is taken until 09:10.');
    const before = asked(calls).length;
    await user.click(screen.getByRole('button', { name: 'Other slots' }));
    await expect.poll(() => asked(calls).length).toBe(before + 1);
    expect(onDone).not.toHaveBeenCalled();
  });

  it('leads to a time of one’s own, for the same series', async () => {
    const { user } = openPanel(() => found);
    await best();
    await user.click(screen.getByRole('button', { name: 'A time of my own' }));
    expect(onOwnTime.mock.lastCall).toEqual([series.id]);
  });
});
