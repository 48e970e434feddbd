import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addCivilDays, civilDateAt } from '@lull/domain';
import { AuthDatabase } from '../../platform/database/auth-database.js';
import { overlappingHolds } from '../../testing/booking-race.js';
import { asProposed, displacementDesk, type Asked } from '../../testing/given-displacement.js';
import { givenMember, startTestApp, type TestApp } from '../../testing/test-app.js';
import { makeDemonstration } from '../interop/demonstration.js';

const zone = 'America/New_York';

describe('a day of the demonstration clinic that does not go as planned', () => {
  let test: TestApp;
  let calls: ReturnType<typeof displacementDesk>;
  let practiceId: string;
  let clinicId: string;
  beforeAll(async () => {
    test = await startTestApp({ demonstration: true });
    await makeDemonstration(test.door, test.app.get(AuthDatabase));
    const [clinic] = await test.database.rows<{ practice: string; id: string }>(
      `SELECT practice_id AS practice, id FROM clinic WHERE name = 'Midtown Pain Centre'`,
    );
    practiceId = clinic?.practice ?? '';
    clinicId = clinic?.id ?? '';
    calls = displacementDesk(test, await givenMember(test, practiceId, 'scheduler'));
  }, 120_000);
  afterAll(() => test.close());

  /** The resource of a kind, and the day from the third on, on which most sessions hold it. */
  async function busiest(kind: string): Promise<Asked> {
    const [row] = await test.database.rows<{ id: string; date: string }>(
      `SELECT h.resource_id AS id, (s.starts_at AT TIME ZONE $2)::date::text AS date
         FROM session s JOIN hold h ON h.practice_id = s.practice_id AND h.session_id = s.id AND h.active
         JOIN resource r ON r.practice_id = h.practice_id AND r.id = h.resource_id AND r.kind = $1
        WHERE s.practice_id = $3 AND s.starts_at > now() + interval '3 days'
        GROUP BY 1, 2 ORDER BY count(DISTINCT s.id) DESC, 2 LIMIT 1`,
      [kind, zone, practiceId],
    );
    return { clinicId, resourceId: row?.id ?? '', from: row?.date ?? '' };
  }

  it('proposes a move for every session of a C-arm’s day, and all of them can be accepted together', async () => {
    const arm = await busiest('c-arm');
    const { sessions, resource } = await calls.look(arm);
    expect(sessions.length).toBeGreaterThan(5);
    expect(resource?.kind).toBe('c-arm');
    expect(sessions.filter(({ proposal }) => proposal === null)).toEqual([]);
    const answer = await calls.settle(arm, { moves: sessions.map(asProposed) });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(answer.body).toMatchObject({ moved: sessions.length, waitlisted: 0 });
    expect(await overlappingHolds(test)).toBe(0);
    const stood = await test.database.rows<{ id: string; start: number; room: string; physician: string }>(
      `SELECT id, (extract(epoch FROM starts_at) * 1000)::float8 AS start, room_id AS room, physician_id AS physician
         FROM session WHERE id = ANY ($1::uuid[])`,
      [sessions.map(({ id }) => id)],
    );
    for (const { id, proposal } of sessions)
      expect(stood.find((each) => each.id === id)).toEqual({
        id,
        start: proposal?.start,
        room: proposal?.roomId,
        physician: proposal?.physicianId,
      });
    const after = await calls.look(arm);
    expect(after.sessions).toEqual([]);
    expect(after.settled).toHaveLength(sessions.length);
  });

  it('places a physician’s week again, whoever is most pressing first, without a collision', async () => {
    const day = await busiest('physician');
    const week = { ...day, to: addCivilDays(day.from, 6) };
    const { sessions } = await calls.look(week);
    expect(sessions.length).toBeGreaterThan(10);
    const placed = sessions.filter(({ proposal }) => proposal !== null);
    for (const { obstacles } of sessions.filter(({ proposal }) => proposal === null))
      expect(obstacles.length).toBeGreaterThan(0);
    const rest = sessions.filter(({ proposal }) => proposal === null);
    const answer = await calls.settle(week, {
      moves: placed.map(asProposed),
      waitlist: rest.map(({ id, version }) => ({ sessionId: id, version })),
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(await overlappingHolds(test)).toBe(0);
    expect((await calls.look(week)).sessions).toEqual([]);
  });

  it('empties the clinic for a day of snow', async () => {
    const { from } = await busiest('room');
    const snow = { clinicId, from };
    const { sessions, resource } = await calls.look(snow);
    expect(resource).toBeNull();
    expect(sessions.length).toBeGreaterThan(5);
    const placed = sessions.filter(({ proposal }) => proposal !== null);
    expect(placed.length).toBeGreaterThan(5);
    for (const { proposal } of placed) expect(civilDateAt(proposal?.start ?? 0, zone)).not.toBe(from);
    // An authorisation that ends on the day of snow leaves no later day: it is said, and the patient waits.
    const rest = sessions.filter(({ proposal }) => proposal === null);
    for (const { obstacles } of rest) expect(obstacles.length).toBeGreaterThan(0);
    const answer = await calls.settle(snow, {
      moves: placed.map(asProposed),
      waitlist: rest.map(({ id, version }) => ({ sessionId: id, version })),
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    expect(await overlappingHolds(test)).toBe(0);
  });
});
