import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesOf } from '../platform/http/routes.js';
import { givenBookableSeries } from './given-bookable-series.js';
import { givenClinicalFlag } from './given-care.js';
import { givenClinic } from './given-clinic.js';
import { day, givenCourse, givenInjection, givenScores, givenSession } from './given-outcomes.js';
import { givenMember, givenPractice, startTestApp, type TestApp } from './test-app.js';
import { sweepDeniedRoles, sweepForeignIds, sweepWithoutSignIn } from './sweep.js';

let test: TestApp;
let own: string;
let other: string;

beforeAll(async () => {
  test = await startTestApp();
  [own, other] = [await givenPractice(test), await givenPractice(test)];
  // The other practice has a row of everything that a route can name.
  await givenMember(test, other, 'physician');
  const clinic = await givenClinic(test, other);
  await givenBookableSeries(test, clinic);
  const {
    clinicId,
    procedureTypeId,
    rooms: [roomId],
    physicians: [physicianId],
  } = clinic;
  const treatment = { clinicId, procedureTypeId, roomId, physicianId };
  const course = await givenCourse(test, other, treatment);
  await givenClinicalFlag(test, other, course.patient.id, { kind: 'anticoagulant', state: 'present' });
  const yesterday = Date.now() - day;
  const sessionId = await givenSession(test, other, treatment, course, {
    at: yesterday,
    state: 'discharged',
  });
  await givenInjection(test, other, course, sessionId, yesterday);
  await givenScores(test, other, course, [[yesterday, 5, 'clinic']]);
});
afterAll(() => test.close());

describe('through every route of the product', () => {
  it('only these are open to everybody', () => {
    const open = routesOf(test.app)
      .filter((route) => route.public)
      .map(({ method, path }) => `${method} /${path}`);
    expect(open.sort()).toEqual([
      'GET /demonstration/sign-ins',
      'GET /livez',
      'GET /practice-beginnings',
      'GET /readyz',
      'GET /sign-in-ways',
      'GET /sign-ins',
      'POST /demonstration/sign-ins',
      'POST /diary/access',
      'POST /invitations/acceptances',
      'POST /invitations/looks',
      'POST /password-resets',
      'POST /password-resets/acceptances',
      'POST /practice-beginnings',
      'POST /sign-ins',
      'POST /sign-ins/openid',
      'POST /sign-ins/openid-attempts',
      'POST /sign-ins/passkey',
      'POST /sign-ins/passkey-options',
      'POST /sign-ins/second-factor',
    ]);
  });

  it('nobody gets anything without a sign-in, however the path is written', async () => {
    const { calls, breaches } = await sweepWithoutSignIn(test);
    expect(breaches).toEqual([]);
    expect(calls).toBeGreaterThan(20);
  });

  it('a role that the matrix does not name is refused with 403', async () => {
    const { calls, breaches } = await sweepDeniedRoles(test, own);
    expect(breaches).toEqual([]);
    expect(calls).toBeGreaterThan(5);
  });

  it("another practice's ids look like ids that do not exist", async () => {
    const { calls, breaches } = await sweepForeignIds(test, own, other);
    expect(breaches).toEqual([]);
    expect(calls).toBeGreaterThan(200);
  });
});
