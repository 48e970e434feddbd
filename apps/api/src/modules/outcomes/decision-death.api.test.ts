import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { inPractice } from '../../testing/given-care.js';
import { DecisionRoom, type GivenWay } from '../../testing/given-decision.js';
import { startDesk, type Desk } from '../../testing/given-desk.js';
import { PostRoom } from '../../testing/given-messages.js';
import { WaitingRoom } from '../../testing/given-waitlist.js';
import { givenMember } from '../../testing/test-app.js';

let desk: Desk;
let room: DecisionRoom;
let post: PostRoom;
let waiting: WaitingRoom;
beforeAll(async () => {
  desk = await startDesk();
  room = new DecisionRoom(desk, await givenMember(desk.test, desk.clinic.practiceId, 'physician'));
  post = await PostRoom.at(desk);
  waiting = new WaitingRoom(desk);
});
afterAll(() => desk.test.close());

const stop = async (way: GivenWay, endReason: string): Promise<void> => {
  const answer = await room.decide(way, { word: 'stop', endReason });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
};
const reach = (patientId: string) =>
  post.arrange(
    `UPDATE patient SET email = id || '@patients.example', phone = '+12125550177', consent_to_email = true,
            consent_to_sms = true WHERE id = $1`,
    [patientId],
  );
/** A series with a session ahead, of which the patient was told by e-mail and text message. */
async function givenTold(): Promise<GivenWay> {
  const way = await room.givenWay(['well'], 1);
  await reach(way.patientId);
  await post.afterGrace();
  return way;
}
/** A minute later: the decision is final, and whatever waited for that is due. */
async function aMinuteLater({ seriesId, patientId }: GivenWay): Promise<void> {
  await desk.test.database.rows(`DO $$ BEGIN
    PERFORM set_config('app.practice', '${desk.clinic.practiceId}', true);
    UPDATE decision SET decided_at = decided_at - interval '61 seconds' WHERE series_id = '${seriesId}';
    UPDATE injection_series SET created_at = created_at - interval '61 seconds' WHERE patient_id = '${patientId}';
    UPDATE message SET due_at = least(due_at, now()) WHERE patient_id = '${patientId}' AND state = 'pending';
  END $$`);
  await post.sendDue();
}
const givenTask = (patientId: string, kind: string) =>
  inPractice(desk.test, desk.clinic.practiceId, (tx) =>
    tx.query(
      `INSERT INTO follow_up_task (practice_id, id, patient_id, kind, due_on)
       VALUES ($1, gen_random_uuid(), $2, $3, current_date)`,
      [desk.clinic.practiceId, patientId, kind],
    ),
  );
const tasksOf = (patientId: string) =>
  desk.test.database.rows<{ kind: string; state: string; note: string | null; told: string | null }>(
    `SELECT kind, state, note, told FROM follow_up_task WHERE patient_id = $1 ORDER BY kind`,
    [patientId],
  );
const told = ['confirmation by email: sent', 'confirmation by sms: sent'];

describe('a stop after a death', () => {
  it('sends nothing to the patient, neither of this series nor of another, where any other reason tells of the cancellation', async () => {
    const [way, alive] = [await givenTold(), await givenTold()];
    const other = await givenBookableSeries(desk.test, desk.clinic, { patientId: way.patientId });
    await desk.givenSession({}, other);
    await stop(way, 'deceased');
    await stop(alive, 'no-response');
    await post.afterGrace();
    expect(await post.story(way.patientId), 'it waits while it can be taken back').toEqual([
      ...['email', 'sms'].flatMap((channel) => Array(2).fill(`change by ${channel}: pending`)),
      ...told,
    ]);
    await aMinuteLater(way);
    await aMinuteLater(alive);
    expect(await post.story(way.patientId)).toEqual([
      ...['email', 'sms'].flatMap((channel) => Array(2).fill(`change by ${channel}: skipped (patient-died)`)),
      ...told,
    ]);
    expect(await post.story(alive.patientId)).toEqual([
      'cancelled by email: sent',
      'cancelled by sms: sent',
      ...told,
    ]);
  });

  it('opens one task of what is left, and closes those that would call the patient; symptoms stay', async () => {
    const way = await givenTold();
    const other = await givenBookableSeries(desk.test, desk.clinic, { patientId: way.patientId });
    await desk.givenSession({}, other);
    for (const kind of ['call-patient', 'rebook', 'symptom-same-day', 'tell-patient'])
      await givenTask(way.patientId, kind);
    await stop(way, 'deceased');
    await aMinuteLater(way);
    const closed = { state: 'dismissed', note: 'The patient has died.' };
    expect(await tasksOf(way.patientId)).toMatchObject([
      {
        kind: 'after-death',
        state: 'open',
        told: 'The patient has died: nothing is sent to the patient any more. Closed with it: 3 tasks to call or invite the patient. Still booked in other series: 1 session. Stop those series. Let the referrer and the payer know.',
      },
      { kind: 'call-patient', ...closed },
      { kind: 'rebook', ...closed },
      { kind: 'symptom-same-day', state: 'open' },
      { kind: 'tell-patient', ...closed },
    ]);
  });

  it('offers no freed time to the patient, who waits with another series', async () => {
    const way = await givenTold();
    const other = await givenBookableSeries(desk.test, desk.clinic, { patientId: way.patientId });
    expect((await waiting.wait(other, { priority: 'urgent' })).status).toBe(201);
    const next = await waiting.givenWaiting();
    await stop(way, 'deceased');
    const offered = await desk.test.database.rows<{ entry: string }>(
      `SELECT t.entry_id AS entry FROM held_time t JOIN freed_time f ON f.id = t.freed_time_id
         JOIN session s ON s.id = f.session_id WHERE s.series_id = $1`,
      [way.seriesId],
    );
    expect(offered).toEqual([{ entry: next.entry.id }]);
  });

  it('taken back within its minute, costs the patient neither a message nor anybody a task', async () => {
    const way = await givenTold();
    await givenTask(way.patientId, 'call-patient');
    await stop(way, 'deceased');
    await post.afterGrace();
    expect((await room.undo(way)).status).toBe(200);
    expect(await tasksOf(way.patientId)).toMatchObject([
      { kind: 'after-death', state: 'dismissed' },
      { kind: 'call-patient', state: 'open', note: null },
    ]);
    const later = await givenBookableSeries(desk.test, desk.clinic, { patientId: way.patientId });
    await desk.givenSession({}, later);
    await post.afterGrace();
    await aMinuteLater(way);
    expect((await post.story(way.patientId)).filter((line) => line.endsWith(': sent'))).toHaveLength(4);
  });

  it('that was a mistake is mended by the next series: its messages leave', async () => {
    const way = await givenTold();
    await stop(way, 'deceased');
    await aMinuteLater(way);
    const again = await givenBookableSeries(desk.test, desk.clinic, { patientId: way.patientId });
    await desk.givenSession({}, again);
    await post.afterGrace();
    expect((await post.story(way.patientId)).filter((line) => line.startsWith('confirmation'))).toHaveLength(
      4,
    );
  });
});
