import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeAnswers } from './answers.js';
import { givenBookableSeries } from './given-bookable-series.js';
import { givenClinicalFlag } from './given-care.js';
import { givenClinic } from './given-clinic.js';
import { day, givenCourse, givenInjection, givenSession } from './given-outcomes.js';
import { sweepHostileFields, type RequestDocument, type StandingIds } from './hostile-fields.js';
import { givenPractice, startTestApp, type TestApp } from './test-app.js';

let test: TestApp;
let practiceId: string;
let ids: StandingIds;

beforeAll(async () => {
  writeAnswers();
  test = await startTestApp({ apiDocumentation: 'document', demonstration: true });
  practiceId = await givenPractice(test);
  const clinic = await givenClinic(test, practiceId);
  const {
    clinicId,
    procedureTypeId,
    rooms: [roomId],
    physicians: [physicianId],
  } = clinic;
  const treatment = { clinicId, procedureTypeId, roomId, physicianId };
  const { seriesId } = await givenBookableSeries(test, clinic);
  const course = await givenCourse(test, practiceId, treatment);
  const yesterday = Date.now() - day;
  const sessionId = await givenSession(test, practiceId, treatment, course, { at: yesterday });
  const injectionId = await givenInjection(test, practiceId, course, sessionId, yesterday);
  const flag = { kind: 'anticoagulant', state: 'present' };
  const patientId = course.patient.id;
  const [blockTime] = await test.database.rows<{ id: string }>(
    `SELECT id FROM block_time WHERE clinic_id = $1 ORDER BY id LIMIT 1`,
    [clinicId],
  );
  ids = {
    ...treatment,
    seriesId,
    patientId,
    sessionId,
    patients: patientId,
    series: course.seriesId,
    sessions: sessionId,
    injections: injectionId,
    clinics: clinicId,
    'block-times': blockTime?.id ?? '',
    'clinical-flags': await givenClinicalFlag(test, practiceId, patientId, flag),
  };
});
afterAll(() => test.close());

describe('through every field of every request', () => {
  it('what is empty, null, huge or of another kind is refused, and breaks nothing', async () => {
    const answer = await test.anybody().get('/api/openapi.json');
    const { calls, breaches } = await sweepHostileFields(
      test,
      practiceId,
      answer.body as RequestDocument,
      ids,
    );
    expect(breaches).toEqual([]);
    expect(calls).toBeGreaterThan(500);
    // Fifteen seconds by itself; beside other tests on two cores several times that.
  }, 120_000);
});
