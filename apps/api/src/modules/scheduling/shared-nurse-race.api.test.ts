import { afterAll, beforeAll, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type { ProcedureTypeSettingsView } from '@lull/contracts';
import { book, overlappingHolds } from '../../testing/booking-race.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinic } from '../../testing/given-clinic.js';
import { givenMember, givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const lanes = 3;

it('of n + 1 who want one nurse who watches n patients, exactly n come in', async () => {
  const practiceId = await givenPractice(test);
  const racers = lanes + 1;
  const clinic = await givenClinic(test, practiceId, {
    rooms: racers,
    physicians: racers,
    cArms: racers,
    bays: racers,
  });
  const scheduler = await givenMember(test, practiceId, 'scheduler');
  const administrator = await givenMember(test, practiceId, 'administrator');

  const added = await test
    .as(administrator)
    .post(`/api/v1/clinics/${clinic.clinicId}/resources`)
    .set('Idempotency-Key', uuid())
    .send({ kind: 'nurse', name: 'RN Ruiz', lanes });
  expect(added.status).toBe(201);
  const [type] = (await test.as(administrator).get('/api/v1/procedure-types'))
    .body as ProcedureTypeSettingsView[];
  const profile = type?.profiles.find(({ sedation }) => sedation === 'none');
  if (profile === undefined) throw new Error('LSB has a profile without sedation.');
  const watched = await test
    .as(administrator)
    .patch(`/api/v1/resource-profiles/${profile.id}`)
    .set('If-Match', `"v${profile.version}"`)
    .send({
      stages: profile.stages.map((stage) =>
        stage.kind === 'recover'
          ? { ...stage, needs: [...stage.needs, { resourceKind: 'nurse', count: 1 }] }
          : stage,
      ),
    });
  expect(watched.status).toBe(200);

  const series = await Promise.all(
    Array.from({ length: racers }, () => givenBookableSeries(test, clinic, { gated: false })),
  );
  for (let round = 0; round < 8; round += 1) {
    const at = clinic.at(4 + round, 3, '10:00');
    const answers = await Promise.all(
      series.map((each, place) => book(test, clinic, scheduler, each.seriesId, at, place)),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 409]);
    const lost = answers.find(({ status }) => status === 409)?.body as { errors: { facts: object }[] };
    expect(lost.errors).toMatchObject([
      { code: 'scheduling.none-free', facts: { resourceKind: 'nurse', stage: 'recover' } },
    ]);
  }
  expect(await overlappingHolds(test)).toBe(0);
}, 60_000);
