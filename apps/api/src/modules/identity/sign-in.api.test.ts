import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { givenMember, givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
beforeAll(async () => { test = await startTestApp(); });
afterAll(() => test.close());

describe('a sign-in', () => {
  it('is asked for before anything is answered', async () => {
    const answer = await test.anybody().get('/api/v1/sign-ins/current');
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.code).toBe('sign-in-required');
  });

  it('says who is signed in', async () => {
    const nurse = await givenMember(test, await givenPractice(test), 'nurse');
    const answer = await test.as(nurse).get('/api/v1/sign-ins/current');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ memberId: nurse.memberId, name: nurse.name, roles: ['nurse'] });
  });
});
