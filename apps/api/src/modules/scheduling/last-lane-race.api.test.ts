import { afterAll, beforeAll, expect, it } from 'vitest';
import { v4 as uuid } from 'uuid';
import type { ProcedureTypeSettingsView } from '@lull/contracts';
import { book, overlappingHolds } from '../../testing/booking-race.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinic, type GivenClinic } from '../../testing/given-clinic.js';
import { Desk } from '../../testing/given-desk.js';
import { WaitingRoom } from '../../testing/given-waitlist.js';
import {
  givenMember,
  givenPractice,
  startTestApp,
  type GivenMember,
  type TestApp,
} from '../../testing/test-app.js';

let test: TestApp;
beforeAll(async () => {
  test = await startTestApp();
});
afterAll(() => test.close());

const lanes = 3;
const racers = lanes + 1;

/** What there are n of: of all else each racer has their own. */
const scarce = [
  ['bays', { kind: 'recovery-bay', stages: ['prepare', 'recover'], bays: lanes, prepare: null }],
  [
    'lanes of one nurse, who watches n patients',
    { kind: 'nurse', stages: ['recover'], bays: racers, prepare: nurseWhoWatches },
  ],
] as const;

it.each(scarce)(
  'of n + 1 who want the last n %s at once, holding, booking and booking what they hold, exactly n come in',
  async (_, { kind, stages, bays, prepare }) => {
    const practiceId = await givenPractice(test, `Race ${kind}`);
    const clinic = await givenClinic(test, practiceId, {
      rooms: racers,
      physicians: racers,
      cArms: racers,
      bays,
    });
    const scheduler = await givenMember(test, practiceId, 'scheduler');
    await prepare?.(clinic, await givenMember(test, practiceId, 'administrator'));
    const room = new WaitingRoom(new Desk(test, clinic, scheduler, scheduler));
    const series = await Promise.all(
      Array.from({ length: racers }, () => givenBookableSeries(test, clinic, { gated: false })),
    );
    for (let round = 0; round < 12; round += 1) {
      const at = clinic.at(4 + round, 3, '10:00');
      const answers = await Promise.all(
        series.map((each, place) =>
          // Who holds and who books changes from round to round.
          (place + round) % 2 === 0
            ? book(test, clinic, scheduler, each.seriesId, at, place)
            : room.hold(each, { at, room: place, physician: place }),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 201, 409]);
      const loser = answers.findIndex(({ status }) => status === 409);
      expect(answers[loser]?.body).toMatchObject({
        code: 'scheduling.none-free',
        errors: stages.map((stage) => ({
          code: 'scheduling.none-free',
          facts: { resourceKind: kind, stage },
        })),
      });
      const held = answers.filter(({ body }) => (body as { purpose?: string }).purpose === 'phone');
      // Everybody tries again while the held ones are booked: no lane comes free in between.
      const [again, ...booked] = await Promise.all([
        book(test, clinic, scheduler, series[loser]?.seriesId ?? '', at, loser),
        ...held.map(({ body }) => room.bookHeld(body as { id: string; version: number })),
      ]);
      expect(again?.status).toBe(409);
      expect(booked.map(({ status }) => status)).toEqual(held.map(() => 201));
    }
    expect(await overlappingHolds(test)).toBe(0);
    expect(await room.orphanHolds()).toBe(0);
  },
  60_000,
);

/** Recovery without sedation is given a nurse of so many lanes. */
async function nurseWhoWatches(clinic: GivenClinic, administrator: GivenMember): Promise<void> {
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
}
