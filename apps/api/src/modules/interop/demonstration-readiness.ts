import { hourMs, minuteMs, neededParticulars, type RequirementKind } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { instant } from '../../platform/database/sql.js';
import { readinessDoor, type JudgedSession, type RecordedBefore } from '../readiness/readiness.public.js';
import { chanceOf } from './brought-forward.js';

const dayMs = 24 * hourMs;
/** This week and the beginning of the next: what a visitor looks at, and what is due by now. */
const preparedMs = 9 * dayMs;

/** Who did it; ids of members, where the practice has somebody in the role. */
export interface DemonstrationStaff {
  readonly scheduler: string;
  readonly nurse: string;
  readonly physician: string;
}

interface Visit {
  readonly sessionId: string;
  readonly reference: string;
  readonly state: string;
}

/**
 * Prepares the visits of the last day and the coming days as a clinic does: most of what is due is done, some of it is
 * late, now and then something has failed, each for a reason that happens. By the session's reference, so that the
 * demonstration is the same on every machine. All of it is synthetic, like the book.
 */
export async function prepareDemonstration(tx: Tx, staff: DemonstrationStaff): Promise<void> {
  const visits = await tx.query<Visit>(
    `SELECT id AS "sessionId", reference, state FROM session
      WHERE practice_id = $1 AND state NOT IN ('cancelled', 'no-show', 'discharged') AND reference IS NOT NULL
        AND starts_at BETWEEN now() - interval '1 day' AND now() + make_interval(secs => $2::float8 / 1000)
      ORDER BY starts_at, id`,
    [tx.principal.practiceId, preparedMs],
  );
  await askPatients(tx, visits, staff.nurse);
  const door = readinessDoor();
  const judged = await door.judgedMany(
    tx,
    visits.map(({ sessionId }) => sessionId),
  );
  const byId = new Map(visits.map((visit) => [visit.sessionId, visit]));
  await door.bringIn(
    tx,
    judged.flatMap((session) => {
      const visit = byId.get(session.row.sessionId);
      return visit === undefined ? [] : preparedOf(session, visit, staff, tx.now.epochMilliseconds);
    }),
  );
}

/** Each patient was asked about everything a few days before; of one in forty the allergies were forgotten. */
async function askPatients(tx: Tx, visits: readonly Visit[], nurse: string): Promise<void> {
  const forgotten = visits
    .filter(({ reference, state }) => state === 'booked' && chanceOf(`allergy ${reference}`) < 0.025)
    .map(({ sessionId }) => sessionId);
  await tx.query(
    `INSERT INTO clinical_flag (practice_id, id, patient_id, kind, state, recorded_by, recorded_at)
     SELECT DISTINCT ON (s.patient_id, k.kind) $1, gen_random_uuid(), s.patient_id, k.kind, k.state, $3::uuid,
            ${instant('$4')} - interval '2 days'
       FROM session s, (VALUES ('allergy', 'none-known'), ('contrast-reaction', 'absent'), ('anticoagulant', 'absent'),
              ('diabetes', 'absent'), ('glp-1', 'absent'), ('pregnancy-possible', 'absent'), ('infection', 'absent')) k (kind, state)
      WHERE s.practice_id = $1 AND s.id = ANY ($2::uuid[]) AND NOT (k.kind = 'allergy' AND s.id = ANY ($5::uuid[]))
        AND NOT EXISTS (SELECT 1 FROM clinical_flag f WHERE f.practice_id = $1 AND f.patient_id = s.patient_id AND f.active AND f.kind = k.kind)`,
    [
      tx.principal.practiceId,
      visits.map(({ sessionId }) => sessionId),
      nurse,
      tx.now.epochMilliseconds,
      forgotten,
    ],
  );
}

/** What is left to the day itself and to the visit. */
const onTheDay: readonly RequirementKind[] = [
  'pregnancy-test',
  'no-infection',
  'fasting-kept',
  'inr-in-range',
  'pain-present',
];
/** What is forgotten, with the reason that a waiver would have: who is late, and what is not waived. */
const forgettable: readonly RequirementKind[] = [
  'escort-confirmed',
  'authorisation',
  'fasting-told',
  'sedation-assessment',
];

function preparedOf(
  { row, requirements, visit, cutOffs }: JudgedSession,
  { reference, state }: Visit,
  staff: DemonstrationStaff,
  now: number,
): RecordedBefore[] {
  const arrived = state !== 'booked' && state !== 'confirmed' && state !== 'tentative';
  const late = !arrived && chanceOf(`late ${reference}`) < 0.24;
  const failed = !arrived && chanceOf(`failed ${reference}`) < 0.12;
  const wanted = requirements.filter(({ byRecord }) => byRecord === null);
  const lateOne = late ? wanted.find(({ kind }) => forgettable.includes(kind))?.kind : undefined;
  const failedOne = failed
    ? wanted.find(({ kind }) => kind === 'escort-confirmed' || kind === 'no-infection')?.kind
    : undefined;
  return wanted.flatMap((requirement): RecordedBefore[] => {
    const { kind, dueAt, owner, restsOn } = requirement;
    const chance = chanceOf(`${kind} ${reference}`);
    const given = (outcome: RecordedBefore['outcome'], at: number): RecordedBefore => ({
      sessionId: row.sessionId,
      kind,
      outcome,
      at,
      restsOn,
      particulars: outcome === 'met' ? particularsOf(kind, row.side, cutOffs, reference) : {},
      reason: outcome === 'failed' ? failedBecause(kind) : null,
      recordedBy: staff[owner],
    });
    // A few hours before it was due, never in the future.
    const before = Math.min(now, dueAt) - Math.round((1 + chance * 20) * 60) * minuteMs;
    if (kind === failedOne) return [given('failed', before)];
    if (kind === lateOne) return chance < 0.5 ? [given('requested', before)] : [];
    if (onTheDay.includes(kind))
      return arrived ? [given('met', Math.min(now, visit.start) - 5 * minuteMs)] : [];
    const due = dueAt < now + 2 * dayMs;
    if (arrived || due || chance < 0.35) return [given('met', before)];
    return chance < 0.5 ? [given('requested', before)] : [];
  });
}

function failedBecause(kind: RequirementKind): string {
  return kind === 'escort-confirmed'
    ? 'The escort called: cannot come on this day.'
    : 'Has a fever since yesterday.';
}

function particularsOf(
  kind: RequirementKind,
  side: JudgedSession['row']['side'],
  cutOffs: JudgedSession['cutOffs'],
  reference: string,
): Readonly<Record<string, unknown>> {
  const escorts = ['Sam Lee', 'Noor Haddad', 'Grete Lind', 'Tom Okafor', 'Mia Castell'];
  switch (kind) {
    case 'escort-confirmed': {
      const which = Math.floor(chanceOf(`escort ${reference}`) * escorts.length);
      return { name: escorts[which] ?? 'Sam Lee', phone: `+1 212 555 01${String(which + 50)}` };
    }
    case 'consent-for-side':
      return { side, formVersion: '3' };
    case 'sedation-consent':
      return { formVersion: '2' };
    case 'sedation-assessment':
      return { asaClass: 2, airwayAssessed: true };
    case 'inr-in-range':
      return { inr: 1.1 };
    case 'fasting-kept':
      return { lastIntakes: cutOffs.map(({ intake }) => ({ intake, at: null })) };
    case 'anticoagulant-decision':
      return { prescriber: 'Dr. Aldous Finch, cardiology', decision: "As in the prescriber's letter." };
    default:
      return Object.fromEntries((neededParticulars[kind] ?? []).map((name) => [name, 'Dr. Ines Halloran']));
  }
}
