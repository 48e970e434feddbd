import { Injectable } from '@nestjs/common';
import type { AuditAction } from '@lull/contracts';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';

/** An event's place in the trail: newest first by time, and by number within one millisecond. */
export interface AuditPlace {
  readonly at: number;
  readonly sequence: number;
}

export interface AuditFilter {
  readonly from: string | null;
  readonly until: string | null;
  readonly memberId: string | null;
  readonly patientId: string | null;
  readonly action: AuditAction | null;
  readonly resource: string | null;
}

export interface AuditEventRead {
  readonly sequence: number;
  readonly at: number;
  readonly memberId: string | null;
  readonly role: string | null;
  readonly purpose: string;
  readonly action: AuditAction;
  readonly resource: string;
  readonly resourceId: string | null;
  readonly patientIds: readonly string[];
  readonly requestId: string | null;
  readonly change: unknown;
  /** Hexadecimal: with those before, whoever holds an export can prove the chain. */
  readonly hash: string;
}

const columns = `e.sequence::float8 AS sequence, ${epochMs('e.at')}::float8 AS at, e.member_id AS "memberId", e.role, e.purpose,
  e.action, e.resource, e.resource_id AS "resourceId", e.patient_ids AS "patientIds", e.request_id AS "requestId", e.change,
  encode(e.hash, 'hex') AS hash`;

/**
 * Any question about a trail of any length, in a time that does not grow with it: what is found is always the newest few
 * of a stretch of an index. Statements hold only the conditions that were asked for, so that each has a plan of its own.
 */
@Injectable()
export class AuditSearchRepository {
  /** At most `limit` events after `after`, newest first. */
  page(tx: Tx, filter: AuditFilter, after: AuditPlace | null, limit: number): Promise<AuditEventRead[]> {
    const asked = new Asked(tx.principal.practiceId, filter, after, limit);
    const found =
      filter.patientId !== null
        ? ofPatient(asked)
        : filter.memberId !== null || filter.resource !== null || filter.action !== null
          ? byKind(asked)
          : byTime(asked);
    return tx.query<AuditEventRead>(
      `${found}
       SELECT ${columns} FROM found f JOIN audit_event e ON e.practice_id = $1 AND e.sequence = f.sequence
        ORDER BY e.at DESC, e.sequence DESC LIMIT ${asked.limit}`,
      asked.parameters,
    );
  }

  /** Names of what is no patient, by id. */
  async names(tx: Tx, ids: readonly string[]): Promise<Record<string, string>> {
    const rows = await tx.query<{ id: string; name: string }>(
      `SELECT id, name FROM member WHERE practice_id = $1 AND id = ANY ($2)
       UNION ALL SELECT id, name FROM clinic WHERE practice_id = $1 AND id = ANY ($2)
       UNION ALL SELECT id, name FROM resource WHERE practice_id = $1 AND id = ANY ($2) AND kind <> 'patient'
       UNION ALL SELECT id, name FROM procedure_type WHERE practice_id = $1 AND id = ANY ($2)`,
      [tx.principal.practiceId, ids],
    );
    return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  }

  /** Everybody who works or worked here, by name. */
  members(tx: Tx): Promise<{ id: string; name: string; roles: string[] }[]> {
    return tx.query(`SELECT id, name, roles FROM member WHERE practice_id = $1 ORDER BY lower(name), id`, [
      tx.principal.practiceId,
    ]);
  }
}

/** The parameters of a statement and the conditions that every way in shares. */
class Asked {
  readonly parameters: unknown[];
  readonly limit: string;
  /** Period and place, of a row with `at` and `sequence`. */
  readonly within: (row: string) => string;

  constructor(
    practiceId: string,
    readonly filter: AuditFilter,
    after: AuditPlace | null,
    limit: number,
  ) {
    this.parameters = [practiceId];
    this.limit = this.given(limit);
    const from = filter.from === null ? null : this.given(filter.from);
    const until = filter.until === null ? null : this.given(filter.until);
    const place = after === null ? null : `(${instant(this.given(after.at))}, ${this.given(after.sequence)})`;
    this.within = (row) =>
      [
        from !== null && `${row}.at >= ${from}`,
        until !== null && `${row}.at < ${until}`,
        place !== null && `(${row}.at, ${row}.sequence) < ${place}`,
      ]
        .flatMap((condition) => (condition === false ? [] : ` AND ${condition}`))
        .join('');
  }

  given(value: unknown): string {
    return `$${this.parameters.push(value)}`;
  }
}

const newest = 'ORDER BY e.at DESC, e.sequence DESC';

function byTime({ limit, within }: Asked): string {
  return `WITH found AS (
    SELECT e.at, e.sequence FROM audit_event e WHERE e.practice_id = $1${within('e')} ${newest} LIMIT ${limit})`;
}

/** Of one patient there are hundreds of events or thousands, never millions: with another filter all are looked at. */
function ofPatient(asked: Asked): string {
  const { filter, limit, within } = asked;
  const patient = `SELECT l.at, l.sequence FROM audit_event_patient l
    WHERE l.practice_id = $1 AND l.patient_id = ${asked.given(filter.patientId)}${within('l')}`;
  const others = [
    filter.memberId !== null && `e.member_id = ${asked.given(filter.memberId)}`,
    filter.action !== null && `e.action = ${asked.given(filter.action)}`,
    filter.resource !== null && `e.resource = ${asked.given(filter.resource)}`,
  ].filter((condition) => condition !== false);
  if (others.length === 0)
    return `WITH found AS (${patient} ORDER BY l.at DESC, l.sequence DESC LIMIT ${limit})`;
  return `WITH listed AS MATERIALIZED (${patient}),
    found AS (SELECT e.at, e.sequence FROM listed l JOIN audit_event e ON e.practice_id = $1 AND e.sequence = l.sequence
               WHERE ${others.join(' AND ')} ${newest} LIMIT ${limit})`;
}

/**
 * The index walks from kind to kind, a noun with an action, of which there are some hundred; of each the newest few are
 * taken. So the rarest kind of the busiest member costs no more than the commonest.
 */
function byKind(asked: Asked): string {
  const { filter, limit, within } = asked;
  const member = filter.memberId === null ? '' : ` AND e.member_id = ${asked.given(filter.memberId)}`;
  const resource = filter.resource === null ? '' : ` AND e.resource = ${asked.given(filter.resource)}`;
  const action = filter.action === null ? '' : ` WHERE k.action = ${asked.given(filter.action)}`;
  const next = `SELECT e.resource, e.action FROM audit_event e WHERE e.practice_id = $1${member}${resource}`;
  const first = 'ORDER BY e.resource, e.action LIMIT 1';
  // With the noun fixed, a comparison of the pair would begin at the noun's first event and walk over all of them.
  const beyond =
    filter.resource === null ? '(e.resource, e.action) > (k.resource, k.action)' : 'e.action > k.action';
  return `WITH RECURSIVE kind AS (
      (${next} ${first})
      UNION ALL
      SELECT n.resource, n.action FROM kind k
        CROSS JOIN LATERAL (${next} AND ${beyond} ${first}) n),
    found AS (
      SELECT e.at, e.sequence FROM kind k CROSS JOIN LATERAL (
        SELECT e.at, e.sequence FROM audit_event e
         WHERE e.practice_id = $1${member} AND e.resource = k.resource AND e.action = k.action${within('e')}
         ${newest} LIMIT ${limit}) e${action}
       ${newest} LIMIT ${limit})`;
}
