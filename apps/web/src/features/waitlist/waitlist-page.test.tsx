import type {
  FreedTimeView,
  SeriesToPlaceView,
  WaitlistCandidateView,
  WaitlistEntryView,
} from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { Suspense } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { at, clinic, date, heldTime, ito, room1, series } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { WaitlistPage } from './waitlist-page.js';

const novak: WaitlistEntryView = {
  id: 'novak',
  version: 4,
  state: 'waiting',
  clinicId: clinic.id,
  seriesId: series.id,
  patientId: 'patient-novak',
  patientName: 'Novak, Petr',
  birthDate: '1970-05-17',
  phone: '+15550100',
  procedureCode: 'LSB',
  side: 'left',
  sedation: 'none',
  durationMinutes: 30,
  seriesPhysicianId: ito,
  from: '2099-11-01',
  until: null,
  weekdays: [2],
  halfOfDay: 'morning',
  physicianId: null,
  noticeHours: 24,
  priority: 'urgent',
  note: null,
  since: at('08:00') - 12 * 86_400_000,
  sessionId: null,
};
const santos: WaitlistEntryView = { ...novak, id: 'santos', patientName: 'Santos, Ana', priority: 'normal' };
const freed: FreedTimeView = {
  id: 'freed',
  version: 2,
  clinicId: clinic.id,
  roomId: room1,
  physicianId: ito,
  start: at('10:00'),
  end: at('10:30'),
  cause: 'cancelled',
  freedAt: at('08:00'),
  goesOn: false,
  offer: null,
};
const fits: WaitlistCandidateView = {
  entry: novak,
  fit: 'fits',
  merits: [{ code: 'waitlist.urgent', detail: 'urgent' }],
  refusals: [],
  advisories: [],
  preparation: null,
  asked: null,
};
const cannot: WaitlistCandidateView = {
  ...fits,
  entry: santos,
  fit: 'not-possible',
  merits: [],
  refusals: [
    {
      code: 'waitlist.anticoagulant-undecided',
      detail: "The prescriber's decision about the anticoagulant is not recorded for this day.",
    },
  ],
  asked: 'declined',
};
const unplaced: SeriesToPlaceView = {
  seriesId: 'unplaced',
  patientId: 'patient-meyer',
  patientName: 'Meyer, Uta',
  birthDate: '1961-02-03',
  phone: null,
  procedureCode: 'LSB',
  side: 'right',
  physicianName: 'Dr Ito',
  count: 2,
  dueOn: '2099-11-10',
  dueBy: '2099-11-24',
  waits: false,
};

function show(more: Parameters<typeof fakeApi>[0] = {}, roles = ['scheduler']) {
  const calls = fakeApi({
    'GET /sign-ins/current': () => ({ memberId: '1', name: 'Anna Berg', roles }),
    [`GET /clinics/${clinic.id}/waitlist`]: () => ({ entries: [novak, santos], freedTimes: [freed] }),
    'GET /freed-times/freed/candidates': () => ({
      freedTime: freed,
      start: freed.start,
      candidates: [fits, cannot],
    }),
    [`GET /clinics/${clinic.id}/series-to-place`]: ({ path }) => ({
      rows: path.includes('cursor')
        ? [{ ...unplaced, seriesId: 'later', patientName: 'Roth, Ines', dueBy: '2099-12-24' }]
        : [unplaced],
      next: path.includes('cursor') ? null : 'further',
    }),
    ...more,
  });
  const onOpenHeld = vi.fn<(id: string) => void>();
  const shown = renderInApp(
    <Suspense>
      <WaitlistPage
        clinic={clinic}
        today={date}
        freedTimeId={null}
        onFreedTime={() => undefined}
        onOpenHeld={onOpenHeld}
        patientLink={(_, name) => name}
        renderToPlace={({ patientName }) => <button type="button">{`Book next: ${patientName}`}</button>}
      />
    </Suspense>,
  );
  return { calls, onOpenHeld, ...shown };
}

const rowsOf = async (table: string) =>
  within(await screen.findByRole('region', { name: table }))
    .getAllByRole('row')
    .slice(1);

describe('The waitlist', () => {
  it('names who could take a freed time, why, and every reason against the others', async () => {
    show();
    const [first, second] = await rowsOf('Who could take this time');
    expect(first?.textContent).toContain('fits');
    expect(first?.textContent).toContain('Novak, Petr');
    expect(first?.textContent).toContain('✓ can be ready in time');
    expect(second?.textContent).toContain('not possible');
    expect(second?.textContent).toContain(
      "The prescriber's decision about the anticoagulant is not recorded",
    );
    expect(second?.textContent).toContain('Declined this time before');
    expect(second && within(second).queryByRole('button')).toBeNull();
  });

  it('offers the time to one, for the minutes that were chosen, at the version that was read', async () => {
    const { user, calls } = show({ 'POST /freed-times/freed/offers': () => ({ ...freed, version: 3 }) });
    await user.click(await screen.findByLabelText('Not answered or declined: offer it to the next'));
    await user.click(screen.getByRole('button', { name: 'Offer to Novak, Petr' }));
    await expect
      .poll(() => calls.find(({ path }) => path.endsWith('/offers'))?.body)
      .toMatchObject({
        entryId: 'novak',
        goOn: true,
      });
    const offer = calls.find(({ path }) => path.endsWith('/offers'));
    expect(offer?.headers.get('if-match')).toBe('"v2"');
    expect(offer?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says every reason when an offer is refused, and offers again', async () => {
    const { user } = show({
      'POST /freed-times/freed/offers': () =>
        new Refusal({
          status: 409,
          code: 'scheduling.resource-busy',
          detail: 'Refused.',
          errors: [
            { code: 'scheduling.resource-busy', detail: 'Room 1 is taken until 10:30.' },
            { code: 'waitlist.time-over', detail: 'The time is taken.' },
          ],
        }),
    });
    await user.click(await screen.findByRole('button', { name: 'Offer to Novak, Petr' }));
    expect(await screen.findByText(/Room 1 is taken until 10:30. The time is taken./)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Offer to Novak, Petr' })).toHaveProperty('disabled', false);
  });

  it('shows an offer that waits, offers to nobody else meanwhile, and leads to the answer', async () => {
    const offer = heldTime('Novak, Petr', '10:00', '10:30', { purpose: 'offer', entryId: 'novak' });
    const { user, onOpenHeld } = show({
      [`GET /clinics/${clinic.id}/waitlist`]: () => ({
        entries: [{ ...novak, state: 'offered' }, santos],
        freedTimes: [{ ...freed, goesOn: true, offer }],
      }),
    });
    expect(await screen.findByText(/then the next is asked/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Offer to/ })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Record the answer' }));
    expect(onOpenHeld.mock.calls).toEqual([[offer.id]]);
  });

  it('takes somebody off the list who declines for good', async () => {
    const { user, calls } = show({
      'POST /waitlist-entries/santos/withdraw': () => ({ ...santos, state: 'withdrawn' }),
    });
    await user.click(await screen.findByRole('button', { name: 'Take off the waitlist: Santos, Ana' }));
    await expect.poll(() => calls.filter(({ path }) => path.endsWith('/waitlist')).length).toBe(2);
    expect(calls.find(({ path }) => path.endsWith('/withdraw'))?.headers.get('if-match')).toBe('"v4"');
  });

  it('shows the best candidates first and the others when they are asked for', async () => {
    const many = Array.from({ length: 45 }, (_, index) => ({
      ...fits,
      entry: { ...novak, id: `entry ${index}`, patientName: `Waiting, Number ${index}` },
    }));
    const { user } = show({
      'GET /freed-times/freed/candidates': () => ({
        freedTime: freed,
        start: freed.start,
        candidates: many,
      }),
    });
    expect(await rowsOf('Who could take this time')).toHaveLength(20);
    await user.click(screen.getByRole('button', { name: 'More candidates (25)' }));
    await user.click(screen.getByRole('button', { name: 'More candidates (5)' }));
    expect(await rowsOf('Who could take this time')).toHaveLength(45);
    expect(screen.queryByRole('button', { name: /^More candidates/ })).toBeNull();
  });

  it('says what would be here when nothing fell free and nobody waits', async () => {
    show({ [`GET /clinics/${clinic.id}/waitlist`]: () => ({ entries: [], freedTimes: [] }) });
    expect(await screen.findByText(/No time has fallen free/)).toBeTruthy();
    expect(screen.getByText(/Nobody waits/)).toBeTruthy();
  });

  it('says so when it cannot be read, and reads again', async () => {
    let reads = 0;
    const { user } = show({
      [`GET /clinics/${clinic.id}/waitlist`]: () => {
        reads += 1;
        return reads === 1
          ? new Refusal({ status: 503, code: 'unavailable', detail: 'Try again in a moment.' })
          : { entries: [novak], freedTimes: [] };
      },
    });
    expect(await screen.findByText('Try again in a moment.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByRole('region', { name: 'Patients who wait' })).toBeTruthy();
  });
});

describe('What has no time yet', () => {
  it('stands with its due days and what is overdue, and can be acted on', async () => {
    show();
    const [row] = await rowsOf('Sessions to place');
    expect(row?.textContent).toContain('Meyer, Uta');
    expect(row?.textContent).toContain('Tue 24 Nov 2099 overdue');
    expect(row && within(row).getByRole('button', { name: 'Book next: Meyer, Uta' })).toBeTruthy();
  });

  it('goes on page by page', async () => {
    const { user } = show();
    await user.click(await screen.findByRole('button', { name: 'More to place' }));
    expect((await screen.findByText('Roth, Ines')).closest('tr')?.textContent).not.toContain('overdue');
    expect(screen.queryByRole('button', { name: 'More to place' })).toBeNull();
  });

  it('is not for those who may not read series', async () => {
    const { calls } = show({}, ['administrator']);
    expect(await screen.findByRole('region', { name: 'Patients who wait' })).toBeTruthy();
    expect(screen.queryByText('To place')).toBeNull();
    expect(calls.filter(({ path }) => path.includes('series-to-place'))).toEqual([]);
  });
});
