import { Injectable } from '@nestjs/common';
import type { ClinicView } from '@lull/contracts';
import type { BlockTime, CivilDate, Closure, Interval, OpeningHours, StoredPolicy } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant, minutesFrom } from '../../platform/database/sql.js';
import { notFound } from '../../platform/errors.js';
import { blockTimesOf } from './block-time.repository.js';
import { policiesSql } from './fasting-basis.repository.js';
import { heldTimeFields } from './held-time.repository.js';
import { sessionFields, sessionSources } from './session.repository.js';

export interface ClinicWeek {
  readonly zone: string;
  readonly openingHours: readonly OpeningHours[];
  readonly blockTimes: readonly BlockTime[];
  readonly policies: readonly StoredPolicy[];
}

export interface DayRows {
  /** The resources that holds of the day may be of, as JSON text. */
  readonly heldResources: string;
  /** The sessions as JSON text: PostgreSQL made it, and nobody reads it before the browser. */
  readonly sessions: string;
  /** Times that are held at this moment, as JSON text too. */
  readonly heldTimes: string;
  readonly patientIds: readonly string[];
  readonly closures: readonly (Closure & { readonly resourceId: string | null })[];
}

/**
 * The holds of the session `s` as `HoldRow`s. A board has thousands: they are put together as text, of numbers and words of a
 * closed list with nothing in them to escape.
 */
const holdRows = `(SELECT ('[' || coalesce(string_agg('[' || coalesce(r.place::text, 'null') || ',"' || h.stage || '",'
       || ${minutesFrom('s.starts_at', 'lower(h.during)')} || ',' || ${minutesFrom('s.starts_at', 'upper(h.during)')} || ']',
       ',' ORDER BY lower(h.during), coalesce(r.kind, 'patient'), r.place), '') || ']')::json
     FROM hold h LEFT JOIN r ON r.id = h.resource_id
    WHERE h.practice_id = s.practice_id AND h.session_id = s.id)`;

/** Places as screens show them. */
@Injectable()
export class ClinicRepository {
  async clinics(tx: Tx): Promise<ClinicView[]> {
    const [row] = await tx.query<{ clinics: ClinicView[] }>(
      `SELECT coalesce(json_agg(json_build_object('id', c.id, 'name', c.name, 'timeZone', c.time_zone, 'phone', c.phone,
         'openingHours', (SELECT coalesce(json_agg(json_build_object('weekday', o.weekday, 'opens', to_char(o.opens, 'HH24:MI'),
             'closes', to_char(o.closes, 'HH24:MI')) ORDER BY o.weekday, o.opens), '[]')
            FROM opening_hours o WHERE o.practice_id = c.practice_id AND o.clinic_id = c.id),
         'resources', (SELECT coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind, 'name', r.name, 'position', r.position)
             ORDER BY r.kind, r.position, r.name), '[]')
            FROM resource r WHERE r.practice_id = c.practice_id AND r.active AND r.kind <> 'patient'
             AND (r.clinic_id = c.id OR r.clinic_id IS NULL)),
         'procedureTypes', (SELECT coalesce(json_agg(json_build_object('id', t.id, 'code', t.code, 'name', t.name,
             'durationMinutes', t.duration_minutes, 'usesXRay', t.uses_xray, 'usesContrast', t.uses_contrast) ORDER BY t.code), '[]')
            FROM procedure_type t WHERE t.practice_id = c.practice_id AND t.active)) ORDER BY c.name), '[]') AS clinics
       FROM clinic c WHERE c.practice_id = $1`,
      [tx.principal.practiceId],
    );
    return row?.clinics ?? [];
  }

  async exists(tx: Tx, clinicId: string): Promise<boolean> {
    const rows = await tx.query(`SELECT 1 FROM clinic WHERE practice_id = $1 AND id = $2`, [
      tx.principal.practiceId,
      clinicId,
    ]);
    return rows.length > 0;
  }

  async zone(tx: Tx, clinicId: string): Promise<string> {
    const [row] = await tx.query<{ zone: string }>(
      `SELECT time_zone AS zone FROM clinic WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, clinicId],
    );
    if (row === undefined) throw notFound('clinic');
    return row.zone;
  }

  /** Epoch ms of the first session that is not cancelled; null when there is none. */
  async firstSessionFrom(tx: Tx, clinicId: string, from: number): Promise<number | null> {
    const [row] = await tx.query<{ start: string }>(
      `SELECT ${epochMs('s.starts_at')} AS start FROM session s
        WHERE s.practice_id = $1 AND s.clinic_id = $2 AND s.starts_at >= ${instant('$3')} AND s.state <> 'cancelled'
        ORDER BY s.starts_at LIMIT 1`,
      [tx.principal.practiceId, clinicId, from],
    );
    return row === undefined ? null : Number(row.start);
  }

  /** The clinic's hours and its block time as of a date. */
  async week(tx: Tx, clinicId: string, from: CivilDate): Promise<ClinicWeek> {
    const [row] = await tx.query<ClinicWeek>(
      `SELECT c.time_zone AS zone,
         (SELECT coalesce(json_agg(json_build_object('weekday', o.weekday,
             'from', to_char(o.opens, 'HH24:MI'), 'to', to_char(o.closes, 'HH24:MI'))), '[]')
            FROM opening_hours o WHERE o.practice_id = c.practice_id AND o.clinic_id = c.id) AS "openingHours",
         ${blockTimesOf('c.id', '$3::date')} AS "blockTimes", ${policiesSql('c.practice_id')} AS policies
       FROM clinic c WHERE c.practice_id = $1 AND c.id = $2`,
      [tx.principal.practiceId, clinicId, from],
    );
    if (row === undefined) throw notFound('clinic');
    return row;
  }

  /** What stands in the book of a day. A cancelled session is no longer on the board. */
  async day(tx: Tx, clinicId: string, day: Interval, withFlags: boolean): Promise<DayRows> {
    const [row] = await tx.query<{
      resources: string;
      sessions: string;
      held: string;
      patients: string[];
      closures: DayRows['closures'];
    }>(
      `WITH t AS MATERIALIZED (
         SELECT * FROM held_time t WHERE t.practice_id = $1 AND t.clinic_id = $2 AND t.state = 'held' AND t.expires_at > now()
            AND t.starts_at >= ${instant('$3')} AND t.starts_at < ${instant('$4')}),
       s AS MATERIALIZED (
         SELECT * FROM session s WHERE s.practice_id = $1 AND s.clinic_id = $2
            AND s.starts_at >= ${instant('$3')} AND s.starts_at < ${instant('$4')} AND s.state <> 'cancelled'),
       r AS MATERIALIZED (
         SELECT r.id, r.kind, row_number() OVER (ORDER BY r.kind, r.id) - 1 AS place FROM resource r
          WHERE r.practice_id = $1 AND r.kind <> 'patient' AND (r.clinic_id = $2 OR r.clinic_id IS NULL))
       SELECT
         (SELECT coalesce(json_agg(json_build_object('resourceId', r.id, 'kind', r.kind) ORDER BY r.place), '[]')::text FROM r) AS resources,
         (SELECT coalesce(json_agg(json_build_object(${sessionFields('$5')}, 'holds', ${holdRows}) ORDER BY s.starts_at, s.id), '[]')::text
            FROM s ${sessionSources}) AS sessions,
         (SELECT coalesce(json_agg(${heldTimeFields} ORDER BY t.starts_at, t.id), '[]')::text FROM t) AS held,
         (SELECT coalesce(json_agg(p.patient_id), '[]') FROM (SELECT patient_id FROM s UNION SELECT patient_id FROM t) p) AS patients,
         (SELECT coalesce(json_agg(json_build_object('id', c.id, 'resourceId', c.resource_id, 'reason', c.reason,
             'interval', json_build_object('start', ${epochMs('lower(c.during)')}, 'end', ${epochMs('upper(c.during)')}))
             ORDER BY lower(c.during)), '[]')
            FROM closure c WHERE c.practice_id = $1 AND c.clinic_id = $2
             AND c.during && tstzrange(${instant('$3')}, ${instant('$4')})) AS closures`,
      [tx.principal.practiceId, clinicId, day.start, day.end, withFlags],
    );
    if (row === undefined) throw new Error('A day is always one row.');
    return {
      heldResources: row.resources,
      sessions: row.sessions,
      heldTimes: row.held,
      patientIds: row.patients,
      closures: row.closures,
    };
  }
}
