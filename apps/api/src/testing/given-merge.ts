import { v4 as uuid } from 'uuid';
import type { PatientMergeView } from '@lull/contracts';
import { givenPatient, inPractice, type GivenPatient } from './given-care.js';
import { givenCourse, givenInjection, givenScores, givenSession, hour } from './given-outcomes.js';
import { givenTreatment } from './given-treatment.js';
import { givenMember, givenPractice, type GivenMember, type TestApp } from './test-app.js';

export type Pair = readonly [kept: GivenPatient, joined: GivenPatient];

/** A practice in which records are joined and parted, with what the stories about it ask for. */
export async function givenMergeRoom(test: TestApp) {
  const practiceId = await givenPractice(test);
  const treatment = await givenTreatment(test, practiceId);
  const scheduler = await givenMember(test, practiceId, 'scheduler');
  const physician = await givenMember(test, practiceId, 'physician');

  /** Two records of one person, told apart by nothing but the MRN. */
  async function givenPair(name = uuid().slice(0, 8)): Promise<Pair> {
    const of = { familyName: `Twice${name}`, givenName: 'Ada' };
    return [await givenPatient(test, practiceId, of), await givenPatient(test, practiceId, of)];
  }

  const versionOf = async (id: string): Promise<number> => {
    const [row] = await test.database.rows<{ version: number }>(`SELECT version FROM patient WHERE id = $1`, [
      id,
    ]);
    return row?.version ?? 0;
  };

  async function join([kept, other]: Pair, changes: object = {}, member: GivenMember = scheduler) {
    return test
      .as(member)
      .post('/api/v1/patient-merges')
      .set('Idempotency-Key', uuid())
      .send({
        keptId: kept.id,
        joinedId: other.id,
        keptVersion: await versionOf(kept.id),
        joinedVersion: await versionOf(other.id),
        reason: 'Both cards were shown at the desk',
        ...changes,
      });
  }

  async function joined(pair: Pair): Promise<PatientMergeView> {
    const answer = await join(pair);
    if (answer.status !== 201)
      throw new Error(`They were not joined: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as PatientMergeView;
  }

  const takeBack = (
    { id, version }: Pick<PatientMergeView, 'id' | 'version'>,
    member: GivenMember = scheduler,
  ) =>
    test
      .as(member)
      .post(`/api/v1/patient-merges/${id}/reversal`)
      .set('Idempotency-Key', uuid())
      .set('If-Match', `"v${version}"`)
      .send({ reason: 'They are sisters' });

  /** A course with one treated session and two scores, and one session ahead. */
  async function givenHistory(patient: GivenPatient, side: 'left' | 'right' = 'left', hoursOff = 0) {
    const course = await givenCourse(test, practiceId, treatment, { of: patient, side });
    const at = Date.now() - (400 + hoursOff) * hour;
    const sessionId = await givenSession(test, practiceId, treatment, course, { at, state: 'discharged' });
    const injectionId = await givenInjection(test, practiceId, course, sessionId, at + hour / 4, side);
    await givenScores(test, practiceId, course, [
      [at + hour, 3, 'clinic'],
      [at + 30 * hour, 4, 'diary'],
    ]);
    return { ...course, sessionId, injectionId };
  }

  async function hold(patient: GivenPatient, course: { seriesId: string }, at: number): Promise<string> {
    const sessionId = await givenSession(
      test,
      practiceId,
      treatment,
      { patient, seriesId: course.seriesId },
      { at, state: 'booked' },
    );
    await inPractice(test, practiceId, (tx) =>
      tx.query(
        `INSERT INTO hold (practice_id, id, resource_id, session_id, stage, during, active)
       VALUES ($1, gen_random_uuid(), $2, $3, 'procedure', tstzrange(to_timestamp($4::float8 / 1000), to_timestamp($4::float8 / 1000 + 1800), '[)'), true)`,
        [practiceId, patient.id, sessionId, at],
      ),
    );
    return sessionId;
  }

  return {
    practiceId,
    treatment,
    scheduler,
    physician,
    givenPair,
    givenHistory,
    givenHeldSession: hold,
    join,
    joined,
    takeBack,
  };
}

export type MergeRoom = Awaited<ReturnType<typeof givenMergeRoom>>;
