import { Injectable } from '@nestjs/common';
import type { SedationLevel } from '@lull/domain';
import { Temporal } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, planOnce } from '../../platform/database/sql.js';
import type { AnsweredSeries } from '../outcomes/outcomes.public.js';
import { dayNumber, clinicOf, openSeries } from './patient-link.repository.js';
import { SymptomReportRow } from './symptom-report.entity.js';

/** Whom the patient's page speaks for: the clinic of the next session, or of the last one. */
interface DiaryClinic {
  readonly name: string;
  readonly phone: string | null;
  readonly outOfHoursText: string | null;
  readonly timeZone: string;
}

/** A session to come, as far as its patient is told of it; instants are epoch milliseconds. */
export interface OwnSession {
  readonly id: string;
  readonly version: number;
  readonly state: 'tentative' | 'booked' | 'confirmed';
  readonly start: number;
  readonly durationMinutes: number;
  readonly sedation: SedationLevel;
  readonly changeRequested: boolean;
  readonly where: string;
  readonly zone: string;
}

/** Everything that the patient's page is made of. Days are counted as the schedule counts them. */
export interface DiaryRecords {
  readonly firstName: string;
  readonly language: string;
  readonly clinic: DiaryClinic;
  readonly series: readonly AnsweredSeries[];
  readonly injectedOn: number | null;
  readonly returned: boolean;
  readonly entries: readonly {
    readonly slot: string;
    readonly on: number;
    readonly peg: boolean;
    readonly pgic: boolean;
  }[];
  readonly recent: readonly { readonly at: number; readonly nrs: number }[];
  readonly recentSweating: readonly { readonly at: number; readonly hdss: number }[];
  readonly sessions: readonly OwnSession[];
}

export interface NewDiaryEntry {
  readonly patientId: string;
  readonly linkId: string;
  readonly slot: string;
  readonly at: number;
  readonly notYet: boolean;
}

export interface NewSymptomReport {
  readonly patientId: string;
  readonly linkId: string;
  readonly symptoms: readonly string[];
  readonly note: string | null;
  readonly triage: SymptomReportRow['triage'];
  readonly definitionVersion: string;
  readonly at: number;
  readonly taskId: string | null;
}

const asked = `SELECT 1 FROM instrument_score q WHERE q.practice_id = e.practice_id AND q.patient_id = e.patient_id
  AND q.at = e.at AND q.instrument =`;

/** What of a patient the page shows and the diary counts. The policies show this patient's rows alone. */
@Injectable()
export class DiaryRepository {
  /** Undefined: the practice has no clinic, so there is nothing to tell. */
  async of(tx: Tx, patientId: string): Promise<DiaryRecords | undefined> {
    // It reads ten tables with their policies: planning it takes several times what answering it does.
    const [, [row]] = await Promise.all([
      tx.query(planOnce),
      tx.query<DiaryRecords>(
        `WITH kept AS (
         SELECT t.id, t.target_symptom, (SELECT max(i.needle_out_at) FROM injection i
             WHERE i.practice_id = $1 AND i.series_id = t.id AND i.status = 'completed') AS injected_at
           FROM injection_series t WHERE t.practice_id = $1 AND t.patient_id = $2 AND t.state IN ${openSeries}),
       last AS (SELECT max(k.injected_at) AS injected_at FROM kept k)
       SELECT p.given_name AS "firstName", p.language,
         json_build_object('name', c.name, 'phone', c.phone, 'outOfHoursText', c.out_of_hours_text, 'timeZone', c.time_zone) AS clinic,
         (SELECT coalesce(json_agg(json_build_object('seriesId', k.id, 'injected', k.injected_at IS NOT NULL,
              'targetSymptom', k.target_symptom) ORDER BY k.id), '[]') FROM kept k) AS series,
         (SELECT ${dayNumber('(l.injected_at AT TIME ZONE c.time_zone)::date')} FROM last l) AS "injectedOn",
         EXISTS (SELECT 1 FROM pain_score s, last l WHERE s.practice_id = $1 AND s.patient_id = $2
             AND s.kind = 'pain-returned' AND coalesce(s.at_until, s.at) > l.injected_at) AS returned,
         (SELECT coalesce(json_agg(json_build_object('slot', e.slot, 'on', ${dayNumber('(e.at AT TIME ZONE c.time_zone)::date')},
              'peg', EXISTS (${asked} 'peg'), 'pgic', EXISTS (${asked} 'pgic')) ORDER BY e.at), '[]')
            FROM diary_entry e WHERE e.practice_id = $1 AND e.patient_id = $2
             AND e.at > least(now() - interval '60 days', (SELECT l.injected_at FROM last l))) AS entries,
         (SELECT coalesce(json_agg(json_build_object('at', r.at, 'nrs', r.value) ORDER BY r.at), '[]') FROM (
            SELECT DISTINCT ${epochMs('s.at')} AS at, s.value FROM pain_score s
             WHERE s.practice_id = $1 AND s.patient_id = $2 AND s.kind = 'now' AND s.at > now() - interval '14 days') r) AS recent,
         (SELECT coalesce(json_agg(json_build_object('at', r.at, 'hdss', r.score) ORDER BY r.at), '[]') FROM (
            SELECT DISTINCT ${epochMs('q.at')} AS at, q.score FROM instrument_score q
             WHERE q.practice_id = $1 AND q.patient_id = $2 AND q.instrument = 'hdss' AND q.at > now() - interval '14 days') r) AS "recentSweating",
         (SELECT coalesce(json_agg(json_build_object('id', s.id, 'version', s.version, 'state', s.state,
              'start', ${epochMs('s.starts_at')}, 'durationMinutes', s.duration_minutes, 'sedation', s.sedation,
              'where', w.name, 'zone', w.time_zone,
              'changeRequested', EXISTS (SELECT 1 FROM follow_up_task k WHERE k.practice_id = s.practice_id
                  AND k.session_id = s.id AND k.kind = 'change-requested' AND k.state = 'open')) ORDER BY s.starts_at, s.id), '[]')
            FROM session s JOIN clinic w ON w.practice_id = s.practice_id AND w.id = s.clinic_id
           WHERE s.practice_id = $1 AND s.patient_id = $2 AND s.starts_at > now()
             AND s.state IN ('tentative', 'booked', 'confirmed')) AS sessions
         FROM patient p JOIN clinic c ON c.practice_id = p.practice_id
          AND c.id = coalesce(${clinicOf('p.id')}, (SELECT a.id FROM clinic a WHERE a.practice_id = $1 ORDER BY a.created_at, a.id LIMIT 1))
        WHERE p.practice_id = $1 AND p.id = $2`,
        [tx.principal.practiceId, patientId],
      ),
    ]);
    return row;
  }

  /** False: this contact is answered already. */
  async insertEntry(tx: Tx, { patientId, linkId, slot, at, notYet }: NewDiaryEntry): Promise<boolean> {
    const made = await tx.query(
      `INSERT INTO diary_entry (practice_id, id, patient_id, link_id, slot, at, not_yet)
       VALUES ($1, $2, $3, $4, $5, to_timestamp($6::float8 / 1000), $7)
       ON CONFLICT ON CONSTRAINT diary_entry_once_per_slot DO NOTHING RETURNING id`,
      [tx.principal.practiceId, uuid(), patientId, linkId, slot, at, notYet],
    );
    return made.length > 0;
  }

  async insertReport(tx: Tx, { at, symptoms, ...report }: NewSymptomReport): Promise<void> {
    await tx.manager.insert(SymptomReportRow, {
      practiceId: tx.principal.practiceId,
      id: uuid(),
      ...report,
      symptoms: [...symptoms],
      at: Temporal.Instant.fromEpochMilliseconds(at),
    });
  }
}
