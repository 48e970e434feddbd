import { v4 as uuid } from 'uuid';
import type { GivenMember, TestApp } from './test-app.js';

/** What keeps a patient in recovery, and may be set aside. */
const softReasonsToStay = [
  'injection-not-recorded',
  'steps-open',
  'observed-too-short',
  'score-not-reached',
  'legs-not-tested',
  'standing-not-safe',
  'pain-not-recorded',
  'temperature-not-recorded',
].map((reason) => `discharge.${reason}`);

/** Nothing keeps the patient in recovery any longer: an escort is there, and the rest is set aside. */
export async function givenMayLeave(test: TestApp, by: GivenMember, sessionId: string): Promise<void> {
  const answer = await test
    .as(by)
    .post(`/api/v1/sessions/${sessionId}/discharge`)
    .set('Idempotency-Key', uuid())
    .send({
      escort: { name: 'Ruth Archer', relation: 'sister', present: true },
      afterCareTold: true,
      saidBack: true,
      overrides: softReasonsToStay.map((code) => ({ code, reason: 'The story is about something else' })),
    });
  if (answer.status !== 201) throw new Error(`Nobody may leave: ${JSON.stringify(answer.body)}`);
}
