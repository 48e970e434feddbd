import {
  requirementWords,
  standingWords,
  voidCauseWords,
  readinessActionTexts,
  worklistActionTexts,
  worklistReasonTexts,
  type WorklistRowsQuery,
  type WorklistRowView,
} from '@lull/contracts';
import {
  civilDateAt,
  civilDay,
  clockText,
  neededParticulars,
  type ListedFor,
  type RequirementKind,
  type RequirementOwner,
  type StandingRequirement,
  type WorklistReason,
} from '@lull/domain';
import { gravestOf, responseText, type LastResponse } from './last-response.view.js';
import { escortOf } from './preparation-of.js';
import type { JudgedSession } from './requirements.service.js';
import type { ListedPatient, ListedSession } from './worklist.repository.js';

/** Something that stands on a list, before it is said of whom. */
export interface Listed {
  readonly id: string;
  readonly patientId: string;
  readonly seriesId: string | null;
  readonly sessionId: string | null;
  readonly dueAt: number;
  readonly owner: RequirementOwner;
  readonly lacking: { readonly of: StandingRequirement; readonly judged: JudgedSession } | null;
  readonly reason: WorklistReason | null;
  /** What the last injection did, where a decision waits for it. */
  readonly responses?: readonly LastResponse[];
}

export function lackedBy(judged: JudgedSession, of: StandingRequirement): Listed {
  const { kind, dueAt, owner } = of.requirement;
  const { sessionId, patientId } = judged.row;
  return {
    id: `${sessionId}-${kind}`,
    patientId,
    seriesId: null,
    sessionId,
    dueAt,
    owner,
    lacking: { of, judged },
    reason: null,
  };
}

export function listedFor(
  about: { readonly id: string } & Pick<Listed, 'patientId' | 'seriesId' | 'sessionId'>,
  listed: ListedFor | null,
  owner: RequirementOwner,
): Listed[] {
  if (listed === null) return [];
  const { id, patientId, seriesId, sessionId } = about;
  return [
    { id, patientId, seriesId, sessionId, dueAt: listed.dueAt, owner, lacking: null, reason: listed.reason },
  ];
}

interface Naming {
  readonly patients: ReadonlyMap<string, ListedPatient>;
  readonly sessions: ReadonlyMap<string, ListedSession>;
  readonly zone: string;
  readonly now: number;
  readonly mayRecord: (kind: RequirementKind) => boolean;
}

export function worklistRow(
  listed: Listed,
  { patients, sessions, zone, now, mayRecord }: Naming,
): WorklistRowView {
  const { id, patientId, dueAt, owner, lacking, reason } = listed;
  const patient = patients.get(patientId);
  const session = listed.sessionId === null ? undefined : sessions.get(listed.sessionId);
  const clock = (at: number) => ({ at, text: clockText(at, zone) });
  return {
    id,
    due: clock(dueAt),
    overdue: dueAt < now,
    patientId,
    patientName: patient?.name ?? '',
    died: patient?.died ?? false,
    phone: patient?.phone ?? null,
    seriesId: listed.seriesId ?? session?.seriesId ?? null,
    session:
      session === undefined
        ? null
        : {
            id: session.id,
            start: clock(session.start),
            date: civilDateAt(session.start, zone),
            state: session.state,
            roomName: session.roomName,
            procedureCode: session.procedureCode,
            sedation: session.sedation,
          },
    missing: lacking === null ? reasonText(reason, listed.responses) : missingText(lacking.of),
    response: gravestOf(listed.responses ?? []),
    requirement: lacking === null ? null : requirementView(lacking.of, lacking.judged, mayRecord),
    reason,
    owner,
    actionText:
      lacking === null
        ? reason === null
          ? ''
          : worklistActionTexts[reason]
        : readinessActionTexts[lacking.of.requirement.action],
  };
}

function requirementView(
  { requirement, standing }: StandingRequirement,
  judged: JudgedSession,
  mayRecord: (kind: RequirementKind) => boolean,
): WorklistRowView['requirement'] {
  const { kind, action, byRecord } = requirement;
  return {
    kind,
    standing,
    action,
    byRecord: byRecord !== null,
    needs: neededParticulars[kind] ?? [],
    mayRecord: mayRecord(kind) && byRecord === null,
    named: kind === 'escort-confirmed' ? escortOf(judged) : null,
  };
}

/** `Escort home: void, another time`. */
function missingText({ requirement, standing, voidedBy }: StandingRequirement): string {
  const causes = voidedBy.map((cause) => voidCauseWords[cause]).join(', ');
  const word = standingWords[standing].toLowerCase();
  return `${requirementWords[requirement.kind]}: ${causes === '' ? word : `${word}, ${causes}`}`;
}

function reasonText(reason: WorklistReason | null, responses: readonly LastResponse[] = []): string {
  if (reason === null) return '';
  return responses.length === 0 ? worklistReasonTexts[reason] : responses.map(responseText).join('; ');
}

/** The rows that were asked for, in the order that was asked for; equal ones keep one order over all pages. */
export function arranged(
  rows: readonly WorklistRowView[],
  { owner, due, sort = 'due' }: Pick<WorklistRowsQuery, 'owner' | 'due' | 'sort'>,
  now: number,
  zone: string,
): WorklistRowView[] {
  const before =
    due === 'overdue' ? now : due === 'today' ? civilDay(civilDateAt(now, zone), zone).end : Infinity;
  const key = {
    due: (a: WorklistRowView, b: WorklistRowView) => a.due.at - b.due.at,
    session: (a: WorklistRowView, b: WorklistRowView) => startOf(a) - startOf(b),
    patient: (a: WorklistRowView, b: WorklistRowView) => a.patientName.localeCompare(b.patientName),
  }[sort];
  return rows
    .filter((row) => (owner === undefined || row.owner === owner) && row.due.at < before)
    .toSorted(
      (a, b) =>
        (sort === 'due' ? unanswered(b) - unanswered(a) : 0) ||
        key(a, b) ||
        a.due.at - b.due.at ||
        a.id.localeCompare(b.id),
    );
}

/** Of responses that wait for a decision, those to nothing come first, whatever is due (S22). */
function unanswered({ response }: WorklistRowView): number {
  return response === 'non-responder' ? 1 : 0;
}

function startOf({ session, due }: WorklistRowView): number {
  return session?.start.at ?? due.at;
}

const pageSize = 100;

/** A page, from where the one before ended; where its last row has left the list meanwhile, from that place on. */
export function pageOf(
  rows: readonly WorklistRowView[],
  cursor: string | undefined,
): { readonly rows: readonly WorklistRowView[]; readonly next: string | null } | null {
  let from = 0;
  if (cursor !== undefined) {
    const [, place, id] = /^(\d{1,6})~(.+)$/.exec(cursor) ?? [];
    if (place === undefined || id === undefined) return null;
    const known = rows.findIndex((row) => row.id === id);
    from = known === -1 ? Number(place) : known + 1;
  }
  const page = rows.slice(from, from + pageSize);
  const last = page.at(-1);
  const end = from + page.length;
  return { rows: page, next: last === undefined || end >= rows.length ? null : `${end}~${last.id}` };
}
