import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import type { FreedTimeCandidatesView } from '@lull/contracts';
import { startDesk, type Desk } from '../../testing/given-desk.js';
import { WaitingRoom } from '../../testing/given-waitlist.js';

let desk: Desk;
let room: WaitingRoom;
beforeAll(async () => {
  desk = await startDesk();
  room = new WaitingRoom(desk);
});
afterEach(() => vi.restoreAllMocks());
afterAll(() => desk.test.close());

/** How many statements leave this process until the call is answered. */
async function statementsOf<T>(call: () => PromiseLike<T>): Promise<{ answer: T; statements: number }> {
  const sent = vi.spyOn(Client.prototype, 'query');
  const answer = await call();
  const statements = sent.mock.calls.length;
  sent.mockRestore();
  return { answer, statements };
}

it('asks the database no more for six who wait than for one, and for one who is named no more than that', async () => {
  const { freed } = await room.givenFreed(desk.clinic.at(desk.freshWeek(), 1, '09:00'));
  const one = await room.givenWaiting();
  const alone = await statementsOf(() => room.candidates(freed));
  for (let more = 0; more < 5; more += 1) await room.givenWaiting();
  const together = await statementsOf(() => room.candidates(freed));

  const { candidates } = together.answer.body as FreedTimeCandidatesView;
  expect(candidates.map(({ fit }) => fit)).toEqual(Array.from({ length: 6 }, () => 'ask-first'));
  expect((alone.answer.body as FreedTimeCandidatesView).candidates).toHaveLength(1);
  expect(alone.statements).toBeGreaterThan(3);
  expect(together.statements).toBe(alone.statements);

  const among = await statementsOf(() => room.book(freed, one.entry.id));
  expect(among.answer.status).toBe(201);
  for (const { entry } of candidates) if (entry.id !== one.entry.id) await room.withdraw(entry);
  const later = await room.givenFreed(desk.clinic.at(desk.freshWeek(), 1, '09:00'));
  const last = await room.givenWaiting();
  const named = await statementsOf(() => room.book(later.freed, last.entry.id));
  expect(named.answer.status).toBe(201);
  expect(among.statements).toBe(named.statements);
});
