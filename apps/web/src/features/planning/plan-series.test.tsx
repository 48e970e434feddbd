import { screen, within } from '@testing-library/react';
import type { SeriesPlanOccurrenceView, SeriesPlanView, SeriesView } from '@lull/contracts';
import { describe, expect, it } from 'vitest';
import { fakeApi, Refusal } from '../../testing/fake-api.js';
import { clinic } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { PlanSeries } from './plan-series.js';

const now = Date.parse('2026-11-20T15:00:00Z');
const series: SeriesView = {
  id: '0190a1b2-0000-7000-8000-0000000000a1',
  version: 1,
  patientId: '0190a1b2-0000-7000-8000-0000000000a2',
  patientName: 'Marlow, Iris',
  procedureTypeId: '0190a1b2-0000-7000-8000-0000000000a3',
  procedureCode: 'LSB',
  procedureName: 'Lumbar sympathetic block',
  side: 'left',
  purpose: 'therapeutic',
  targetSymptom: 'pain',
  condition: { label: 'CRPS', icd10: 'G90.522' },
  physicianId: '0190a1b2-0000-7000-8000-0000000000a4',
  physicianName: 'Dr Halloran',
  plannedCount: 2,
  completedCount: 0,
  minimumIntervalDays: 7,
  targetIntervalDays: 14,
  maximumIntervalDays: 21,
  sedation: 'none',
  gated: true,
  state: 'active',
  endReason: null,
  openedOn: '2026-11-01',
  sessions: [],
};
const timeAt = (iso: string) => ({
  start: Date.parse(iso),
  roomId: '0190a1b2-0000-7000-8000-0000000000b1',
  roomName: 'Fluoro 1',
  physicianId: series.physicianId,
  physicianName: series.physicianName,
});
const occurrence = (
  ordinal: number,
  changes: Partial<SeriesPlanOccurrenceView> = {},
): SeriesPlanOccurrenceView => ({
  ordinal,
  state: 'free',
  target: '2026-11-23',
  dueBy: null,
  overdue: false,
  time: timeAt('2026-11-23T14:00:00Z'),
  sessionState: 'booked',
  daysMoved: 0,
  daysSincePrevious: null,
  chosen: false,
  choiceRefusals: [],
  outsideWishes: false,
  obstacles: [],
  alternatives: [timeAt('2026-11-24T14:00:00Z')],
  ...changes,
});
const second = occurrence(2, {
  target: '2026-12-07',
  dueBy: '2026-12-14',
  time: timeAt('2026-12-07T14:00:00Z'),
  sessionState: 'tentative',
  daysSincePrevious: 14,
});
const planPath = `POST /series/${series.id}/plans`;
const bookPath = `POST /series/${series.id}/plan-bookings`;

function open(occurrences: readonly SeriesPlanOccurrenceView[], more: Parameters<typeof fakeApi>[0] = {}) {
  const plan: SeriesPlanView = { timeZone: clinic.timeZone, standing: 0, occurrences, refusals: [] };
  const calls = fakeApi({ [planPath]: () => plan, ...more });
  const shown = renderInApp(
    <PlanSeries
      series={series}
      clinic={clinic}
      now={now}
      wishes={{}}
      onWishes={() => undefined}
      renderNext={() => null}
    />,
  );
  return { ...shown, calls };
}

const rows = async () =>
  within(await screen.findByRole('list', { name: 'Proposed sessions' })).getAllByRole('listitem');

describe('The plan of a series', () => {
  it('counts what would be booked in its button, and sends all of it at once', async () => {
    const { user, calls } = open([occurrence(1), second], {
      [bookPath]: () => ({ sessions: [{ id: 'a', start: second.time?.start, state: 'booked' }] }),
    });
    await user.click(await screen.findByRole('button', { name: 'Book all 2' }));
    expect(await screen.findByRole('heading', { name: 'Booked: 1 session' })).toBeTruthy();
    const sent = calls.find(({ path }) => path.endsWith('/plan-bookings'));
    expect(sent?.body).toMatchObject({
      sessions: [{ startsAt: '2026-11-23T14:00:00.000Z' }, { startsAt: '2026-12-07T14:00:00.000Z' }],
    });
    expect(sent?.headers.get('idempotency-key')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('says why one has no time, until when it is due, and books the others', async () => {
    const reason = { code: 'scheduling.clinic-closed', detail: 'The clinic is closed: Refit.' } as const;
    open([
      occurrence(1),
      occurrence(2, { state: 'to-place', time: null, dueBy: '2026-12-14', obstacles: [{ days: 3, reason }] }),
    ]);
    const [, row] = await rows();
    expect(row?.textContent).toContain('due by Mon 14 Dec 2026');
    expect(await screen.findByText('The clinic is closed: Refit. The same on 2 days more.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Book 1 of 2' })).toBeTruthy();
  });

  it('asks again with the choice when a session is moved by a day or left out', async () => {
    const { user, calls } = open([occurrence(1), second]);
    await user.click(await screen.findByRole('button', { name: 'Session 1 on a later day' }));
    await expect
      .poll(() => calls.at(-1)?.body)
      .toMatchObject({ choices: [{ occurrence: 0, startsAt: '2026-11-24T14:00:00.000Z' }] });
    await user.click(await screen.findByRole('button', { name: 'Leave session 2 out' }));
    await expect
      .poll(() => calls.at(-1)?.body)
      .toMatchObject({ choices: [{}, { occurrence: 1, leaveOut: true }] });
  });

  it('puts the reason of a refused booking beside its session, and says that nothing was booked', async () => {
    const { user } = open([occurrence(1), second], {
      [bookPath]: () =>
        new Refusal({
          status: 409,
          code: 'scheduling.resource-busy',
          detail: 'Fluoro 1 is taken.',
          errors: [
            {
              code: 'scheduling.resource-busy',
              detail: 'Fluoro 1 is taken.',
              pointer: '/sessions/1/startsAt',
            },
          ],
        }),
    });
    await user.click(await screen.findByRole('button', { name: 'Book all 2' }));
    expect(await screen.findByText('Not booked: Fluoro 1 is taken.')).toBeTruthy();
    const [first] = await rows();
    expect(first?.textContent).not.toContain('Not booked');
    expect(screen.getByRole('alert').textContent).toContain('Nothing was booked: 1 session cannot be had');
  });

  it('says why there is no plan at all, with a way to try again', async () => {
    open([], {
      [planPath]: () => new Refusal({ status: 503, code: 'busy', detail: 'The database was busy.' }),
    });
    expect((await screen.findByRole('alert')).textContent).toContain('The database was busy.');
    expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
  });
});
