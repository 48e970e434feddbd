import { neededParticulars, type RequirementKind, type Side } from '@lull/domain';
import { ReadinessDoor } from '../modules/readiness/readiness.public.js';
import { arranging } from './given-clinic.js';
import type { TestApp } from './test-app.js';

/** What staff would enter, so that evidence is complete; the side is the session's, as read from the form. */
const particulars = (kind: RequirementKind, side: Side | null) =>
  kind === 'sedation-assessment'
    ? { asaClass: 2, airwayAssessed: true }
    : kind === 'inr-in-range'
      ? { inr: 1.1 }
      : kind === 'consent-for-side'
        ? { formVersion: '3', ...(side !== null && { side }) }
        : Object.fromEntries((neededParticulars[kind] ?? []).map((name) => [name, 'as asked']));

/** The patient was asked about everything and has none of it. */
export async function givenNothingToFear(
  test: TestApp,
  practiceId: string,
  patientId: string,
): Promise<void> {
  await test.door.run(arranging(practiceId), (tx) =>
    tx.query(
      `INSERT INTO clinical_flag (practice_id, id, patient_id, kind, state)
       SELECT $1, gen_random_uuid(), $2, k.kind, k.state
         FROM (VALUES ('allergy', 'none-known'), ('contrast-reaction', 'absent'), ('anticoagulant', 'absent'), ('diabetes', 'absent'),
                ('glp-1', 'absent'), ('pregnancy-possible', 'absent'), ('infection', 'absent')) k (kind, state)
        WHERE NOT EXISTS (SELECT 1 FROM clinical_flag f WHERE f.practice_id = $1 AND f.patient_id = $2 AND f.active AND f.kind = k.kind)`,
      [practiceId, patientId],
    ),
  );
}

/** A session whose patient may enter the room: asked about everything, and every requirement met by evidence of now. */
export async function givenReady(test: TestApp, practiceId: string, sessionId: string): Promise<void> {
  const door = test.app.get(ReadinessDoor);
  const judged = () => test.door.run(arranging(practiceId), (tx) => door.judged(tx, sessionId));
  await givenNothingToFear(test, practiceId, (await judged()).row.patientId);
  const { requirements, visit, cutOffs } = await judged();
  await test.door.run(arranging(practiceId), (tx) =>
    door.record(
      tx,
      sessionId,
      ...requirements
        .filter(({ byRecord }) => byRecord === null)
        .map(({ kind }) => ({
          kind,
          outcome: 'met' as const,
          particulars:
            kind === 'fasting-kept'
              ? { lastIntakes: cutOffs.map(({ intake }) => ({ intake, at: null })) }
              : particulars(kind, visit.side),
        })),
    ),
  );
}
