import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ActualDurationsView } from '@lull/contracts';
import { inPractice } from '../../testing/given-care.js';
import { iso } from '../../testing/given-outcomes.js';
import {
  givenStay,
  minutes,
  startOutcomesClinic,
  yesterday,
  type OutcomesClinic,
} from '../../testing/outcomes-clinic.js';
import { givenMember, givenPractice } from '../../testing/test-app.js';

let clinic: OutcomesClinic;
beforeAll(async () => {
  clinic = await startOutcomesClinic();
});
afterAll(() => clinic.test.close());

/** Visits that stayed so many minutes in the room each. */
async function givenStays(stays: readonly number[], sedation: string): Promise<void> {
  for (const stay of stays) {
    const { sessionId } = await givenStay(clinic, { sedation });
    await inPractice(clinic.test, clinic.practiceId, (tx) =>
      tx.query(`UPDATE session SET room_in_at = $2, room_out_at = $3 WHERE id = $1`, [
        sessionId,
        iso(yesterday),
        iso(yesterday + minutes(stay)),
      ]),
    );
  }
}

describe('How long patients really are in the room', () => {
  it('is the median by physician, procedure and sedation, with its number of visits; of fewer than ten nothing', async () => {
    await givenStays([18, 19, 20, 21, 22, 24, 25, 26, 27, 60], 'none');
    await givenStays([40, 45, 50], 'moderate');
    const member = await givenMember(clinic.test, clinic.practiceId, 'scheduler');
    const answer = await clinic.test.as(member).get('/api/v1/reports/actual-durations');
    expect(answer.status).toBe(200);
    expect((answer.body as ActualDurationsView).durations).toEqual([
      {
        physicianId: clinic.treatment.physicianId,
        procedureTypeId: clinic.treatment.procedureTypeId,
        sedation: 'none',
        visits: 10,
        medianMinutes: 23,
      },
    ]);
  });

  it("knows nothing of another practice's visits", async () => {
    const other = await givenPractice(clinic.test, 'Harbour Clinic');
    const member = await givenMember(clinic.test, other, 'physician');
    const answer = await clinic.test.as(member).get('/api/v1/reports/actual-durations');
    expect((answer.body as ActualDurationsView).durations).toEqual([]);
  });
});
