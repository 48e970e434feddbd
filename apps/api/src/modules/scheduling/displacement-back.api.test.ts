import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DisplacementSettledView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { overlappingHolds } from '../../testing/booking-race.js';
import { startDesk, type BookedSession, type Desk } from '../../testing/given-desk.js';
import { asProposed, displacementDesk, type Asked } from '../../testing/given-displacement.js';
import { givenMember } from '../../testing/test-app.js';

let desk: Desk;
let calls: ReturnType<typeof displacementDesk>;
beforeAll(async () => {
  desk = await startDesk();
  calls = displacementDesk(desk.test, desk.scheduler);
});
afterAll(() => desk.test.close());

/** Two sessions of a physician who is away, moved as the desk proposes. */
async function givenMoved(): Promise<{
  readonly asked: Asked;
  readonly sessions: readonly BookedSession[];
  readonly wayBack: DisplacementSettledView['wayBack'];
}> {
  const at = (time: string) => desk.clinic.at(week, 1, time);
  const week = desk.freshWeek();
  const sessions = [];
  for (const time of ['09:00', '10:00']) sessions.push(await desk.givenSession({ at: at(time) }));
  const asked: Asked = {
    clinicId: desk.clinic.clinicId,
    from: civilDateAt(at('09:00'), desk.clinic.zone),
    ...(desk.clinic.physicians[0] !== undefined && { resourceId: desk.clinic.physicians[0] }),
  };
  const view = await calls.look(asked);
  const settled = await calls.settle(asked, { moves: view.sessions.map(asProposed) });
  expect(settled.body).toMatchObject({ moved: 2 });
  return { asked, sessions, wayBack: (settled.body as DisplacementSettledView).wayBack };
}

const startsOf = (sessions: readonly { readonly id: string; readonly start: number }[]) =>
  sessions.map(({ id, start }) => ({ id, start }));

async function standing(sessions: readonly BookedSession[]) {
  return Promise.all(
    sessions.map(
      async ({ id }) =>
        (await desk.test.as(desk.scheduler).get(`/api/v1/sessions/${id}`)).body as BookedSession,
    ),
  );
}

describe('the moves of the displacement desk', () => {
  it('are taken back: everybody stands where the desk found them, in the way of what stays closed', async () => {
    const { asked, sessions, wayBack } = await givenMoved();
    const answer = await calls.settle(asked, { back: wayBack });
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    const after = await calls.look(asked);
    expect(startsOf(after.sessions)).toEqual(startsOf(sessions));
    expect(after.standing).toMatchObject({ reason: 'Out of order' });
    expect(after.settled).toEqual([]);
    expect(await overlappingHolds(desk.test)).toBe(0);
    const again = await calls.settle(asked, { moves: after.sessions.map(asProposed) });
    expect(again.body).toMatchObject({ moved: 2 });
  });

  it('are taken back all together or not at all: where one was changed since, all stay where they are', async () => {
    const { asked, sessions, wayBack } = await givenMoved();
    const [changed] = await standing(sessions);
    if (changed === undefined) throw new Error('Two were moved.');
    expect((await desk.change(changed, 'steps', { to: 'confirmed' })).status).toBe(200);
    const before = await standing(sessions);
    const refused = await calls.settle(asked, { back: wayBack });
    expect(refused.status).toBe(412);
    const index = wayBack.findIndex(({ sessionId }) => sessionId === changed.id);
    expect(refused.body.errors).toMatchObject([
      { code: 'stale', pointer: `/back/${index}`, facts: { sessionId: changed.id } },
    ]);
    expect(await standing(sessions)).toEqual(before);
    expect((await calls.look(asked)).standing).not.toBeNull();
  });

  it('stay where a place was taken since, and say why', async () => {
    const { asked, sessions, wayBack } = await givenMoved();
    const [first] = sessions;
    if (first === undefined) throw new Error('Two were moved.');
    await desk.givenSession({
      at: first.start,
      physician: 1,
      overrides: [{ code: 'scheduling.block-time-of-another', reason: 'Agreed.' }],
    });
    const refused = await calls.settle(asked, { back: wayBack });
    expect(refused.status).toBe(409);
    expect(refused.body.errors).toMatchObject([
      { code: 'scheduling.resource-busy', facts: { sessionId: first.id } },
    ]);
  });

  it('stay once what failed works again, and for whoever may not move anybody', async () => {
    const { asked, wayBack } = await givenMoved();
    const administrator = await givenMember(desk.test, desk.clinic.practiceId, 'administrator');
    expect((await calls.settle(asked, { back: wayBack }, { member: administrator })).status).toBe(403);
    const { standing: closed } = await calls.look(asked);
    if (closed === null) throw new Error('It is closed.');
    await calls.reopen(closed);
    expect((await calls.settle(asked, { back: wayBack })).body).toMatchObject({ code: 'conflict' });
  });
});
