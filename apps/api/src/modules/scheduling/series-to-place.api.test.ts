import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page, SeriesToPlaceView } from '@lull/contracts';
import { addCivilDays, civilDateAt } from '@lull/domain';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { startDesk, type Desk } from '../../testing/given-desk.js';
import { WaitingRoom } from '../../testing/given-waitlist.js';
import { givenMember } from '../../testing/test-app.js';

let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
});
afterAll(() => desk.test.close());

const ask = (cursor?: string, member = desk.scheduler) =>
  desk.test
    .as(member)
    .get(`/api/v1/clinics/${desk.clinic.clinicId}/series-to-place`)
    .query(cursor === undefined ? {} : { cursor });

async function all(): Promise<SeriesToPlaceView[]> {
  const rows: SeriesToPlaceView[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const answer = await ask(cursor);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const page = answer.body as Page<SeriesToPlaceView>;
    rows.push(...page.rows);
    cursor = page.next;
  }
  return rows;
}

const of = async ({ seriesId }: { readonly seriesId: string }) =>
  (await all()).find((row) => row.seriesId === seriesId);

describe('the sessions to place', () => {
  it('stand with what they are due by, as long as they have no time', async () => {
    const series = await givenBookableSeries(desk.test, desk.clinic, { gated: false });
    expect(await of(series)).toMatchObject({
      patientId: series.patientId,
      count: 6,
      dueOn: null,
      dueBy: null,
      waits: false,
    });
    const session = await desk.givenSession({}, series);
    const date = civilDateAt(session.start, desk.clinic.zone);
    expect(await of(series)).toMatchObject({
      count: 5,
      dueOn: addCivilDays(date, 21),
      dueBy: addCivilDays(date, 56),
    });
    await desk.change(session, 'cancel', { reason: 'patient-request' });
    expect(await of(series)).toMatchObject({ count: 6, dueBy: null });
  });

  it('say who waits already, and are none of a series that takes no session', async () => {
    const waiting = await new WaitingRoom(desk).givenWaiting();
    expect(await of(waiting)).toMatchObject({ waits: true });
    const paused = await givenBookableSeries(desk.test, desk.clinic, { state: 'paused' });
    expect(await of(paused)).toBeUndefined();
  });

  it('come page by page, each once, what is due first first', async () => {
    for (let each = 0; each < 26; each += 1) await givenBookableSeries(desk.test, desk.clinic);
    const rows = await all();
    expect(rows.length).toBeGreaterThan(26);
    expect(new Set(rows.map(({ seriesId }) => seriesId)).size).toBe(rows.length);
    const due = rows.map(({ dueBy }) => dueBy ?? '9999-12-31');
    expect(due).toEqual(due.toSorted());
    expect((await ask('yesterday')).status).toBe(422);
  });

  it('are for those who read series, and leave who was read in the trail', async () => {
    const administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
    expect((await ask(undefined, administrator)).status).toBe(403);
    const { body } = await ask(undefined, desk.nurse);
    const [read] = await desk.test.database.rows<{ patient_ids: string[] }>(
      `SELECT patient_ids FROM audit_event WHERE action = 'read' AND member_id = $1 ORDER BY sequence DESC LIMIT 1`,
      [desk.nurse.memberId],
    );
    const patients = (body as Page<SeriesToPlaceView>).rows.map(({ patientId }) => patientId);
    expect(read?.patient_ids.toSorted()).toEqual([...new Set(patients)].toSorted());
  });
});
