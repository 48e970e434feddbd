import { Injectable } from '@nestjs/common';
import type { WorklistCountsView } from '@lull/contracts';
import type { Interval, SedationLevel, SessionState, TargetSymptom } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';

export interface ListedSession {
  readonly id: string;
  readonly patientId: string;
  readonly seriesId: string;
  readonly start: number;
  readonly state: SessionState;
  readonly roomName: string;
  readonly procedureCode: string;
  readonly sedation: SedationLevel;
}

export interface ListedPatient {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
}

/** Whom a row is about; the session is the next one, or the one that was. */
interface About {
  readonly patientId: string;
  readonly seriesId: string | null;
  readonly sessionId: string | null;
}

export interface AuthorisationFacts extends About {
  readonly id: string;
  readonly unitsLeft: number;
  readonly validTo: string;
}

export interface CourseFacts extends About {
  readonly id: string;
  readonly purpose: 'diagnostic' | 'therapeutic' | 'pre-surgical';
  readonly targetSymptom: TargetSymptom;
  readonly lastInjectionAt: number;
  readonly lastScoreAt: number | null;
  readonly decidedAt: number | null;
  readonly nextStart: number | null;
}

export interface ContactFacts extends About {
  readonly id: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly consentToSms: boolean;
  readonly consentToEmail: boolean;
  readonly nextStart: number;
}

export interface DischargeFacts extends About {
  readonly id: string;
  readonly dischargedAt: number;
  readonly heardAt: number | null;
}

const standing = `s.state IN ('tentative','booked','confirmed')`;
const ms = (expression: string): string => `(${epochMs(expression)})::float8`;
const nextSession = (of: string): string => `LEFT JOIN LATERAL (
  SELECT s.id, s.starts_at FROM session s
   WHERE s.practice_id = $1 AND s.series_id = ${of} AND ${standing} AND s.starts_at >= ${instant('$3')}
   ORDER BY s.starts_at LIMIT 1) n ON true`;

/** A word `d` that stands, on the injection of the session `j`; one that names no injection is about the last before it. */
const isAbout = `d.word <> 'taken-back'
  AND NOT EXISTS (SELECT 1 FROM decision b WHERE b.practice_id = $1 AND b.takes_back = d.id)
  AND (d.injection_id IS NULL OR EXISTS (SELECT 1 FROM injection y
    WHERE y.practice_id = $1 AND y.id = d.injection_id AND y.session_id = j.session_id))`;

/** What stands on the worklists; read across the tables of the modules that own it. `$2` is the clinic, `$3` is now. */
@Injectable()
export class WorklistRepository {
  sessions(tx: Tx, ids: readonly string[]): Promise<Map<string, ListedSession>> {
    return byId(
      tx.query<ListedSession>(
        `SELECT s.id, s.patient_id AS "patientId", s.series_id AS "seriesId", ${ms('s.starts_at')} AS start, s.state,
                r.name AS "roomName", t.code AS "procedureCode", s.sedation
           FROM session s
           JOIN resource r ON r.practice_id = s.practice_id AND r.id = s.room_id
           JOIN procedure_type t ON t.practice_id = s.practice_id AND t.id = s.procedure_type_id
          WHERE s.practice_id = $1 AND s.id = ANY ($2::uuid[])`,
        [tx.principal.practiceId, ids],
      ),
    );
  }

  patients(tx: Tx, ids: readonly string[]): Promise<Map<string, ListedPatient>> {
    return byId(
      tx.query<ListedPatient>(
        `SELECT p.id, p.family_name || ', ' || p.given_name AS name, p.phone FROM patient p
          WHERE p.practice_id = $1 AND p.id = ANY ($2::uuid[])`,
        [tx.principal.practiceId, ids],
      ),
    );
  }

  /** Of open series with a session at the clinic ahead. */
  authorisations(tx: Tx, clinicId: string): Promise<AuthorisationFacts[]> {
    return tx.query<AuthorisationFacts>(
      `SELECT a.id, a.patient_id AS "patientId", a.series_id AS "seriesId", n.id AS "sessionId",
              a.units - a.reserved - a.used AS "unitsLeft", a.valid_to::text AS "validTo"
         FROM authorisation a
         JOIN injection_series i ON i.practice_id = a.practice_id AND i.id = a.series_id AND i.state IN ('proposed','active')
         JOIN LATERAL (SELECT s.id FROM session s
                        WHERE s.practice_id = $1 AND s.series_id = a.series_id AND s.clinic_id = $2 AND ${standing}
                          AND s.starts_at >= ${instant('$3')} ORDER BY s.starts_at LIMIT 1) n ON true
        WHERE a.practice_id = $1 AND a.valid_to >= ${instant('$3')}::date - 1
          AND NOT EXISTS (SELECT 1 FROM authorisation b WHERE b.practice_id = $1 AND b.series_id = a.series_id
                           AND b.side = a.side AND b.valid_to > a.valid_to AND b.units > b.reserved + b.used)`,
      [tx.principal.practiceId, clinicId, tx.now.epochMilliseconds],
    );
  }

  /** The last completed injection at the clinic of each open series, with what was heard and decided since. */
  courses(tx: Tx, clinicId: string): Promise<CourseFacts[]> {
    return tx.query<CourseFacts>(
      `SELECT i.id, i.patient_id AS "patientId", i.id AS "seriesId", n.id AS "sessionId", i.purpose,
              i.target_symptom AS "targetSymptom", ${ms('j.needle_out_at')} AS "lastInjectionAt",
              (SELECT ${ms('max(p.at)')} FROM judged_score p WHERE p.practice_id = $1 AND p.series_id = i.id
                  AND p.at >= j.needle_out_at) AS "lastScoreAt",
              CASE WHEN i.gated THEN (SELECT ${ms('max(d.decided_at)')} FROM decision d WHERE d.practice_id = $1 AND d.series_id = i.id
                  AND ${isAbout})
                   ELSE ${ms('j.needle_out_at')} END AS "decidedAt",
              ${ms('n.starts_at')} AS "nextStart"
         FROM injection_series i
         JOIN LATERAL (SELECT x.needle_out_at, x.session_id FROM injection x
                        WHERE x.practice_id = $1 AND x.series_id = i.id AND x.status = 'completed'
                        ORDER BY x.needle_out_at DESC LIMIT 1) j ON true
         JOIN session w ON w.practice_id = $1 AND w.id = j.session_id AND w.clinic_id = $2
         ${nextSession('i.id')}
        WHERE i.practice_id = $1 AND i.state IN ('active','paused')`,
      [tx.principal.practiceId, clinicId, tx.now.epochMilliseconds],
    );
  }

  /** Each patient with a session in the time, by the first of them. */
  contacts(tx: Tx, clinicId: string, { start, end }: Interval): Promise<ContactFacts[]> {
    return tx.query<ContactFacts>(
      `SELECT DISTINCT ON (p.id) p.id, p.id AS "patientId", s.series_id AS "seriesId", s.id AS "sessionId",
              p.phone, p.email, p.consent_to_sms AS "consentToSms", p.consent_to_email AS "consentToEmail",
              ${ms('s.starts_at')} AS "nextStart"
         FROM session s JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
        WHERE s.practice_id = $1 AND s.clinic_id = $2 AND ${standing}
          AND s.starts_at >= ${instant('$3')} AND s.starts_at < ${instant('$4')}
          AND NOT (p.phone IS NOT NULL AND p.consent_to_sms) AND NOT (p.email IS NOT NULL AND p.consent_to_email)
        ORDER BY p.id, s.starts_at`,
      [tx.principal.practiceId, clinicId, start, end],
    );
  }

  /** Who went home from the clinic since, with when each was heard of last. */
  discharges(tx: Tx, clinicId: string, since: number): Promise<DischargeFacts[]> {
    return tx.query<DischargeFacts>(
      `SELECT s.id, s.patient_id AS "patientId", s.series_id AS "seriesId", s.id AS "sessionId",
              ${ms('s.discharged_at')} AS "dischargedAt",
              (SELECT ${ms('max(p.at)')} FROM pain_score p WHERE p.practice_id = $1 AND p.patient_id = s.patient_id
                  AND p.at >= s.discharged_at) AS "heardAt"
         FROM session s
        WHERE s.practice_id = $1 AND s.clinic_id = $2 AND s.state = 'discharged' AND s.discharged_at >= ${instant('$3')}
          AND s.starts_at >= ${instant('$3')} - interval '1 day'`,
      [tx.principal.practiceId, clinicId, since],
    );
  }

  openTasks(tx: Tx): Promise<WorklistCountsView['tasks']> {
    return tx.query(
      `SELECT f.kind, count(*)::int AS open, ${ms('min(f.due_at)')} AS "firstDueAt" FROM follow_up_task f
        WHERE f.practice_id = $1 AND f.state = 'open' GROUP BY f.kind ORDER BY min(f.due_at), f.kind`,
      [tx.principal.practiceId],
    );
  }
}

async function byId<Row extends { readonly id: string }>(reading: Promise<Row[]>): Promise<Map<string, Row>> {
  return new Map((await reading).map((row) => [row.id, row]));
}
