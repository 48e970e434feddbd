import type { SedationPreviewView, SessionView } from '@lull/contracts';
import { Temporal } from '@lull/domain';
import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { at, clinic, room1, session as onTheDay } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { SedationDialog } from './sedation-dialog.js';

const clock = (time: string) => ({ at: at(time), text: time });
const session: SessionView = {
  ...onTheDay('Kaya, Aylin', '10:00', '10:30', { sedation: 'none', version: 3 }),
  clinicId: clinic.id,
  mrn: 'M1',
  procedureName: 'Lumbar sympathetic block',
  allergies: null,
  durationMinutes: 30,
  cancelReason: null,
  cancelNote: null,
  stamps: {
    confirmedAt: null,
    arrivedAt: null,
    preparingAt: null,
    roomInAt: null,
    roomOutAt: null,
    dischargedAt: null,
    endedAt: null,
  },
  stampedBy: {},
  overrides: [],
  lastChange: null,
  preparation: { arriveAt: clock('09:30'), fasting: [], escortNeeded: false },
  nextSteps: ['cancelled'],
};

const visit = (changes: Partial<SedationPreviewView['before']> = {}): SedationPreviewView['before'] => ({
  arriveAt: clock('09:30'),
  fasting: [],
  escortNeeded: false,
  ownConsent: false,
  recoveryMinutes: 30,
  dischargeFrom: clock('11:00'),
  noDrivingUntil: null,
  ...changes,
});
const bay = clinic.resources.find(({ kind }) => kind === 'recovery-bay')?.id ?? '';
const recovery = { resourceId: bay, kind: 'recovery-bay', stage: 'recover', start: at('10:30') } as const;
const room = {
  resourceId: room1,
  kind: 'room',
  stage: 'procedure',
  start: at('10:00'),
  end: at('10:30'),
} as const;
const preview: SedationPreviewView = {
  from: 'none',
  to: 'moderate',
  version: 3,
  accepted: true,
  refusals: [],
  advisories: [],
  changes: [
    { change: 'same', before: room, after: room },
    { change: 'longer', before: { ...recovery, end: at('11:00') }, after: { ...recovery, end: at('11:30') } },
  ],
  before: visit(),
  after: visit({ escortNeeded: true, ownConsent: true, recoveryMinutes: 60, dischargeFrom: clock('11:30') }),
  confirmationVoided: false,
  freeTimes: [],
};
const asked = `POST /sessions/${session.id}/sedation-previews`;

function show(answers: Parameters<typeof fakeApi>[0]) {
  const onClose = vi.fn<() => void>();
  const calls = fakeApi(answers);
  return {
    ...renderInApp(<SedationDialog session={session} clinic={clinic} onClose={onClose} />),
    calls,
    onClose,
  };
}

describe('changing the sedation of a booked session', () => {
  it('asks nothing and changes nothing before a level is chosen', async () => {
    const { calls } = show({});
    expect((await screen.findByRole('button', { name: 'Plan anew' })).hasAttribute('disabled')).toBe(true);
    expect(calls).toEqual([]);
  });

  it('shows what is held and told before and after, and is a move to where the session stands', async () => {
    const { user, calls, onClose } = show({
      [asked]: () => preview,
      [`POST /sessions/${session.id}/move`]: () => ({ ...session, version: 4, sedation: 'moderate' }),
    });
    await user.click(await screen.findByRole('radio', { name: 'moderate' }));
    const row = await screen.findByRole('row', { name: /^Recovery Bay 1/ });
    expect(row.textContent).toBe('RecoveryBay 1, 10:30 to 11:00Bay 1, 10:30 to 11:3030 minutes longer');
    expect(screen.queryByText('1 more stays as it is.')).not.toBeNull();
    expect(screen.getByRole('row', { name: /^Escort/ }).textContent).toContain(
      'somebody takes the patient home',
    );
    expect(screen.getByRole('row', { name: /^Arrive/ }).textContent).toBe('Arrive09:30the same');
    expect(calls.map(({ path }) => path)).toEqual([
      `/sessions/${session.id}/sedation-previews`,
      `/sessions/${session.id}/readiness/previews`,
    ]);
    await user.click(screen.getByRole('button', { name: 'Change to moderate' }));
    await vi.waitFor(() => expect(onClose).toHaveBeenCalledOnce());
    const sent = calls.find(({ path }) => path.endsWith('/move'));
    expect(sent?.headers.get('If-Match')).toBe('"v3"');
    expect(sent?.body).toMatchObject({ roomId: room1, sedation: 'moderate', durationMinutes: 30 });
    await screen.findByRole('button', { name: 'Undo' });
  });

  it('that does not fit says why, and shows the difference at a time at which it does', async () => {
    const free = {
      start: at('12:00'),
      roomId: room1,
      physicianId: session.physicianId,
      text: '12:00',
      daysSincePrevious: null,
    };
    const { user, calls } = show({
      [asked]: ({ body }) =>
        typeof body === 'object' && body !== null && 'startsAt' in body
          ? preview
          : {
              ...preview,
              accepted: false,
              changes: [],
              refusals: [{ code: 'scheduling.none-free', detail: 'No bay is free.', overridable: false }],
              freeTimes: [free],
            },
    });
    await user.click(await screen.findByRole('radio', { name: 'moderate' }));
    await screen.findByText('No bay is free.');
    expect(screen.getByRole('button', { name: 'Change to moderate' }).hasAttribute('disabled')).toBe(true);
    await user.click(screen.getByRole('button', { name: /^12:00, Room 1/ }));
    await screen.findAllByRole('columnheader', { name: 'moderate, at the new time' });
    expect(screen.getByRole('button', { name: 'Change to moderate' }).hasAttribute('disabled')).toBe(false);
    const previews = (what: string) =>
      calls.filter(({ path }) => path.endsWith(what)).map(({ body }) => body);
    expect(previews('/sedation-previews')).toHaveLength(2);
    expect(previews('/readiness/previews').at(-1)).toMatchObject({
      sedation: 'moderate',
      startsAt: Temporal.Instant.fromEpochMilliseconds(free.start).toString(),
    });
  });

  it('to the level that it has plans nothing where nothing would change', async () => {
    const same = { ...preview, to: 'none', changes: preview.changes.slice(0, 1), after: visit() };
    const { user } = show({ [asked]: () => same });
    await user.click(await screen.findByRole('radio', { name: 'none (as booked: plan anew)' }));
    await screen.findByText(/Nothing would change/);
    expect(screen.getByRole('button', { name: 'Plan anew' }).hasAttribute('disabled')).toBe(true);
  });

  it('says what failed', async () => {
    const { user } = show({
      [asked]: () => new Refusal({ status: 409, code: 'conflict', detail: 'It has begun.' }),
    });
    await user.click(await screen.findByRole('radio', { name: 'deep' }));
    await screen.findByText('It has begun.');
    expect(screen.getByRole('button', { name: 'Change to deep' }).hasAttribute('disabled')).toBe(true);
  });
});
