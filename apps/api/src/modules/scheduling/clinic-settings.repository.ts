import { Injectable } from '@nestjs/common';
import type { ClinicSettingsView } from '@lull/contracts';
import { holdingSessionStates, type OpeningHours, type StandingVisit } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { changeVersion, lockVersion } from '../../platform/database/versioned.js';
import { notFound } from '../../platform/errors.js';
import { ClinicRow } from './clinic.entity.js';

const noun = 'clinic';

/** What of a clinic is set by hand. */
export type WrittenClinic = Pick<
  ClinicRow,
  | 'name'
  | 'timeZone'
  | 'phone'
  | 'outOfHoursText'
  | 'lipidLocation'
  | 'dailyPhysicianSessions'
  | 'dailySedations'
>;

const settings = `json_build_object('id', c.id, 'version', c.version, 'name', c.name, 'timeZone', c.time_zone, 'phone', c.phone,
  'outOfHoursText', c.out_of_hours_text, 'lipidLocation', c.lipid_location,
  'dailyPhysicianSessions', c.daily_physician_sessions, 'dailySedations', c.daily_sedations,
  'openingHours', (SELECT coalesce(json_agg(json_build_object('weekday', o.weekday, 'opens', to_char(o.opens, 'HH24:MI'),
      'closes', to_char(o.closes, 'HH24:MI')) ORDER BY o.weekday, o.opens), '[]')
     FROM opening_hours o WHERE o.practice_id = c.practice_id AND o.clinic_id = c.id),
  'zoneSettled', EXISTS (SELECT 1 FROM session s WHERE s.practice_id = c.practice_id AND s.clinic_id = c.id))`;

/** Clinics as somebody arranges them. */
@Injectable()
export class ClinicSettingsRepository {
  async all(tx: Tx): Promise<ClinicSettingsView[]> {
    const [row] = await tx.query<{ clinics: ClinicSettingsView[] }>(
      `SELECT coalesce(json_agg(${settings} ORDER BY c.name), '[]') AS clinics FROM clinic c WHERE c.practice_id = $1`,
      [tx.principal.practiceId],
    );
    return row?.clinics ?? [];
  }

  async one(tx: Tx, clinicId: string): Promise<ClinicSettingsView> {
    const [row] = await tx.query<{ clinic: ClinicSettingsView }>(
      `SELECT ${settings} AS clinic FROM clinic c WHERE c.practice_id = $1 AND c.id = $2`,
      [tx.principal.practiceId, clinicId],
    );
    if (row === undefined) throw notFound(noun);
    return row.clinic;
  }

  async sessions(tx: Tx, clinicId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM session WHERE practice_id = $1 AND clinic_id = $2`,
      [tx.principal.practiceId, clinicId],
    );
    return row?.count ?? 0;
  }

  async insert(tx: Tx, id: string, clinic: WrittenClinic): Promise<void> {
    await tx.manager.insert(ClinicRow, { practiceId: tx.principal.practiceId, id, ...clinic });
  }

  async lock(tx: Tx, clinicId: string, version: number): Promise<void> {
    await lockVersion(tx, ClinicRow, noun, clinicId, version);
  }

  async change(tx: Tx, clinicId: string, version: number, changes: Partial<WrittenClinic>): Promise<void> {
    await changeVersion(tx, ClinicRow, noun, clinicId, version, changes);
  }

  /** Only what differs is taken away and put in, so that the trail tells what changed. */
  async setHours(tx: Tx, clinicId: string, hours: readonly OpeningHours[]): Promise<void> {
    const wanted = [
      tx.principal.practiceId,
      clinicId,
      hours.map(({ weekday }) => weekday),
      hours.map(({ from }) => from),
      hours.map(({ to }) => to),
    ];
    const listed = `unnest($3::int[], $4::time[], $5::time[]) AS w (weekday, opens, closes)`;
    const same = `(w.weekday, w.opens, w.closes) = (o.weekday, o.opens, o.closes)`;
    await tx.query(
      `DELETE FROM opening_hours o WHERE o.practice_id = $1 AND o.clinic_id = $2 AND NOT EXISTS (SELECT 1 FROM ${listed} WHERE ${same})`,
      wanted,
    );
    await tx.query(
      `INSERT INTO opening_hours (practice_id, id, clinic_id, weekday, opens, closes)
       SELECT $1, gen_random_uuid(), $2, w.weekday, w.opens, w.closes FROM ${listed}
        WHERE NOT EXISTS (SELECT 1 FROM opening_hours o WHERE o.practice_id = $1 AND o.clinic_id = $2 AND ${same})`,
      wanted,
    );
  }

  /** Sessions ahead, or going on, each with the whole time that it holds. */
  async visitsAhead(tx: Tx, clinicId: string): Promise<StandingVisit[]> {
    return tx.query<StandingVisit>(
      `SELECT s.id AS "sessionId", (${epochMs('s.starts_at')})::float8 AS start,
              json_build_object('start', ${epochMs('min(lower(h.during))')}, 'end', ${epochMs('max(upper(h.during))')}) AS visit
         FROM session s JOIN hold h ON h.practice_id = s.practice_id AND h.session_id = s.id AND h.active
        WHERE s.practice_id = $1 AND s.clinic_id = $2 AND s.starts_at >= now() AND s.state = ANY ($3::text[])
        GROUP BY s.id, s.starts_at ORDER BY s.starts_at, s.id`,
      [tx.principal.practiceId, clinicId, holdingSessionStates],
    );
  }
}
