import { Injectable } from '@nestjs/common';
import {
  may,
  type DuplicatesView,
  type JoinPatientsRequest,
  type MergePreviewView,
  type PatientMergeView,
} from '@lull/contracts';
import { checkMerge, checkMergeReversal, civilDateAt, mergeOutcome, type MergeConflict } from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided } from '../../platform/decided.js';
import { notFound, stale } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { PatientMergeRepository, type RecordOfMerge } from './patient-merge.repository.js';
import { PatientRepository } from './patient.repository.js';
import { patientView } from './patient.view.js';

const groupsOfPage = 25;

/** Two records of one person: finding them, comparing them, joining them, and parting them again. */
@Injectable()
export class PatientMergeService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly merges: PatientMergeRepository,
    private readonly patients: PatientRepository,
  ) {}

  duplicates(member: MemberPrincipal, after: string | null): Promise<DuplicatesView> {
    return this.database.run(member, async (tx) => {
      const found = await this.merges.duplicates(tx, after, groupsOfPage + 1);
      const groups = found.slice(0, groupsOfPage);
      tx.read({
        resource: 'patient',
        patientIds: groups.flatMap(({ records }) => records.map(({ id }) => id)),
        detail: { duplicates: true, groups: groups.length },
      });
      const next = found.length > groupsOfPage ? (groups.at(-1)?.records[0]?.id ?? null) : null;
      return { groups, next };
    });
  }

  preview(member: MemberPrincipal, keptId: string, joinedId: string): Promise<MergePreviewView> {
    return this.database.run(member, async (tx) => {
      const [kept, joined] = await this.both(tx, keptId, joinedId);
      const meetings = await this.merges.meetings(tx, keptId, joinedId);
      const outcome = mergeOutcome(kept, joined);
      const decision = checkMerge({
        keeps: kept,
        joins: joined,
        same: keptId === joinedId,
        ...meetings,
        // Of conflicts the preview tells by themselves: as if all were settled.
        settled: outcome.conflicts,
        maySettle: { 'flags-contradict': true, 'sides-differ': true },
      });
      const [ofKept, ofJoined] = [
        await this.merges.rowCounts(tx, keptId),
        await this.merges.rowCounts(tx, joinedId),
      ];
      tx.read({
        resource: 'patient-merge',
        patientIds: [keptId, joinedId],
        detail: { preview: true },
      });
      return {
        kept: await this.patientOf(tx, member, keptId),
        joined: await this.patientOf(tx, member, joinedId),
        rows: [...new Set([...ofKept.keys(), ...ofJoined.keys()])]
          .toSorted()
          .map((table) => ({ table, kept: ofKept.get(table) ?? 0, joined: ofJoined.get(table) ?? 0 })),
        linksThatEnd: meetings.linksThatEnd,
        conflicts: outcome.conflicts.map((conflict) => ({
          conflict,
          maySettle: maySettle(member)[conflict],
        })),
        contradictedKinds: outcome.contradictedKinds,
        reasons: decision.accepted ? [] : decision.refusals.map(({ code, facts }) => ({ code, facts })),
      };
    });
  }

  join(member: MemberPrincipal, once: Once, request: JoinPatientsRequest): Promise<PatientMergeView> {
    const { keptId, joinedId, reason, settled = [] } = request;
    return this.calls.run(member, once, async (tx) => {
      await this.merges.lock(tx, [keptId, joinedId]);
      const [kept, joined] = await this.both(tx, keptId, joinedId);
      if (kept.version !== request.keptVersion) throw stale('patient', kept.version);
      if (joined.version !== request.joinedVersion) throw stale('patient', joined.version);
      const { endedFlags, conflicts } = decided(
        checkMerge({
          keeps: kept,
          joins: joined,
          same: keptId === joinedId,
          ...(await this.merges.meetings(tx, keptId, joinedId)),
          settled,
          maySettle: maySettle(member),
        }),
      ).value;
      const id = await this.merges.join(tx, {
        keptId,
        joinedId,
        reason,
        settled: conflicts,
        endedFlags,
        memberId: member.memberId,
      });
      return this.view(tx, id);
    });
  }

  reverse(
    member: MemberPrincipal,
    once: Once,
    id: string,
    version: number,
    reason: string,
  ): Promise<PatientMergeView> {
    return this.calls.run(member, once, async (tx) => {
      const merge = await this.merges.standing(tx, id);
      if (merge === undefined) throw notFound('joining');
      if (merge.version !== version) throw stale('joining', merge.version);
      await this.merges.lock(tx, [merge.keptId, merge.joinedId]);
      decided(checkMergeReversal(await this.merges.reversalFacts(tx, merge)));
      await this.merges.reverse(tx, merge, member.memberId, reason);
      return this.view(tx, id);
    });
  }

  /** The joinings that a record took part in, newest first. */
  ofPatient(member: MemberPrincipal, patientId: string): Promise<readonly PatientMergeView[]> {
    return this.database.run(member, async (tx) => {
      if (!(await this.patients.exists(tx, patientId))) throw notFound('patient');
      const merges = await this.merges.ofPatient(tx, patientId);
      tx.read({
        resource: 'patient-merge',
        patientIds: [patientId, ...merges.flatMap(({ keptId, joinedId }) => [keptId, joinedId])],
      });
      return merges;
    });
  }

  private async both(tx: Tx, keptId: string, joinedId: string): Promise<[RecordOfMerge, RecordOfMerge]> {
    const [kept, joined] = [await this.merges.record(tx, keptId), await this.merges.record(tx, joinedId)];
    if (kept === undefined || joined === undefined) throw notFound('patient');
    return [kept, joined];
  }

  private async patientOf(tx: Tx, member: MemberPrincipal, id: string) {
    const record = await this.patients.record(tx, id);
    if (record === undefined) throw notFound('patient');
    const today = civilDateAt(tx.now.epochMilliseconds, await this.patients.zone(tx));
    return patientView(record, today, member.roles);
  }

  private async view(tx: Tx, id: string): Promise<PatientMergeView> {
    const view = await this.merges.view(tx, id);
    if (view === undefined) throw notFound('joining');
    return view;
  }
}

/** Flags are of those who record them; a side is of those who plan the series. */
function maySettle({ roles }: MemberPrincipal): Record<MergeConflict, boolean> {
  return {
    'flags-contradict': may(roles, 'clinical-flag', 'record'),
    'sides-differ': may(roles, 'series', 'change'),
  };
}
