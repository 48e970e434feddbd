import { v4 as uuid } from 'uuid';
import { expect } from 'vitest';
import type { DisplacedSessionView, DisplacementView } from '@lull/contracts';
import { iso } from './given-desk.js';
import type { GivenMember, TestApp } from './test-app.js';

export interface Asked {
  readonly clinicId: string;
  readonly resourceId?: string;
  readonly from: string;
  readonly to?: string;
  readonly fromTime?: string;
  readonly toTime?: string;
}

/** The calls of the displacement desk, by one member. */
export function displacementDesk(test: TestApp, scheduler: GivenMember) {
  const queryOf = ({ resourceId, from, to = from, fromTime, toTime }: Asked) => ({
    resourceId,
    from,
    to,
    fromTime,
    toTime,
  });

  function ask(asked: Asked, member = scheduler) {
    return test.as(member).get(`/api/v1/clinics/${asked.clinicId}/displacement`).query(queryOf(asked));
  }

  async function look(asked: Asked, member = scheduler): Promise<DisplacementView> {
    const answer = await ask(asked, member);
    expect(answer.status, JSON.stringify(answer.body)).toBe(200);
    return answer.body as DisplacementView;
  }

  function settle(
    asked: Asked,
    done: {
      readonly moves?: readonly object[];
      readonly waitlist?: readonly object[];
      readonly back?: readonly object[];
    },
    { member = scheduler, key = uuid() } = {},
  ) {
    return test
      .as(member)
      .post(`/api/v1/clinics/${asked.clinicId}/displacement-settlements`)
      .set('Idempotency-Key', key)
      .send({ ...queryOf(asked), reason: 'Out of order', moves: [], waitlist: [], ...done });
  }

  function reopen({ id, version }: { readonly id: string; readonly version: number }, member = scheduler) {
    return test
      .as(member)
      .post(`/api/v1/displacements/${id}/reopenings`)
      .set('Idempotency-Key', uuid())
      .set('If-Match', `"v${version}"`)
      .send();
  }
  return { ask, look, settle, reopen };
}

/** What the desk sends to accept a proposal as it stands. */
export function asProposed({ id, version, proposal }: DisplacedSessionView): object {
  if (proposal === null) throw new Error('Nothing was proposed for this session.');
  const { start, roomId, physicianId } = proposal;
  return { sessionId: id, version, startsAt: iso(start), roomId, physicianId };
}
