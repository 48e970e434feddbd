import { Injectable } from '@nestjs/common';
import type { CivilDate, Closure, Interval } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';

/** How one room or physician is used on one day: how many sessions begin, and when the resource is held for them. */
interface DayUse {
  readonly resourceId: string;
  readonly date: CivilDate;
  readonly sessions: number;
  readonly held: readonly Interval[];
}

export interface SpanUse {
  readonly resources: readonly { readonly id: string; readonly kind: 'room' | 'physician' }[];
  readonly use: readonly DayUse[];
  readonly closures: readonly (Closure & { readonly resourceId: string | null })[];
  readonly usualRoomMinutes: number | null;
}

/** How a clinic is used over a span of days: stretches and counts, built by PostgreSQL, and no patient among them. */
@Injectable()
export class WeekRepository {
  /**
   * What a session holds, or once held: after the discharge its holds are kept but no longer active. A session
   * brought in by an import after it was over never had any; it counts with its own time.
   */
  async spanUse(tx: Tx, clinicId: string, zone: string, span: Interval): Promise<SpanUse> {
    const [row] = await tx.query<SpanUse>(
      `WITH s AS MATERIALIZED (
         SELECT s.id, s.room_id, s.physician_id, s.duration_minutes, (s.starts_at AT TIME ZONE $5)::date AS date,
                tstzrange(s.starts_at, s.starts_at + make_interval(mins => s.duration_minutes)) AS during
           FROM session s WHERE s.practice_id = $1 AND s.clinic_id = $2
            AND s.starts_at >= ${instant('$3')} AND s.starts_at < ${instant('$4')} AND s.state NOT IN ('cancelled', 'no-show')),
       held AS MATERIALIZED (
         SELECT s.id, s.date, h.resource_id, r.kind, h.during
           FROM s JOIN hold h ON h.practice_id = $1 AND h.session_id = s.id
           JOIN resource r ON r.practice_id = h.practice_id AND r.id = h.resource_id AND r.kind IN ('room', 'physician')),
       taken AS (
         SELECT id, date, resource_id, kind, during FROM held
         UNION ALL
         SELECT s.id, s.date, x.resource_id, x.kind, s.during
           FROM s CROSS JOIN LATERAL (VALUES (s.room_id, 'room'), (s.physician_id, 'physician')) x (resource_id, kind)
          WHERE NOT EXISTS (SELECT FROM held WHERE held.id = s.id AND held.resource_id = x.resource_id)),
       used AS (
         SELECT resource_id, date, count(DISTINCT id) AS sessions, range_agg(during) AS during FROM taken GROUP BY 1, 2),
       in_room AS (
         SELECT sum(date_part('epoch', upper(during) - lower(during))) / 60 AS minutes FROM taken WHERE kind = 'room' GROUP BY id)
       SELECT
         (SELECT coalesce(json_agg(json_build_object('id', r.id, 'kind', r.kind) ORDER BY r.kind, r.position, r.name), '[]')
            FROM resource r WHERE r.practice_id = $1 AND r.active AND r.kind IN ('room', 'physician')
             AND (r.clinic_id = $2 OR r.clinic_id IS NULL)) AS resources,
         (SELECT coalesce(json_agg(json_build_object('resourceId', u.resource_id, 'date', u.date, 'sessions', u.sessions,
             'held', (SELECT json_agg(json_build_object('start', ${epochMs('lower(d)')}, 'end', ${epochMs('upper(d)')}))
                        FROM unnest(u.during) d))), '[]') FROM used u) AS use,
         (SELECT coalesce(json_agg(json_build_object('id', c.id, 'resourceId', c.resource_id, 'reason', c.reason,
             'interval', json_build_object('start', ${epochMs('lower(c.during)')}, 'end', ${epochMs('upper(c.during)')}))
             ORDER BY lower(c.during)), '[]')
            FROM closure c WHERE c.practice_id = $1 AND c.clinic_id = $2
             AND c.during && tstzrange(${instant('$3')}, ${instant('$4')})) AS closures,
         coalesce((SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY minutes) FROM in_room),
           (SELECT min(t.duration_minutes) FROM procedure_type t WHERE t.practice_id = $1 AND t.active))::float8
           AS "usualRoomMinutes"`,
      [tx.principal.practiceId, clinicId, span.start, span.end, zone],
    );
    if (row === undefined) throw new Error('A span is always one row.');
    return row;
  }
}
