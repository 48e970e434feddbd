import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { roles } from '@lull/contracts/plain';
import type { AboutView, LicencesView } from '@lull/contracts';
import { v4 as uuid } from 'uuid';
import { writeAbout } from '../../testing/about.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';

let test: TestApp;
let practiceId: string;
beforeAll(async () => {
  writeAbout();
  test = await startTestApp();
  practiceId = await givenPractice(test);
});
afterAll(() => test.close());

const api = '/api/v1';
const about = async (...[role = 'nurse']: Parameters<typeof givenMember>[2][]): Promise<AboutView> => {
  const { status, body } = await test.as(await givenMember(test, practiceId, role)).get(`${api}/about`);
  expect(status).toBe(200);
  return body as AboutView;
};

describe('what the product says of itself', () => {
  it('is the version of the tree and the definitions that judge, to every role, and to nobody who is not signed in', async () => {
    for (const role of roles) {
      const { version, definitions, packages } = await about(role);
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
      expect(packages).toBeGreaterThan(50);
      expect(definitions.find(({ name }) => name.startsWith('Relief of pain, 50'))).toMatchObject({
        version: '1',
        own: false,
      });
    }
    expect((await test.anybody().get(`${api}/about`)).status).toBe(401);
    expect((await test.anybody().get(`${api}/about/licences`)).status).toBe(401);
  });

  it('is the licences of every package that runs, with their texts', async () => {
    const agent = test.as(await givenMember(test, practiceId, 'auditor'));
    const { packages, texts } = (await agent.get(`${api}/about/licences`)).body as LicencesView;
    const express = packages.find(({ name }) => name === 'express');
    expect(express?.licence).toBe('MIT');
    expect(texts[express?.text ?? -1]).toContain('Permission is hereby granted');
    expect(packages.map(({ name }) => name)).not.toContain('vitest');
  });

  it("is the practice's own policies as they hold today: not those to come, and nobody else's", async () => {
    expect((await about()).policies).toMatchObject([
      { name: 'Clinical defaults', version: '1', own: false },
      { name: 'Messages to patients', version: 'as delivered', own: false },
    ]);
    const other = await givenPractice(test);
    const [author, stranger] = [
      await givenMember(test, practiceId, 'physician'),
      await givenMember(test, other, 'physician'),
    ];
    const write = (by: GivenMember, version: string, days: number) =>
      test.door.run(by, (tx) =>
        tx.query(
          `INSERT INTO readiness_policy (practice_id, id, version, author, effective_from, body, recorded_by, source)
           VALUES ($1, $2, $3, $4, (now() + make_interval(days => $5))::date, '{}', $6, 'the clinic')`,
          [by.practiceId, uuid(), version, `Author of ${version}`, days, by.memberId],
        ),
      );
    await write(author, '2', -30);
    await write(author, '3', -9);
    await write(author, '4', 9);
    await write(stranger, '7', -2);
    const [clinical] = (await about()).policies;
    expect(clinical).toMatchObject({ version: '3', author: 'Author of 3', own: true });
  });
});
