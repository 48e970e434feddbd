import { v4 as uuid } from 'uuid';
import { expect } from 'vitest';
import type { BlockTimeOccurrenceView, BlockTimePatternView } from '@lull/contracts';
import { civilDateAt, type Weekday } from '@lull/domain';
import type { BookedSession, Desk } from './given-desk.js';

/** The calls about block time that a desk makes. */
export function blockTimeDesk(desk: Desk) {
  const { clinicId, zone } = desk.clinic;
  const dateOf = (at: number): string => civilDateAt(at, zone);
  const clinicPath = (): string => `/api/v1/clinics/${clinicId}/block-times`;

  async function patterns(): Promise<BlockTimePatternView[]> {
    return (await desk.test.as(desk.scheduler).get(clinicPath())).body as BlockTimePatternView[];
  }

  /** The first physician's block time in the first room on a weekday. */
  async function standing(weekday: Weekday, room = 0): Promise<BlockTimePatternView> {
    const today = dateOf(Date.now());
    const found = (await patterns()).find(
      (each) =>
        each.weekday === weekday &&
        each.roomId === desk.clinic.rooms[room] &&
        (each.validTo === null || each.validTo >= today),
    );
    if (found === undefined) throw new Error('No block time stands on this weekday.');
    return found;
  }

  async function occurrence(date: string, blockTimeId: string): Promise<BlockTimeOccurrenceView | undefined> {
    const answer = await desk.test
      .as(desk.scheduler)
      .get(`${clinicPath()}/occurrences`)
      .query({ from: date, to: date });
    expect(answer.status).toBe(200);
    return (answer.body as BlockTimeOccurrenceView[]).find((each) => each.blockTimeId === blockTimeId);
  }

  function post(path: string, body: object, member = desk.scheduler) {
    return desk.test.as(member).post(path).set('Idempotency-Key', uuid()).send(body);
  }

  function ask(blockTime: BlockTimePatternView, what: string, body: object, member = desk.scheduler) {
    return post(`/api/v1/block-times/${blockTime.id}/${what}`, body, member).set(
      'If-Match',
      `"v${blockTime.version}"`,
    );
  }

  async function stateOf(session: Pick<BookedSession, 'id'>) {
    const answer = await desk.test.as(desk.scheduler).get(`/api/v1/sessions/${session.id}`);
    return answer.body as BookedSession & { overrides: { code: string; reason: string }[]; roomId: string };
  }

  async function tasksOf(sessionId: string): Promise<string[]> {
    const rows = await desk.test.database.rows<{ kind: string }>(
      `SELECT kind FROM follow_up_task WHERE session_id = $1 AND state = 'open'`,
      [sessionId],
    );
    return rows.map(({ kind }) => kind);
  }
  return { dateOf, clinicPath, patterns, standing, occurrence, post, ask, stateOf, tasksOf };
}
