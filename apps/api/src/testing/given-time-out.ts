import type { ConfirmTimeOutRequest } from '@lull/contracts';
import { timeOutChecklist } from '@lull/domain';
import { once } from './given-outcomes.js';
import type { GivenMember, TestApp } from './test-app.js';

/** One person's word in the room, uneventful and for the left unless told otherwise. */
export function confirmTimeOut(
  test: TestApp,
  sessionId: string,
  by: GivenMember,
  changes: Partial<ConfirmTimeOutRequest> = {},
) {
  return test
    .as(by)
    .post(`/api/v1/sessions/${sessionId}/time-outs`)
    .set(...once())
    .send({
      side: 'left',
      levels: ['L2'],
      consentSide: 'left',
      items: [...timeOutChecklist.items],
      ...changes,
    });
}
