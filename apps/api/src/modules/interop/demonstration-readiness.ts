import { hourMs, minuteMs, neededParticulars, type RequirementKind } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { readinessDoor, type JudgedSession, type RecordedBefore } from '../readiness/readiness.public.js';
import { chanceOf } from './brought-forward.js';
import { askPatients, visitsUntil, type Visit } from './demonstration-readiness.repository.js';

const dayMs = 24 * hourMs;
/** This week and the beginning of the next: what a visitor looks at, and what is due by now. */
const preparedMs = 9 * dayMs;

/** Who did it; ids of members, where the practice has somebody in the role. */
export interface DemonstrationStaff {
  readonly scheduler: string;
  readonly nurse: string;
  readonly physician: string;
}

/**
 * Prepares the visits of the last day and the coming days as a clinic does: most of what is due is done, some of it is
 * late, now and then something has failed, each for a reason that happens. By the session's reference, so that the
 * demonstration is the same on every machine. All of it is synthetic, like the book.
 */
export async function prepareDemonstration(tx: Tx, staff: DemonstrationStaff): Promise<void> {
  const visits = await visitsUntil(tx, preparedMs);
  // Each patient was asked about everything a few days before; of one in forty the allergies were forgotten.
  const forgotten = visits.filter(
    ({ reference, state }) => state === 'booked' && chanceOf(`allergy ${reference}`) < 0.025,
  );
  await askPatients(tx, visits, forgotten, staff.nurse);
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
  const which = Math.floor(chanceOf(`escort ${reference}`) * escorts.length);
  const told: Readonly<Partial<Record<RequirementKind, Readonly<Record<string, unknown>>>>> = {
    'escort-confirmed': { name: escorts[which] ?? 'Sam Lee', phone: `+1 212 555 01${which + 50}` },
    'consent-for-side': { side, formVersion: '3' },
    'sedation-consent': { formVersion: '2' },
    'sedation-assessment': { asaClass: 2, airwayAssessed: true },
    'inr-in-range': { inr: 1.1 },
    'fasting-kept': { lastIntakes: cutOffs.map(({ intake }) => ({ intake, at: null })) },
    'anticoagulant-decision': {
      prescriber: 'Dr. Aldous Finch, cardiology',
      decision: "As in the prescriber's letter.",
    },
  };
  return (
    told[kind] ??
    Object.fromEntries((neededParticulars[kind] ?? []).map((name) => [name, 'Dr. Ines Halloran']))
  );
}
