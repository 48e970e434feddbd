import { Injectable } from '@nestjs/common';
import {
  policiesWith,
  type Evidence,
  type Interval,
  type JudgedFacts,
  type ProfileStage,
  type ReadinessPolicies,
  type ReadinessVisit,
  type RecordedFlag,
  type SedationLevel,
  type SessionState,
  type StoredPolicy,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';

/** Evidence as it stands in the book, with who gave it. */
export interface RecordedEvidence extends Evidence {
  readonly id: string;
  readonly reason: string | null;
  readonly source: 'staff' | 'patient' | 'system';
  /** The member's name; null where the latest alone was read: a list of sessions names nobody. */
  readonly by: string | null;
  readonly particulars: Readonly<Record<string, unknown>>;
}

/** One session with everything that its readiness depends on, but for the policy and the clock. */
export interface ReadinessRow extends Omit<ReadinessVisit, 'substances' | 'withSteroid' | 'plannedSide'> {
  readonly sessionId: string;
  readonly version: number;
  readonly state: SessionState;
  readonly clinicId: string;
  readonly patientId: string;
  readonly procedureTypeId: string;
  readonly durationMinutes: number;
  /** Whether the series' last completed injection had a steroid; null: none is completed yet. */
  readonly steroidBefore: boolean | null;
  readonly birthDate: string;
  readonly sexAtBirth: 'female' | 'male' | 'other' | 'unknown';
  readonly flags: readonly RecordedFlag[];
  readonly evidence: readonly RecordedEvidence[];
  /** When the patient entered the room, and how it was judged then; null: she has not, or it was not judged here. */
  readonly entry: { readonly at: number; readonly judged: JudgedFacts } | null;
}

/** Of which evidence: all of it, or the latest of each kind, which is what decides. */
type Span = 'history' | 'latest';

const evidenceOf = (
  span: Span,
): string => `(SELECT coalesce(json_agg(json_build_object('id', e.id, 'kind', e.kind,
     'outcome', e.outcome, 'at', ${epochMs('e.at')}, 'restsOn', e.rests_on, 'particulars', e.particulars, 'reason', e.reason,
     'source', e.source, 'by', ${span === 'latest' ? 'NULL' : '(SELECT m.name FROM member m WHERE m.practice_id = e.practice_id AND m.id = e.recorded_by)'})
     ORDER BY e.at, e.id), '[]')
   FROM (SELECT ${span === 'latest' ? 'DISTINCT ON (x.kind)' : ''} x.* FROM requirement_evidence x
          WHERE x.practice_id = s.practice_id AND x.session_id = s.id ORDER BY x.kind, x.at DESC, x.id DESC) e)`;

/*
 * The side is the order's, and nothing else fills it in (product rule 5). What the patient named on arrival is
 * held against it, the latest answer (hazard H1). Patients wait from their first hold on.
 */
const facts = (where: string, span: Span): string => `
  SELECT s.id AS "sessionId", s.version, s.state, s.clinic_id AS "clinicId", s.patient_id AS "patientId",
         s.procedure_type_id AS "procedureTypeId", s.duration_minutes AS "durationMinutes", c.time_zone AS zone,
         (${epochMs('s.created_at')})::float8 AS "bookedAt", (${epochMs('s.starts_at')})::float8 AS start,
         (${epochMs(`least(s.starts_at, (SELECT min(lower(h.during)) FROM hold h WHERE h.practice_id = s.practice_id AND h.session_id = s.id))`)})::float8 AS "arriveAt",
         t.code AS "procedureType", t.uses_xray AS "usesXRay", t.uses_contrast AS "usesContrast",
         i.purpose, s.sedation, i.side, n.icd10,
         (SELECT a.side_said FROM arrival a WHERE a.practice_id = s.practice_id AND a.session_id = s.id
           ORDER BY a.recorded_at DESC, a.id DESC LIMIT 1) AS "statedSide",
         (SELECT EXISTS (SELECT 1 FROM drug_administration d WHERE d.practice_id = j.practice_id AND d.injection_id = j.id AND d.role = 'steroid')
            FROM injection j WHERE j.practice_id = s.practice_id AND j.series_id = s.series_id AND j.status = 'completed'
           ORDER BY j.needle_out_at DESC LIMIT 1) AS "steroidBefore",
         (SELECT coalesce(json_agg(json_build_object('unitsLeft', a.units - a.reserved - a.used
                 + (SELECT count(*) FROM authorisation_unit u WHERE u.practice_id = a.practice_id AND u.authorisation_id = a.id
                      AND u.session_id = s.id AND u.state <> 'returned'),
             'validFrom', a.valid_from, 'validTo', a.valid_to, 'side', a.side)), '[]')
            FROM authorisation a WHERE a.practice_id = s.practice_id AND a.series_id = s.series_id) AS authorisations,
         p.birth_date::text AS "birthDate", p.sex_at_birth AS "sexAtBirth",
         (SELECT coalesce(json_agg(json_build_object('kind', f.kind, 'state', f.state, 'substance', f.substance,
             'recordedAt', ${epochMs('f.recorded_at')})), '[]')
            FROM clinical_flag f WHERE f.practice_id = s.practice_id AND f.patient_id = s.patient_id AND f.active) AS flags,
         ${evidenceOf(span)} AS evidence,
         CASE WHEN s.room_in_at IS NOT NULL THEN
           (SELECT json_build_object('at', ${epochMs('y.entered_at')}, 'judged', y.judged) FROM room_entry y
             WHERE y.practice_id = s.practice_id AND y.session_id = s.id AND y.entered_at = s.room_in_at
             ORDER BY y.id DESC LIMIT 1) END AS entry
    FROM session s
    JOIN clinic c ON c.practice_id = s.practice_id AND c.id = s.clinic_id
    JOIN procedure_type t ON t.practice_id = s.practice_id AND t.id = s.procedure_type_id
    JOIN injection_series i ON i.practice_id = s.practice_id AND i.id = s.series_id
    JOIN condition n ON n.practice_id = i.practice_id AND n.id = i.condition_id
    JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
   WHERE s.practice_id = $1 AND ${where}`;

const ofSessions = (span: Span): string => facts('s.id = ANY ($2::uuid[])', span);
const ofDay = `${facts(
  `s.clinic_id = $2 AND s.starts_at >= ${instant('$3')} AND s.starts_at < ${instant('$4')}
     AND s.state NOT IN ('discharged', 'cancelled', 'no-show')`,
  'latest',
)} ORDER BY s.starts_at, s.id`;

/** What readiness is judged by; read across the tables of the modules that own it, written by none of them here. */
@Injectable()
export class ReadinessFactsRepository {
  ofSessions(tx: Tx, sessionIds: readonly string[], span: Span = 'latest'): Promise<ReadinessRow[]> {
    return tx.query<ReadinessRow>(ofSessions(span), [tx.principal.practiceId, sessionIds]);
  }

  /** The sessions of a day that still stand. */
  ofDay(tx: Tx, clinicId: string, day: Interval): Promise<ReadinessRow[]> {
    return tx.query<ReadinessRow>(ofDay, [tx.principal.practiceId, clinicId, day.start, day.end]);
  }

  /** What Lull proposes, and the clinic's own versions after it. */
  async policies(tx: Tx): Promise<ReadinessPolicies> {
    const stored = await tx.query<StoredPolicy>(
      `SELECT version, author, effective_from::text AS "effectiveFrom", body FROM readiness_policy
        WHERE practice_id = $1 ORDER BY recorded_at, id`,
      [tx.principal.practiceId],
    );
    const policies = policiesWith(stored);
    if (policies === null) throw new Error('A version of the readiness policy cannot be judged by.');
    return policies;
  }

  /** The stages of a procedure at a sedation level; null: the clinic has no profile for it. */
  async stages(
    tx: Tx,
    procedureTypeId: string,
    sedation: SedationLevel,
  ): Promise<readonly ProfileStage[] | null> {
    const [row] = await tx.query<{ stages: readonly ProfileStage[] }>(
      `SELECT stages FROM resource_profile WHERE practice_id = $1 AND procedure_type_id = $2 AND sedation = $3`,
      [tx.principal.practiceId, procedureTypeId, sedation],
    );
    return row?.stages ?? null;
  }

  /** Whether a member took the step into the room, as the trail knows it; an import has no member. */
  async cameInHere(tx: Tx, sessionId: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM session s JOIN audit_event e ON e.practice_id = s.practice_id
          AND e.at BETWEEN s.room_in_at - interval '1 second' AND s.room_in_at + interval '1 minute'
          AND e.resource = 'session' AND e.resource_id = s.id AND e.change ? 'room_in_at' AND e.member_id IS NOT NULL
        WHERE s.practice_id = $1 AND s.id = $2 LIMIT 1`,
      [tx.principal.practiceId, sessionId],
    );
    return rows.length > 0;
  }

  async zoneOf(tx: Tx, clinicId: string): Promise<string | undefined> {
    const [row] = await tx.query<{ zone: string }>(
      `SELECT time_zone AS zone FROM clinic WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, clinicId],
    );
    return row?.zone;
  }
}
