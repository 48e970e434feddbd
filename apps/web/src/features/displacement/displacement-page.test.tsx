import type { ClinicView, DisplacedSessionView, DisplacementView } from '@lull/contracts';
import { screen, waitFor, within } from '@testing-library/react';
import { Suspense } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal, type FakeCall } from '../../testing/fake-api.js';
import { renderInApp } from '../../testing/render.js';
import { DisplacementPage } from './displacement-page.js';
import type { FailurePlace } from './displacement.queries.js';

const zone = 'America/New_York';
const nine = Date.parse('2026-12-02T14:00:00Z');
const clinic: ClinicView = {
  id: 'clinic',
  name: 'Midtown Pain Centre',
  phone: null,
  timeZone: zone,
  openingHours: [],
  resources: [
    { id: 'arm-a', kind: 'c-arm', name: 'C-arm A', position: 0 },
    { id: 'arm-b', kind: 'c-arm', name: 'C-arm B', position: 1 },
  ],
  procedureTypes: [],
};
const place: FailurePlace = { resourceId: 'arm-a', from: '2026-12-02', to: '2026-12-02' };

const kaya: DisplacedSessionView = {
  id: 'kaya-session',
  version: 4,
  state: 'confirmed',
  start: nine,
  end: nine + 1_800_000,
  clinicId: 'clinic',
  patientId: 'kaya',
  patientName: 'Kaya, Aylin',
  birthDate: '1961-02-03',
  phone: '+15550001',
  procedureCode: 'LSB',
  side: 'left',
  sedation: 'none',
  roomId: 'room-1',
  roomName: 'Fluoro 1',
  physicianId: 'ito',
  physicianName: 'Dr. Ito',
  priority: 'urgent',
  needs: [{ code: 'interval-nearly-over', facts: { days: 2, latestOn: '2026-12-04' } }],
  proposal: {
    start: nine,
    roomId: 'room-1',
    roomName: 'Fluoro 1',
    physicianId: 'ito',
    physicianName: 'Dr. Ito',
    daysMoved: 0,
    sameStart: true,
    instead: ['arm-b'],
    beyondMaximum: false,
  },
  obstacles: [],
};
const roth: DisplacedSessionView = {
  ...kaya,
  id: 'roth-session',
  version: 1,
  patientId: 'roth',
  patientName: 'Roth, Ida',
  needs: [],
  proposal: null,
  obstacles: [
    {
      days: 20,
      reason: { code: 'scheduling.none-free', detail: 'No C-arm is free.', facts: {} },
    },
  ],
};
const desk: DisplacementView = {
  clinicId: 'clinic',
  timeZone: zone,
  resource: { id: 'arm-a', kind: 'c-arm', name: 'C-arm A' },
  start: Date.parse('2026-12-02T05:00:00Z'),
  end: Date.parse('2026-12-03T05:00:00Z'),
  searchedUntil: '2026-12-30',
  standing: null,
  sessions: [kaya, roth],
  staying: [],
  settled: [],
};

const wayBack = [{ sessionId: 'kaya-session', version: 5 }];

interface Given {
  readonly view?: DisplacementView | Refusal;
  readonly maySettle?: boolean;
  readonly settling?: (call: FakeCall) => unknown;
  readonly asked?: FailurePlace | null;
}

function show({
  view = desk,
  maySettle = true,
  settling = () => ({ displacementId: 'd', moved: 1, waitlisted: 1, wayBack }),
  asked = place,
}: Given = {}) {
  const calls = fakeApi({
    'GET /sign-ins/current': () => ({
      memberId: 'me',
      name: 'Robin',
      roles: [maySettle ? 'scheduler' : 'administrator'],
      practiceName: 'Midtown',
    }),
    'GET /clinics/clinic/displacement': () => view,
    'POST /clinics/clinic/displacement-settlements': settling,
  });
  const onPlace = vi.fn<(given: FailurePlace) => void>();
  const app = renderInApp(
    <Suspense fallback={null}>
      <DisplacementPage
        clinic={clinic}
        today="2026-12-01"
        place={asked}
        onPlace={onPlace}
        patientLink={(_, name) => name}
        sessionLink={(_, label) => <a href="/day">{label}</a>}
      />
    </Suspense>,
  );
  return { calls, onPlace, ...app };
}

const row = async (name: string) =>
  within(
    await waitFor(() => {
      const found = screen.getAllByRole('row').find((each) => each.textContent.includes(name));
      if (found === undefined) throw new Error(`no row of ${name}`);
      return found;
    }),
  );

describe('the displacement desk', () => {
  it('asks nothing before something is chosen, and then puts it into the address', async () => {
    const { user, calls, onPlace } = show({ asked: null });
    await screen.findByText(/Nothing is changed by looking/);
    expect(screen.getByRole('button', { name: 'Show who is affected' })).toHaveProperty('disabled', true);
    await user.selectOptions(screen.getByLabelText('What fails'), 'C-arm A');
    await user.click(screen.getByRole('button', { name: 'Show who is affected' }));
    expect(onPlace).toHaveBeenCalledWith({ resourceId: 'arm-a', from: '2026-12-01', to: '2026-12-01' });
    expect(calls.some(({ path }) => path.includes('displacement'))).toBe(false);
  });

  it('tells the need and the proposal of each, or why there is none', async () => {
    show();
    const pressing = await row('Kaya, Aylin');
    expect(pressing.getByText(/^2 days left of the maximum interval, until Fri 4 Dec/).textContent).not.toBe(
      '',
    );
    expect(pressing.getByText('same time, C-arm B').textContent).not.toBe('');
    const without = await row('Roth, Ida');
    expect(without.getByText('No time until Wed 30 Dec 2026').textContent).not.toBe('');
    expect(without.getByText('on 20 days: No C-arm is free.').textContent).not.toBe('');
    expect(without.queryByRole('button', { name: /^Move/ })).toBeNull();
  });

  it('sends the version that was seen, all together, once the count is confirmed', async () => {
    const { user, calls } = show();
    await user.click(await screen.findByRole('button', { name: 'Move 1, put 1 on the waitlist' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(calls.some(({ method }) => method === 'POST')).toBe(false);
    await user.click(dialog.getByRole('button', { name: 'Move 1, put 1 on the waitlist' }));
    await waitFor(() => expect(calls.some(({ method }) => method === 'POST')).toBe(true));
    expect(calls.find(({ method }) => method === 'POST')?.body).toEqual({
      resourceId: 'arm-a',
      from: '2026-12-02',
      to: '2026-12-02',
      reason: 'Out of order',
      moves: [
        {
          sessionId: 'kaya-session',
          version: 4,
          startsAt: new Date(nine).toISOString(),
          roomId: 'room-1',
          physicianId: 'ito',
        },
      ],
      waitlist: [{ sessionId: 'roth-session', version: 1 }],
    });
  });

  it('says at the session why nothing was done', async () => {
    const { user } = show({
      settling: () =>
        new Refusal({
          status: 412,
          code: 'stale',
          detail: 'Changed meanwhile.',
          errors: [
            {
              code: 'stale',
              pointer: '/moves/0',
              detail: 'Moved by Anna at 09:12.',
              facts: { sessionId: 'kaya-session' },
            },
          ],
        }),
    });
    await user.click(await screen.findByRole('button', { name: 'Move Kaya, Aylin as proposed' }));
    await screen.findByText(/^Nothing was changed\. 1 session stood in the way/);
    expect((await row('Kaya, Aylin')).getByText('Moved by Anna at 09:12.').textContent).not.toBe('');
  });

  it('takes the moves back, and says that who waits stays on the waitlist', async () => {
    const { user, calls } = show();
    await user.click(await screen.findByRole('button', { name: 'Move Kaya, Aylin as proposed' }));
    await screen.findByText(/Undo moves them back, not off the waitlist/);
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await screen.findAllByText('1 session moved back. Nothing else was changed.');
    expect(calls.filter(({ method }) => method === 'POST').at(-1)?.body).toMatchObject({
      resourceId: 'arm-a',
      moves: [],
      waitlist: [],
      back: wayBack,
    });
  });

  it('is looked at, but moves nobody, for who only closes', async () => {
    show({ maySettle: false });
    await row('Kaya, Aylin');
    expect(screen.getByRole('button', { name: 'Only close C-arm A' })).toHaveProperty('disabled', false);
    expect(screen.queryByRole('button', { name: /^Move/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /waitlist/ })).toBeNull();
  });

  it('says that nobody is booked', async () => {
    show({ view: { ...desk, sessions: [] } });
    const sentence = await screen.findByText(/^Nobody is booked/);
    expect(sentence.textContent).toBe('Nobody is booked on C-arm A in this time.');
  });

  it('says what was refused', async () => {
    show({
      view: new Refusal({ status: 422, code: 'field-invalid', detail: 'This time has passed already.' }),
    });
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('This time has passed already.');
  });
});
