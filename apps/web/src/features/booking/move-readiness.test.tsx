import type { ReadinessPreviewView, SessionCheckView } from '@lull/contracts';
import { screen, within } from '@testing-library/react';
import { Suspense } from 'react';
import { describe, expect, it } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { at, clinic, room1, series, session } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { BookingDrawer } from './booking-drawer.js';

const moved = session('Kaya, Aylin', '10:00', '10:30');
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
const due = { at: at('10:00'), text: 'Mon 30 Nov 2099, 10:00 EST' };
const preview: ReadinessPreviewView = {
  added: [],
  withdrawn: [],
  reopened: [
    { kind: 'escort-confirmed', reason: 'sedated', owner: 'scheduler', due, voidedBy: ['date', 'start'] },
  ],
  rescheduled: [],
  before: 'go',
  after: 'at-risk',
};

function openMove(answer: () => unknown) {
  const calls = fakeApi({
    'GET /sign-ins/current': () => ({ memberId: '1', name: 'Anna Berg', roles: ['scheduler'] }),
    [`GET /sessions/${moved.id}`]: () => moved,
    [`GET /series/${moved.seriesId}`]: () => ({ ...series, id: moved.seriesId }),
    [`GET /patients/${series.patientId}`]: () => ({ readiness: [] }),
    'POST /sessions/checks': () => possible,
    [`POST /sessions/${moved.id}/moves/previews`]: () =>
      new Refusal({ status: 404, code: 'not-found', detail: 'No series.' }),
    [`POST /sessions/${moved.id}/readiness/previews`]: answer,
  });
  renderInApp(
    <Suspense>
      <BookingDrawer
        clinic={clinic}
        start={{ at: at('13:00'), roomId: room1 }}
        moveSessionId={moved.id}
        onDone={() => undefined}
        onClose={() => undefined}
      />
    </Suspense>,
  );
  return calls;
}

describe('READY-43: a move, before it is confirmed', () => {
  it('says what must be done again because of it, and has moved nothing', async () => {
    const calls = openMove(() => preview);
    const readiness = await screen.findByRole('region', { name: 'Readiness' });
    expect(within(readiness).getByText('To do again').nextElementSibling?.textContent).toBe(
      'Escort home (another day, another time), by Mon 30 Nov 2099, 10:00 EST',
    );
    const asked = calls.find(({ path }) => path.endsWith('/readiness/previews'));
    expect(asked?.body).toMatchObject({ startsAt: new Date(at('13:00')).toISOString().replace('.000', '') });
    expect(calls.filter(({ path }) => path.endsWith('/move'))).toEqual([]);
  });

  it('says that it does not know, instead of nothing', async () => {
    openMove(() => new Refusal({ status: 500, code: 'internal', detail: 'It could not be read.' }));
    expect(await screen.findByText('It could not be read.')).toBeTruthy();
  });
});
