import { Injectable } from '@nestjs/common';
import { Temporal } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { patientDied } from '../../platform/database/died.js';
import { epochMs } from '../../platform/database/sql.js';
import { PatientLinkRow } from './patient-link.entity.js';

export interface NewLink {
  readonly patientId: string;
  readonly createdBy: string;
  readonly tokenHash: Buffer;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** What a link and a birth date come to; `triesLeft` after this one. */
export interface Proof {
  readonly opens: boolean;
  readonly triesLeft: number;
}

/** The newest link of a patient; instants are epoch milliseconds. */
export interface NewestLink {
  readonly createdAt: number;
  readonly openedAt: number | null;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number;
  readonly revoked: boolean;
  readonly expired: boolean;
}

/** How a patient's diary was kept, in civil days of the clinic counted from one day on. */
export interface DiaryKept {
  readonly patientId: string;
  readonly linked: boolean;
  readonly opened: boolean;
  /** The first day that had a link, within the days asked for; null: none. */
  readonly from: number | null;
  readonly today: number;
  readonly injectedOn: readonly number[];
  /** Contacts that were answered; those before a session are not among them. */
  readonly answered: readonly number[];
  readonly entries: number;
}

/** A series that is still under way: its patient keeps a diary. */
export const openSeries = `('proposed', 'active', 'paused')`;

/** Days are integers, so that the schedule needs no calendar. */
export const dayNumber = (date: string): string => `(${date} - DATE '1970-01-01')`;

/** The clinic that a patient of the alias belongs to: that of the next session, or of the last one. */
export const clinicOf = (patient: string): string => `(SELECT c.id FROM clinic c
  JOIN session s ON s.practice_id = c.practice_id AND s.clinic_id = c.id
  WHERE s.practice_id = $1 AND s.patient_id = ${patient} AND s.state NOT IN ('cancelled', 'no-show')
  ORDER BY s.starts_at < now(), abs(extract(epoch FROM s.starts_at - now())), c.id LIMIT 1)`;

@Injectable()
export class PatientLinkRepository {
  /** Null: the patient has no session in any clinic. */
  async clinicOf(tx: Tx, patientId: string): Promise<string | null> {
    const [row] = await tx.query<{ id: string | null }>(`SELECT ${clinicOf('$2')} AS id`, [
      tx.principal.practiceId,
      patientId,
    ]);
    return row?.id ?? null;
  }

  async hasOpenSeries(tx: Tx, patientId: string): Promise<boolean> {
    const found = await tx.query(
      `SELECT 1 FROM injection_series WHERE practice_id = $1 AND patient_id = $2 AND state IN ${openSeries} LIMIT 1`,
      [tx.principal.practiceId, patientId],
    );
    return found.length > 0;
  }

  async patientDied(tx: Tx, patientId: string): Promise<boolean> {
    const [found] = await tx.query<{ died: boolean }>(`SELECT ${patientDied('$1', '$2')} AS died`, [
      tx.principal.practiceId,
      patientId,
    ]);
    return found?.died === true;
  }

  async insert(tx: Tx, { expiresAt, ...link }: NewLink): Promise<string> {
    const id = uuid();
    await tx.manager.insert(PatientLinkRow, {
      practiceId: tx.principal.practiceId,
      id,
      ...link,
      expiresAt: Temporal.Instant.fromEpochMilliseconds(expiresAt),
    });
    return id;
  }

  /** Ends the link in force, if there is one. The patient is locked first: of two new links one comes after the other. */
  async revoke(tx: Tx, patientId: string, why: 'replaced' | 'staff'): Promise<void> {
    await tx.query(`SELECT 1 FROM patient WHERE practice_id = $1 AND id = $2 FOR NO KEY UPDATE`, [
      tx.principal.practiceId,
      patientId,
    ]);
    await tx.query(
      `UPDATE patient_link SET revoked_at = now(), revoked_why = $3
        WHERE practice_id = $1 AND patient_id = $2 AND revoked_at IS NULL`,
      [tx.principal.practiceId, patientId, why],
    );
  }

  /** Another token for a link that nobody has opened; false: it is revoked, or in use. */
  async retoken(tx: Tx, linkId: string, tokenHash: Buffer): Promise<boolean> {
    const changed = await tx.query(
      `WITH changed AS (UPDATE patient_link SET token_hash = $3
         WHERE practice_id = $1 AND id = $2 AND revoked_at IS NULL AND opened_at IS NULL RETURNING id)
       SELECT id FROM changed`,
      [tx.principal.practiceId, linkId, tokenHash],
    );
    return changed.length > 0;
  }

  /**
   * Whether the link stands, its patient has an open series and was born on this day; a wrong day is counted, and the
   * last one ends the link. The same statements run for a link that there is not.
   */
  async prove(tx: Tx, linkId: string, birthDate: string, mostWrong: number): Promise<Proof> {
    const { practiceId } = tx.principal;
    const [found] = await tx.query<{ stands: boolean; born: boolean }>(
      `SELECT l.revoked_at IS NULL AND l.expires_at > now() AND EXISTS (SELECT 1 FROM injection_series t
                WHERE t.practice_id = l.practice_id AND t.patient_id = l.patient_id AND t.state IN ${openSeries})
                AND NOT ${patientDied('l.practice_id', 'l.patient_id')} AS stands,
              p.birth_date = $3::date AS born
         FROM patient_link l JOIN patient p ON p.practice_id = l.practice_id AND p.id = l.patient_id
        WHERE l.practice_id = $1 AND l.id = $2 FOR UPDATE OF l`,
      [practiceId, linkId, birthDate],
    );
    const opens = found?.stands === true && found.born;
    const [counted] = await tx.query<{ tries: number }>(
      `WITH counted AS (
         UPDATE patient_link SET
           opened_at = CASE WHEN $3 THEN coalesce(opened_at, now()) ELSE opened_at END,
           last_used_at = CASE WHEN $3 THEN now() ELSE last_used_at END,
           wrong_tries = CASE WHEN $3 THEN 0 ELSE wrong_tries + 1 END,
           revoked_at = CASE WHEN NOT $3 AND wrong_tries + 1 >= $5 THEN now() END,
           revoked_why = CASE WHEN NOT $3 AND wrong_tries + 1 >= $5 THEN 'wrong-birth-dates' END
          WHERE practice_id = $1 AND id = $2 AND $4 RETURNING wrong_tries)
       SELECT wrong_tries AS tries FROM counted`,
      [practiceId, linkId, opens, found?.stands === true, mostWrong],
    );
    return { opens, triesLeft: counted === undefined ? mostWrong : mostWrong - counted.tries };
  }

  async newest(tx: Tx, patientId: string): Promise<NewestLink | undefined> {
    const [link] = await tx.query<NewestLink>(
      `SELECT (${epochMs('l.created_at')})::float8 AS "createdAt", (${epochMs('l.opened_at')})::float8 AS "openedAt",
              (${epochMs('l.last_used_at')})::float8 AS "lastUsedAt", (${epochMs('l.expires_at')})::float8 AS "expiresAt",
              l.revoked_at IS NOT NULL AS revoked, l.expires_at <= now() AS expired
         FROM patient_link l WHERE l.practice_id = $1 AND l.patient_id = $2 ORDER BY l.created_at DESC, l.id DESC LIMIT 1`,
      [tx.principal.practiceId, patientId],
    );
    return link;
  }

  /** Of one patient, or of every patient of the clinic with an open series; over the last `days` days. */
  async kept(
    tx: Tx,
    of: { readonly patientId?: string; readonly clinicId?: string },
    days: number,
  ): Promise<DiaryKept[]> {
    return tx.query<DiaryKept>(
      `WITH whose AS (
         SELECT p.id, ${clinicOf('p.id')} AS clinic_id FROM patient p
          WHERE p.practice_id = $1 AND ($2::uuid IS NULL OR p.id = $2)
            AND ($2 IS NOT NULL OR EXISTS (SELECT 1 FROM injection_series t
              WHERE t.practice_id = $1 AND t.patient_id = p.id AND t.state IN ${openSeries}))),
       placed AS (
         SELECT w.id, coalesce(c.time_zone, 'UTC') AS zone, (now() AT TIME ZONE coalesce(c.time_zone, 'UTC'))::date AS today
           FROM whose w LEFT JOIN clinic c ON c.practice_id = $1 AND c.id = w.clinic_id
          WHERE $3::uuid IS NULL OR w.clinic_id = $3)
       SELECT p.id AS "patientId", ${dayNumber('p.today')} AS today,
              l.first IS NOT NULL AS linked, coalesce(l.opened, false) AS opened,
              ${dayNumber(`greatest((l.first AT TIME ZONE p.zone)::date, p.today - $4::int + 1)`)} AS "from",
              ARRAY(SELECT DISTINCT ${dayNumber('(i.needle_out_at AT TIME ZONE p.zone)::date')} FROM injection i
                     JOIN injection_series t ON t.practice_id = i.practice_id AND t.id = i.series_id AND t.state IN ${openSeries}
                     WHERE i.practice_id = $1 AND i.patient_id = p.id AND i.status = 'completed') AS "injectedOn",
              ARRAY(SELECT ${dayNumber('e.slot::date')} FROM diary_entry e
                     WHERE e.practice_id = $1 AND e.patient_id = p.id AND length(e.slot) = 10) AS answered,
              (SELECT count(*)::int FROM diary_entry e WHERE e.practice_id = $1 AND e.patient_id = p.id) AS entries
         FROM placed p LEFT JOIN LATERAL (
           SELECT min(l.created_at) AS first, bool_or(l.opened_at IS NOT NULL) AS opened FROM patient_link l
            WHERE l.practice_id = $1 AND l.patient_id = p.id AND l.expires_at > now() - make_interval(days => $4::int)) l ON true`,
      [tx.principal.practiceId, of.patientId ?? null, of.clinicId ?? null, days],
    );
  }

  async isClinic(tx: Tx, clinicId: string): Promise<boolean> {
    const found = await tx.query(`SELECT 1 FROM clinic WHERE practice_id = $1 AND id = $2`, [
      tx.principal.practiceId,
      clinicId,
    ]);
    return found.length > 0;
  }
}
