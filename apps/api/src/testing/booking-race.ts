import { v4 as uuid } from 'uuid';
import type { ProblemView, SessionView } from '@lull/contracts';
import { givenBookableSeries } from './given-bookable-series.js';
import { givenClinic, type GivenClinic } from './given-clinic.js';
import { givenMember, givenPractice, type GivenMember, type TestApp } from './test-app.js';

/** What is wrong with how a race ended; none: one winner each time, and every loser was told why. */
export interface RaceFindings {
  readonly roundsWithoutOneWinner: readonly string[];
  readonly serverErrors: readonly string[];
  /** Losers who were not told, as a conflict, which resource was taken. */
  readonly refusalsThatNameNothing: readonly string[];
  /** Pairs of active holds of one resource that share time, by SQL, whatever the constraint says. */
  readonly overlaps: number;
}

export function faultsOf(findings: RaceFindings): readonly string[] {
  return [
    ...findings.roundsWithoutOneWinner,
    ...findings.serverErrors,
    ...findings.refusalsThatNameNothing,
    ...(findings.overlaps > 0 ? [`${findings.overlaps} overlapping pairs of holds`] : []),
  ];
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** One of those who want the slot; each works for a patient of their own. */
type Racer = (at: number) => Promise<Answer>;

export async function overlappingHolds(test: TestApp): Promise<number> {
  const [row] = await test.database.rows<{ count: string }>(
    `SELECT count(*) FROM hold a JOIN hold b ON b.practice_id = a.practice_id AND b.resource_id = a.resource_id
        AND b.during && a.during AND b.id > a.id WHERE a.active AND b.active`,
  );
  return Number(row?.count);
}

/**
 * So many clients want the same room and physician at the same time, week after week: every other one books
 * a new session, the others move one that stands elsewhere (or won the week before).
 */
export async function raceForOneSlot(
  test: TestApp,
  size: { clients: number; rounds: number },
): Promise<RaceFindings> {
  const practiceId = await givenPractice(test, `Race ${uuid()}`);
  const clinic = await givenClinic(test, practiceId);
  const racers: Racer[] = [];
  for (let index = 0; index < size.clients; index += 1) {
    const member = await givenMember(test, practiceId, 'scheduler');
    racers.push(
      index % 2 === 0
        ? await booker(test, clinic, member)
        : await mover(test, clinic, member, (index - 1) / 2),
    );
  }
  const [room] = await test.database.rows<{ name: string }>(`SELECT name FROM resource WHERE id = $1`, [
    clinic.rooms[0],
  ]);
  const roundsWithoutOneWinner: string[] = [];
  const serverErrors: string[] = [];
  const refusalsThatNameNothing: string[] = [];
  for (let round = 0; round < size.rounds; round += 1) {
    const at = clinic.at(4 + round, 3, '09:00');
    const answers = await Promise.all(racers.map((race) => race(at)));
    const winners = answers.filter(({ status }) => status < 300).length;
    if (winners !== 1) roundsWithoutOneWinner.push(`round ${round}: ${winners} winners`);
    for (const { status, body } of answers) {
      if (status < 300) continue;
      const problem = body as ProblemView;
      if (status >= 500) serverErrors.push(`round ${round}: ${status} ${problem.code}`);
      else if (
        status !== 409 ||
        !problem.errors.some(({ facts }) => facts?.['resourceName'] === room?.name)
      ) {
        refusalsThatNameNothing.push(`round ${round}: ${status} ${problem.code}: ${problem.detail}`);
      }
    }
  }
  return {
    roundsWithoutOneWinner,
    serverErrors,
    refusalsThatNameNothing,
    overlaps: await overlappingHolds(test),
  };
}

async function booker(test: TestApp, clinic: GivenClinic, member: GivenMember): Promise<Racer> {
  const { seriesId } = await givenBookableSeries(test, clinic);
  return (at) => book(test, clinic, member, seriesId, at, 0);
}

export async function book(
  test: TestApp,
  clinic: GivenClinic,
  member: GivenMember,
  seriesId: string,
  at: number,
  place: number,
): Promise<Answer> {
  return test
    .as(member)
    .post('/api/v1/sessions')
    .set('Idempotency-Key', uuid())
    .send({
      seriesId,
      clinicId: clinic.clinicId,
      roomId: clinic.rooms[place],
      physicianId: clinic.physicians[place],
      startsAt: new Date(at).toISOString(),
    });
}

/** Movers start from slots of their own in the other room, two weeks ahead. */
async function mover(test: TestApp, clinic: GivenClinic, member: GivenMember, index: number): Promise<Racer> {
  const { seriesId } = await givenBookableSeries(test, clinic);
  const weekday = ([1, 2, 3, 4, 5] as const)[index % 5] ?? 1;
  const home = clinic.at(2, weekday, `${String(8 + Math.floor(index / 5)).padStart(2, '0')}:30`);
  const standing = await book(test, clinic, member, seriesId, home, 1);
  if (standing.status !== 201)
    throw new Error(`A mover found no place to start from: ${JSON.stringify(standing.body)}`);
  let session = standing.body as SessionView;
  return async (at) => {
    const answer = await test
      .as(member)
      .post(`/api/v1/sessions/${session.id}/move`)
      .set('Idempotency-Key', uuid())
      .set('If-Match', `"v${session.version}"`)
      .send({
        roomId: clinic.rooms[0],
        physicianId: clinic.physicians[0],
        startsAt: new Date(at).toISOString(),
      });
    if (answer.status === 200) session = answer.body as SessionView;
    return answer;
  };
}
