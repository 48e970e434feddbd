import { Injectable } from '@nestjs/common';
import type { WaitlistEntryView } from '@lull/contracts';
import type { AnticoagulantFact, AuthorisationFact, WaitlistState, WaitlistWishes } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';
import { changeVersion } from '../../platform/database/versioned.js';
import { notFound, stale } from '../../platform/errors.js';
import { WaitlistEntryRow } from './waitlist.entity.js';

export interface NewEntry extends WaitlistWishes {
  readonly id: string;
  readonly clinicId: string;
  readonly seriesId: string;
  readonly priority: WaitlistEntryView['priority'];
  readonly note: string | null;
}

export type EntryWishes = Omit<NewEntry, 'id' | 'clinicId' | 'seriesId'>;

/** One who waits, with what the record says of being ready on one day. */
export interface WaitingSeries {
  readonly entry: WaitlistEntryView;
  readonly targetIntervalDays: number;
  readonly anticoagulant: AnticoagulantFact;
  readonly infection: boolean;
  readonly authorisations: readonly AuthorisationFact[];
}

const entryFields = `json_build_object(
  'id', e.id, 'version', e.version, 'state', e.state, 'clinicId', e.clinic_id, 'seriesId', e.series_id,
  'patientId', e.patient_id, 'patientName', p.family_name || ', ' || p.given_name, 'birthDate', p.birth_date, 'phone', p.phone,
  'procedureCode', y.code, 'side', i.side, 'sedation', i.sedation, 'durationMinutes', y.duration_minutes,
  'seriesPhysicianId', i.physician_id, 'from', e.from_date, 'until', e.until_date, 'weekdays', e.weekdays, 'halfOfDay', e.half,
  'physicianId', e.physician_id, 'noticeHours', e.notice_hours, 'priority', e.priority, 'note', e.note,
  'since', ${epochMs('e.created_at')}, 'sessionId', e.session_id)`;

const entrySources = `waitlist_entry e
  JOIN patient p ON p.practice_id = e.practice_id AND p.id = e.patient_id
  JOIN injection_series i ON i.practice_id = e.practice_id AND i.id = e.series_id
  JOIN procedure_type y ON y.practice_id = i.practice_id AND y.id = i.procedure_type_id`;

const waits = `e.state IN ('waiting', 'offered')`;
const byPriority = `array_position(ARRAY['urgent','soon','normal'], e.priority), e.created_at, e.id`;

/** The drugs that somebody takes who waits, as a decision about them rests on them (READY-11). */
const drugsTaken = `(SELECT string_agg(lower(btrim(coalesce(f.substance, ''))), ', ' ORDER BY lower(btrim(coalesce(f.substance, ''))) COLLATE "C")
   FROM clinical_flag f WHERE f.practice_id = e.practice_id AND f.patient_id = e.patient_id
    AND f.active AND f.kind = 'anticoagulant' AND f.state = 'present')`;

@Injectable()
export class WaitlistRepository {
  /** All who wait at a clinic, the most pressing first. */
  async waiting(tx: Tx, clinicId: string): Promise<WaitlistEntryView[]> {
    const rows = await tx.query<{ entry: WaitlistEntryView }>(
      `SELECT ${entryFields} AS entry FROM ${entrySources}
        WHERE e.practice_id = $1 AND e.clinic_id = $2 AND ${waits} ORDER BY ${byPriority}`,
      [tx.principal.practiceId, clinicId],
    );
    return rows.map(({ entry }) => entry);
  }

  async one(tx: Tx, id: string): Promise<WaitlistEntryView> {
    const [row] = await tx.query<{ entry: WaitlistEntryView }>(
      `SELECT ${entryFields} AS entry FROM ${entrySources} WHERE e.practice_id = $1 AND e.id = $2`,
      [tx.principal.practiceId, id],
    );
    if (row === undefined) throw notFound('waitlist entry');
    return row.entry;
  }

  /**
   * Who waits at a clinic, or the one of them who is named, with what being ready on the day of `start` depends on. A decision about an
   * anticoagulant counts for the day and the drugs for which it was given, and for the hour where it named one (READY-11).
   */
  async waitingWithFacts(
    tx: Tx,
    clinicId: string,
    start: number,
    entryId: string | null,
  ): Promise<WaitingSeries[]> {
    return tx.query<WaitingSeries>(
      `SELECT ${entryFields} AS entry, i.target_interval_days AS "targetIntervalDays",
              CASE WHEN NOT EXISTS (SELECT 1 FROM clinical_flag f WHERE f.practice_id = e.practice_id AND f.patient_id = e.patient_id
                                       AND f.active AND f.kind = 'anticoagulant') THEN 'not-asked'
                   WHEN NOT EXISTS (SELECT 1 FROM clinical_flag f WHERE f.practice_id = e.practice_id AND f.patient_id = e.patient_id
                                       AND f.active AND f.kind = 'anticoagulant' AND f.state = 'present') THEN 'none'
                   WHEN EXISTS (SELECT 1 FROM session s CROSS JOIN LATERAL (
                                  SELECT q.outcome, q.rests_on FROM requirement_evidence q
                                   WHERE q.practice_id = s.practice_id AND q.session_id = s.id AND q.kind = 'anticoagulant-decision'
                                   ORDER BY q.at DESC, q.id DESC LIMIT 1) q
                                 WHERE s.practice_id = e.practice_id AND s.series_id = e.series_id AND q.outcome = 'met'
                                   AND q.rests_on->>'drugs' = ${drugsTaken}
                                   AND (q.rests_on->>'date')::date = (${instant('$3')} AT TIME ZONE c.time_zone)::date
                                   AND coalesce((q.rests_on->>'start')::float8, $3::float8) = $3::float8)
                     THEN 'decided'
                   ELSE 'undecided' END AS anticoagulant,
              EXISTS (SELECT 1 FROM clinical_flag f WHERE f.practice_id = e.practice_id AND f.patient_id = e.patient_id
                         AND f.active AND f.kind = 'infection' AND f.state = 'present') AS infection,
              (SELECT coalesce(json_agg(json_build_object('unitsLeft', a.units - a.reserved - a.used,
                        'validFrom', a.valid_from, 'validTo', a.valid_to)), '[]')
                 FROM authorisation a WHERE a.practice_id = e.practice_id AND a.series_id = e.series_id
                  AND (a.side = 'both' OR a.side = i.side)) AS authorisations
         FROM ${entrySources} JOIN clinic c ON c.practice_id = e.practice_id AND c.id = e.clinic_id
        WHERE e.practice_id = $1 AND e.clinic_id = $2 AND ${waits} AND ($4::uuid IS NULL OR e.id = $4)
          AND death_reported_at(e.practice_id, e.patient_id) IS NULL`,
      [tx.principal.practiceId, clinicId, start, entryId],
    );
  }

  /** Refused as not found where the clinic, the series or the physician is nobody's here. */
  async add(tx: Tx, entry: NewEntry): Promise<void> {
    const added = await tx.query<{ id: string }>(
      `WITH added AS (
         INSERT INTO waitlist_entry (practice_id, id, clinic_id, series_id, patient_id, from_date, until_date, weekdays, half,
                                     physician_id, notice_hours, priority, note)
         SELECT i.practice_id, $2, c.id, i.id, i.patient_id, $5, $6, $7, $8, $9, $10, $11, $12
           FROM injection_series i JOIN clinic c ON c.practice_id = i.practice_id AND c.id = $4
          WHERE i.practice_id = $1 AND i.id = $3 RETURNING id)
       SELECT id FROM added`,
      [tx.principal.practiceId, entry.id, entry.seriesId, entry.clinicId, ...wishColumns(entry)],
    );
    if (added.length === 0) throw notFound('series or clinic');
  }

  /** Whether a series is on the waitlist already. */
  async waits(tx: Tx, seriesId: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM waitlist_entry e WHERE e.practice_id = $1 AND e.series_id = $2 AND ${waits}`,
      [tx.principal.practiceId, seriesId],
    );
    return rows.length > 0;
  }

  async physicianExists(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM resource WHERE practice_id = $1 AND id = $2 AND kind = 'physician'`,
      [tx.principal.practiceId, id],
    );
    return rows.length > 0;
  }

  async change(tx: Tx, id: string, version: number, wishes: EntryWishes): Promise<void> {
    const { from, until, weekdays, halfOfDay, physicianId, noticeHours, priority, note } = wishes;
    await changeVersion(tx, WaitlistEntryRow, 'waitlist entry', id, version, {
      fromDate: from,
      untilDate: until,
      weekdays: [...weekdays],
      halfOfDay,
      physicianId,
      noticeHours,
      priority,
      note,
    });
  }

  /** From one state to another; whoever was quicker makes it stale. */
  async step(
    tx: Tx,
    { id, version }: Pick<WaitlistEntryView, 'id' | 'version'>,
    from: readonly WaitlistState[],
    to: 'offered' | 'withdrawn',
  ): Promise<void> {
    const changed = await tx.query<{ id: string }>(
      `WITH changed AS (UPDATE waitlist_entry SET state = $5, version = version + 1
         WHERE practice_id = $1 AND id = $2 AND version = $3 AND state = ANY ($4::text[]) RETURNING id)
       SELECT id FROM changed`,
      [tx.principal.practiceId, id, version, from, to],
    );
    if (changed.length > 0) return;
    throw stale('waitlist entry', (await this.one(tx, id)).version);
  }
}

function wishColumns({
  from,
  until,
  weekdays,
  halfOfDay,
  physicianId,
  noticeHours,
  priority,
  note,
}: EntryWishes) {
  return [from, until, weekdays, halfOfDay, physicianId, noticeHours, priority, note];
}
