import { afterEach, describe, expect, it, vi } from 'vitest';
import { book, faultsOf, overlappingHolds, raceForOneSlot } from '../../testing/booking-race.js';
import { givenBookableSeries } from '../../testing/given-bookable-series.js';
import { givenClinic } from '../../testing/given-clinic.js';
import { givenMember, givenPractice, startTestApp, type TestApp } from '../../testing/test-app.js';
import { ResourceLocks } from './resource-locks.repository.js';

let test: TestApp;
afterEach(async () => {
  vi.restoreAllMocks();
  await test.close();
});

/** The locks only spare the racers the deadlock timer; without them the constraint must be enough. */
function switchLocksOff(): void {
  vi.spyOn(test.app.get(ResourceLocks), 'take').mockResolvedValue(undefined);
}

async function dropConstraint(): Promise<void> {
  await test.database.rows(`ALTER TABLE hold DROP CONSTRAINT hold_never_overlaps`);
}

describe('32 clients who want one slot, through booking and moving', () => {
  it(
    'have one winner in each of 100 rounds, and every other is told which resource was taken',
    { timeout: 180_000 },
    async () => {
      test = await startTestApp();
      expect(faultsOf(await raceForOneSlot(test, { clients: 32, rounds: 100 }))).toEqual([]);
    },
  );

  it(
    'are seen to overlap when the constraint is dropped and the locks are off, so this race can fail',
    { timeout: 180_000 },
    async () => {
      test = await startTestApp();
      await dropConstraint();
      switchLocksOff();
      const findings = await raceForOneSlot(test, { clients: 32, rounds: 10 });
      expect(findings.overlaps).toBeGreaterThan(0);
      expect(findings.roundsWithoutOneWinner).not.toEqual([]);
    },
  );

  it('never overlap by the locks alone or by the constraint alone', { timeout: 180_000 }, async () => {
    test = await startTestApp();
    switchLocksOff();
    const byConstraint = await raceForOneSlot(test, { clients: 4, rounds: 5 });
    expect(faultsOf(byConstraint)).toEqual([]);
    vi.restoreAllMocks();
    await dropConstraint();
    const byLocks = await raceForOneSlot(test, { clients: 16, rounds: 10 });
    expect(faultsOf(byLocks)).toEqual([]);
  });
});

describe('six who want different rooms at one time, where there are three bays', () => {
  it('are three who come in and three who hear that no bay is free', async () => {
    test = await startTestApp();
    const practiceId = await givenPractice(test);
    const clinic = await givenClinic(test, practiceId, { rooms: 6, physicians: 6, cArms: 6, bays: 3 });
    const racers = await Promise.all(
      clinic.rooms.map(async () => ({
        member: await givenMember(test, practiceId, 'scheduler'),
        series: await givenBookableSeries(test, clinic),
      })),
    );
    for (let round = 0; round < 10; round += 1) {
      const at = clinic.at(4 + round, 2, '10:00');
      const answers = await Promise.all(
        racers.map(({ member, series }, place) => book(test, clinic, member, series.seriesId, at, place)),
      );
      expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
        201, 201, 201, 409, 409, 409,
      ]);
      for (const { status, body } of answers) {
        if (status === 409)
          expect(body).toMatchObject({
            code: 'scheduling.none-free',
            errors: [{ facts: { resourceKind: 'recovery-bay', free: 0 } }, {}],
          });
      }
    }
    expect(await overlappingHolds(test)).toBe(0);
  });
});
