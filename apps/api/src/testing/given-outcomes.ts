import { v4, v7 as uuid } from 'uuid';
import type { TargetSymptom } from '@lull/domain';
import type { Purpose, RecordInjectionRequest, Side } from '@lull/contracts';
import { givenPatient, givenSeries, inPractice, type GivenPatient } from './given-care.js';
import type { GivenTreatment } from './given-treatment.js';
import type { TestApp } from './test-app.js';

export const hour = 3_600_000;
export const day = 24 * hour;

/** An Idempotency-Key that nobody used. */
export const once = (): [string, string] => ['Idempotency-Key', v4()];
export const iso = (instant: number): string => new Date(instant).toISOString();

export interface GivenCourse {
  readonly patient: GivenPatient;
  readonly seriesId: string;
}

/** As much of a course as rows of it need. */
export interface CourseOf {
  readonly patient: Pick<GivenPatient, 'id'>;
  readonly seriesId: string;
}

export interface CourseWishes {
  readonly side?: Side;
  readonly purpose?: Purpose;
  readonly targetSymptom?: TargetSymptom;
  readonly weightKg?: number | null;
  readonly patient?: Partial<GivenPatient>;
  /** An existing patient gets another series. */
  readonly of?: GivenPatient;
}

/** A patient with a series, therapeutic and on the left unless told otherwise. */
export async function givenCourse(
  test: TestApp,
  practiceId: string,
  treatment: GivenTreatment,
  wishes: CourseWishes = {},
): Promise<GivenCourse> {
  const patient = wishes.of ?? (await givenPatient(test, practiceId, wishes.patient));
  const { procedureTypeId, physicianId } = treatment;
  const seriesId = await givenSeries(test, practiceId, {
    patientId: patient.id,
    procedureTypeId,
    physicianId,
    side: wishes.side ?? 'left',
  });
  await inPractice(test, practiceId, async (tx) => {
    await tx.query(`UPDATE injection_series SET purpose = $2, target_symptom = $3 WHERE id = $1`, [
      seriesId,
      wishes.purpose ?? 'therapeutic',
      wishes.targetSymptom ?? 'pain',
    ]);
    await tx.query(`UPDATE patient SET weight_kg = $2 WHERE id = $1`, [
      patient.id,
      wishes.weightKg === undefined ? 70 : wishes.weightKg,
    ]);
  });
  return { patient, seriesId };
}

export interface SessionWishes {
  readonly at: number;
  readonly state?: string;
  readonly sedation?: string;
  readonly roomId?: string;
  readonly physicianId?: string;
}

/** A session as a row; from in-room on it has the stamps of its stay, 40 minutes from `at`. */
export async function givenSession(
  test: TestApp,
  practiceId: string,
  treatment: GivenTreatment,
  course: CourseOf,
  wishes: SessionWishes,
): Promise<string> {
  const id = uuid();
  const state = wishes.state ?? 'in-room';
  const stays = ['in-room', 'recovering', 'discharged'].includes(state);
  const left = ['recovering', 'discharged'].includes(state);
  await inPractice(test, practiceId, (tx) =>
    tx.query(
      `INSERT INTO session (practice_id, id, clinic_id, series_id, patient_id, procedure_type_id, room_id, physician_id,
         starts_at, duration_minutes, sedation, state, cancel_reason, room_in_at, room_out_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 30, $10, $11, CASE WHEN $11 = 'cancelled' THEN 'patient-request' END, $12, $13)`,
      [
        practiceId,
        id,
        treatment.clinicId,
        course.seriesId,
        course.patient.id,
        treatment.procedureTypeId,
        wishes.roomId ?? treatment.roomId,
        wishes.physicianId ?? treatment.physicianId,
        iso(wishes.at),
        wishes.sedation ?? 'none',
        state,
        stays ? iso(wishes.at) : null,
        left ? iso(wishes.at + 40 * 60_000) : null,
      ],
    ),
  );
  return id;
}

/** A completed injection as a row, with nothing beside it. */
export async function givenInjection(
  test: TestApp,
  practiceId: string,
  course: CourseOf,
  sessionId: string,
  needleOutAt: number,
  side: 'left' | 'right' = 'left',
): Promise<string> {
  const id = uuid();
  await inPractice(test, practiceId, (tx) =>
    tx.query(
      `INSERT INTO injection (practice_id, id, session_id, series_id, patient_id, side, status, levels, needle_out_at)
       VALUES ($1, $2, $3, $4, $5, $6, 'completed', '{L2}', $7)`,
      [practiceId, id, sessionId, course.seriesId, course.patient.id, side, iso(needleOutAt)],
    ),
  );
  return id;
}

/** Scores of a series as rows: `[instant, value, source]`, pain now. */
export async function givenScores(
  test: TestApp,
  practiceId: string,
  course: CourseOf,
  scores: readonly (readonly [number, number, 'clinic' | 'diary'])[],
  side: 'left' | 'right' | null = null,
): Promise<void> {
  await inPractice(test, practiceId, (tx) =>
    tx.query(
      `INSERT INTO pain_score (practice_id, id, patient_id, series_id, side, at, kind, value, source)
       SELECT $1, gen_random_uuid(), $2, $3, $4, to_timestamp(s.at / 1000), 'now', s.value, s.source
         FROM unnest($5::float8[], $6::int[], $7::text[]) AS s (at, value, source)`,
      [
        practiceId,
        course.patient.id,
        course.seriesId,
        side,
        scores.map((each) => each[0]),
        scores.map((each) => each[1]),
        scores.map((each) => each[2]),
      ],
    ),
  );
}

/** The fields of a request, as a browser sends them. */
type Sent<Request> = { -readonly [Field in keyof Request]: Request[Field] };

/** What a physician writes down after an uneventful injection on the left; `changes` tells another story. */
export function injectionRequest(
  needleOutAt: number,
  changes: Partial<RecordInjectionRequest> = {},
): Sent<RecordInjectionRequest> {
  return {
    side: 'left',
    status: 'completed',
    levels: ['L2'],
    needleInAt: iso(needleOutAt - 10 * 60_000),
    needleOutAt: iso(needleOutAt),
    needleOutReason: 'written on paper first',
    contrastUsed: true,
    fluoroSeconds: 34,
    drugs: [
      {
        role: 'local-anaesthetic',
        drug: 'bupivacaine',
        concentrationPercent: 0.25,
        volumeMl: 12,
        doseMg: 30,
      },
      { role: 'steroid', drug: 'triamcinolone', doseMg: 40 },
    ],
    temperatures: [
      { foot: 'left', minute: 0, celsius: 27.5 },
      { foot: 'left', minute: 20, celsius: 33.1 },
    ],
    complications: [],
    ...changes,
  };
}
