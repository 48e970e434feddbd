import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import { routesOf } from '../platform/http/routes.js';
import { givenMember, givenPractice, startTestApp, type TestApp } from './test-app.js';
import { sweepDeniedRoles, sweepForeignIds, sweepWithoutSignIn } from './sweep.js';

let test: TestApp;
let own: string;
let other: string;

beforeAll(async () => {
  test = await startTestApp();
  [own, other] = [await givenPractice(test), await givenPractice(test)];
  await givenMember(test, other, 'physician');
  const patientId = uuid();
  await test.database.rows(
    `INSERT INTO clinic (practice_id, id, name, time_zone) VALUES ($1, $2, 'Elsewhere', 'America/New_York')`, [other, uuid()]);
  await test.door.run({ kind: 'system', practiceId: other, purpose: 'maintenance' }, (tx) => tx.query(
    `INSERT INTO patient (practice_id, id, mrn, family_name, given_name, search_name, birth_date, sex_at_birth)
     VALUES ($1, $2, 'E-1', 'Elsewhere', 'Eve', 'elsewhere eve', '1970-01-01', 'female')`, [other, patientId]));
});
afterAll(() => test.close());

describe('through every route of the product', () => {
  it('only these are open to everybody', () => {
    const open = routesOf(test.app).filter((route) => route.public).map(({ method, path }) => `${method} /${path}`);
    expect(open.sort()).toEqual([
      'GET /demonstration/sign-ins', 'GET /livez', 'GET /readyz', 'POST /demonstration/sign-ins', 'POST /sign-ins',
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

  it('another practice\'s ids look like ids that do not exist', async () => {
    const { breaches } = await sweepForeignIds(test, own, other);
    expect(breaches).toEqual([]);
  });
});
