import type { SessionCheckView } from '@lull/contracts';
import { act, screen, within } from '@testing-library/react';
import { Suspense } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal, type FakeCall } from '../../testing/fake-api.js';
import { at, clinic, heldTime, ito, room1, room2, series, session } from '../../testing/given-day.js';
import { inApp, renderInApp } from '../../testing/render.js';
import type { ChosenTime } from '../../ui/chosen-time.js';
import { BookingDrawer } from './booking-drawer.js';
import type { BookingStart } from './booking-draft.js';

const busy = {
  code: 'scheduling.resource-busy',
  detail: 'Room 1 is taken until 10:30.',
  overridable: false,
} as const;
const tooSoon = {
  code: 'series.interval-too-short',
  detail: 'Only 5 days after the session before.',
  overridable: true,
} as const;
const possible: SessionCheckView = {
  accepted: true,
  state: 'booked',
  refusals: [],
  advisories: [],
  holds: [],
  preparation: null,
  freeTimes: [],
  firstLegal: { on: null, because: [], withSteroidOn: null },
};
const refusedTwice: SessionCheckView = {
  ...possible,
  accepted: false,
  state: null,
  refusals: [busy, tooSoon],
  freeTimes: [
    {
      start: at('11:00'),
      roomId: room2,
      physicianId: ito,
      text: 'Tue 1 Dec 2099, 11:00 EST',
      daysSincePrevious: 14,
      pastMaximumDays: null,
    },
  ],
};
const onDone = vi.fn<() => void>();
const onChosen = vi.fn<(chosen: ChosenTime | null) => void>();

function openDrawer(
  check: (call: FakeCall) => unknown,
  more: Parameters<typeof fakeApi>[0] = {},
  start: BookingStart = { at: at('10:00'), roomId: room1 },
) {
  onDone.mockClear();
  const calls = fakeApi({
    'GET /sign-ins/current': () => ({ memberId: '1', name: 'Anna Berg', roles: ['scheduler'] }),
    [`GET /series/${series.id}`]: () => series,
    [`GET /patients/${series.patientId}`]: () => ({ readiness: ['anticoagulant', 'allergy-not-asked'] }),
    'POST /sessions/checks': check,
    ...more,
  });
  const drawerAt = (place: BookingStart) => (
    <Suspense>
      <BookingDrawer
        clinic={clinic}
        start={place}
        seriesId={series.id}
        onChosen={onChosen}
        onDone={onDone}
        onClose={() => undefined}
      />
    </Suspense>
  );
  const shown = renderInApp(drawerAt(start));
  return {
    calls,
    ...shown,
    pointAt: (place: BookingStart) => shown.rerender(inApp(shown.queryClient, drawerAt(place))),
  };
}

const bodies = (calls: readonly FakeCall[], path: string) =>
  calls.filter((call) => call.path === path).map(({ body }) => body);
const bookButton = () => screen.getByRole('button', { name: 'Book' });

describe('The booking drawer', () => {
  it('shows every reason against a time at once, each with its code, and does not book', async () => {
    openDrawer(() => refusedTwice);
    const reasons = await screen.findByRole('list', { name: 'Reasons against it' });
    const rows = within(reasons)
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('Room 1 is taken until 10:30.');
    expect(rows[0]).toContain('scheduling.resource-busy');
    expect(rows[1]).toContain('series.interval-too-short');
    expect(bookButton()).toHaveProperty('disabled', true);
  });

  it("tells what the patient's record leaves to somebody's decision, and never what to do about a drug", async () => {
    openDrawer(() => possible);
    const known = await screen.findByRole('list', { name: 'Before the session' });
    expect(
      within(known)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      "Takes an anticoagulant: a prescriber's decision is needed.",
      'Allergies have not been asked yet.',
    ]);
    expect(document.body.textContent).not.toMatch(/\b(stop|hold|pause|withhold)\b.*(drug|anticoagulant)/i);
  });

  it('offers an override only where the rule allows one', async () => {
    openDrawer(() => refusedTwice);
    const reasons = await screen.findByRole('list', { name: 'Reasons against it' });
    const [first, second] = within(reasons).getAllByRole('listitem');
    expect(first && within(first).queryByRole('button', { name: 'Override' })).toBeNull();
    expect(second && within(second).getByRole('button', { name: 'Override' })).toBeTruthy();
  });

  it('asks again with the reason of an override, and books with it', async () => {
    const { user, calls } = openDrawer(
      ({ body }) =>
        JSON.stringify(body).includes('Dr Ito agreed') ? possible : { ...refusedTwice, refusals: [tooSoon] },
      { 'POST /sessions': () => session('Kaya, Aylin', '10:00', '10:30') },
    );
    await user.click(await screen.findByRole('button', { name: 'Override' }));
    await user.type(screen.getByLabelText(/Reason for the override/), 'Dr Ito agreed');
    await user.click(screen.getByRole('button', { name: 'Set aside' }));
    await expect.poll(() => bookButton()).toHaveProperty('disabled', false);
    await user.click(bookButton());
    await expect.poll(() => onDone.mock.calls.length).toBe(1);
    const booked = calls.find(({ method, path }) => method === 'POST' && path === '/sessions');
    expect(booked?.body).toMatchObject({
      seriesId: series.id,
      overrides: [{ code: 'series.interval-too-short', reason: 'Dr Ito agreed' }],
    });
    expect(booked?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('sends the same again under the same key when no answer came, and something else under another', async () => {
    let answers = 0;
    const { user, calls, pointAt } = openDrawer(() => possible, {
      'POST /sessions': () => {
        answers += 1;
        if (answers < 3) throw new TypeError('The network is gone.');
        return session('Kaya, Aylin', '10:05', '10:35');
      },
    });
    const press = async (): Promise<void> => {
      await expect.poll(() => bookButton()).toHaveProperty('disabled', false);
      await user.click(bookButton());
    };
    await press();
    await screen.findByRole('alert');
    await press();
    await expect.poll(() => answers).toBe(2);
    pointAt({ at: at('10:05'), roomId: room1 });
    await expect.poll(() => bodies(calls, '/sessions/checks').length).toBe(2);
    await press();
    await expect.poll(() => onDone.mock.calls.length).toBe(1);
    const keys = calls
      .filter(({ method, path }) => method === 'POST' && path === '/sessions')
      .map(({ headers }) => headers.get('idempotency-key'));
    expect(keys).toHaveLength(3);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[1]);
  });

  it('fills in a free time by one press', async () => {
    const { user, calls } = openDrawer(({ body }) =>
      JSON.stringify(body).includes(room2) ? possible : refusedTwice,
    );
    await user.click(await screen.findByRole('button', { name: /11:00 EST/ }));
    await expect.poll(() => bookButton()).toHaveProperty('disabled', false);
    expect(screen.getByLabelText('Time')).toHaveProperty('value', '11:00');
    expect(bodies(calls, '/sessions/checks').at(-1)).toMatchObject({
      roomId: room2,
      startsAt: '2099-12-01T16:00:00Z',
    });
  });

  it('goes to the place that is pointed at on the board beside it, and tells the board where it stands', async () => {
    onChosen.mockClear();
    const { calls, pointAt } = openDrawer(({ body }) =>
      JSON.stringify(body).includes(room2) ? possible : refusedTwice,
    );
    await screen.findByRole('list', { name: 'Reasons against it' });
    expect(onChosen.mock.lastCall?.[0]).toMatchObject({ start: at('10:00'), answer: 'refused' });
    pointAt({ at: at('13:05'), roomId: room2 });
    await expect
      .poll(() => bodies(calls, '/sessions/checks').at(-1))
      .toMatchObject({ roomId: room2, startsAt: '2099-12-01T18:05:00Z' });
    await expect
      .poll(() => onChosen.mock.lastCall?.[0])
      .toMatchObject({ start: at('13:05'), answer: 'possible' });
    expect(screen.getByLabelText('Time')).toHaveProperty('value', '13:05');
  });

  it('says that sedation differs from the plan, and asks about that', async () => {
    const { user, calls } = openDrawer(() => possible);
    await user.click(await screen.findByLabelText('deep'));
    expect(screen.getByText(/the series plans minimal, this session deep/)).toBeTruthy();
    await expect.poll(() => bodies(calls, '/sessions/checks').at(-1)).toMatchObject({ sedation: 'deep' });
  });

  it('keeps what was typed when the server refuses after all, with all its reasons', async () => {
    const refusal = new Refusal({
      status: 409,
      code: busy.code,
      title: 'Taken',
      detail: busy.detail,
      errors: [busy, tooSoon],
    });
    const { user } = openDrawer(() => possible, { 'POST /sessions': () => refusal });
    const time = await screen.findByLabelText('Time');
    await user.clear(time);
    await user.type(time, '10:05');
    await expect.poll(() => bookButton()).toHaveProperty('disabled', false);
    await user.keyboard('{Control>}{Enter}{/Control}');
    expect((await screen.findAllByRole('alert')).map(({ textContent }) => textContent)).toEqual([
      'Room 1 is taken until 10:30.scheduling.resource-busy',
      'Only 5 days after the session before.series.interval-too-short',
    ]);
    expect(screen.getByLabelText('Time')).toHaveProperty('value', '10:05');
    expect(onDone.mock.calls).toHaveLength(0);
  });
});
describe('Holding the time of the drawer', () => {
  const held = heldTime('Kaya, Aylin', '10:00', '10:30', { expiresAt: Date.now() + 600_000 });

  it('by the key H shows how long it is held, and books it as it was read', async () => {
    const { user, calls } = openDrawer(() => possible, {
      'POST /held-times': () => held,
      [`POST /held-times/${held.id}/book`]: () => session('Kaya, Aylin', '10:00', '10:30'),
    });
    await expect.poll(() => bookButton()).toHaveProperty('disabled', false);
    screen.getByRole('dialog').focus();
    await user.keyboard('h');
    expect(await screen.findByRole('timer', { name: /Held for Kaya, Aylin: \d+ minutes left/ })).toBeTruthy();
    expect(screen.getByText(/by Robin Park until/)).toBeTruthy();
    expect(bodies(calls, '/held-times')).toEqual([expect.objectContaining({ seriesId: series.id })]);
    await user.click(screen.getByRole('button', { name: 'Book' }));
    await expect.poll(() => onDone.mock.calls.length).toBe(1);
    const booked = calls.find(({ path }) => path === `/held-times/${held.id}/book`);
    expect(booked?.headers.get('if-match')).toBe('"v1"');
  }, 15_000);

  it('offers nothing to book once the time has run out, and leads back to the form with what was typed', async () => {
    const soonOver = { ...held, expiresAt: Date.now() + 3_000 };
    const { user, calls } = openDrawer(() => possible, {
      'POST /held-times': () => soonOver,
      [`GET /held-times/${held.id}`]: () => soonOver,
    });
    await expect.poll(() => bookButton()).toHaveProperty('disabled', false);
    await user.click(screen.getByRole('button', { name: 'Hold 10 min' }));
    expect(await screen.findByRole('button', { name: 'Book' })).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: 'Back' }, { timeout: 8_000 }));
    expect(screen.getByLabelText('Time')).toHaveProperty('value', '10:00');
    expect(calls.some(({ path }) => path.endsWith('/book'))).toBe(false);
  }, 15_000);

  it('offers nothing to book that a colleague has booked meanwhile', async () => {
    const { user, queryClient } = openDrawer(() => possible, {
      'POST /held-times': () => held,
      [`GET /held-times/${held.id}`]: () => held,
    });
    await expect.poll(() => bookButton()).toHaveProperty('disabled', false);
    await user.click(screen.getByRole('button', { name: 'Hold 10 min' }));
    expect(await screen.findByRole('button', { name: 'Book' })).toBeTruthy();
    act(
      () => void queryClient.setQueryData(['held-times', held.id], { ...held, version: 2, state: 'booked' }),
    );
    expect(await screen.findByText(/It is booked already/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Book' })).toBeNull();
  }, 15_000);

  it('and giving it back leads to the form again, with what was typed', async () => {
    const { user } = openDrawer(() => possible, {
      'POST /held-times': () => held,
      [`POST /held-times/${held.id}/give-back`]: () => ({ ...held, state: 'given-back', holds: [] }),
    });
    await expect.poll(() => bookButton()).toHaveProperty('disabled', false);
    await user.click(screen.getByRole('button', { name: 'Hold 10 min' }));
    await user.click(await screen.findByRole('button', { name: 'Give back' }));
    expect(await screen.findByRole('button', { name: 'Hold 10 min' })).toBeTruthy();
    expect(screen.getByLabelText('Time')).toHaveProperty('value', '10:00');
  }, 15_000);
});
