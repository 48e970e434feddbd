import { Injectable } from '@nestjs/common';
import type { BookingLedger, Hold, Interval, Resource, SedationLevel } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';
import {
  askedSql,
  closureHold,
  heldHolds,
  ledgerSql,
  periodSql,
  seriesSql,
  settingsSql,
  zoneSql,
  type Book,
  type BookedSeries,
  type ClinicSettings,
  type HeldHoldRow,
} from './booking-facts.repository.js';

/** What decides which rows are the facts of a search. */
export interface SlotsAsked {
  readonly clinicId: string;
  readonly seriesId: string;
  /** Null: any of the clinic's. */
  readonly physicianId: string | null;
  /** Null: as the series plans it. */
  readonly sedation: SedationLevel | null;
  /** A session that is being moved: its holds are not in its own way. */
  readonly sessionId: string | null;
}

/** What must be known before it is known which weeks to read. */
export interface SearchedSeries extends Pick<Book, 'sessions' | 'authorisations'> {
  readonly zone: string | null;
  readonly series: BookedSeries | null;
  /** Who did, or is to do, the session before; before the first one who plans the series. */
  readonly usualPhysicianId: string | null;
  readonly diabetic: boolean;
  readonly ledger: BookingLedger;
}

export interface SearchedBook extends Pick<Book, 'closures' | 'counted' | 'holds'> {
  readonly settings: ClinicSettings;
  /** Who may do it: the one asked for, or all who work here. */
  readonly physicians: readonly Resource[];
}

interface SearchedRow extends ClinicSettings, Pick<Book, 'closures' | 'counted'> {
  readonly physicians: readonly Resource[];
  readonly held: readonly [
    resourceId: string,
    sessionId: string | null,
    stretches: readonly [start: number, end: number][],
  ][];
  readonly closure_holds: readonly [resourceId: string, start: number, end: number][];
  readonly held_holds: readonly HeldHoldRow[];
}

const frame = `${askedSql} SELECT ${zoneSql}, ${seriesSql('$3')},
  coalesce((SELECT s.physician_id FROM session s WHERE s.practice_id = $1 AND s.series_id = $3
              AND s.state NOT IN ('cancelled', 'no-show') ORDER BY s.starts_at DESC LIMIT 1),
           (SELECT i.physician_id FROM asked i)) AS "usualPhysicianId",
  EXISTS (SELECT 1 FROM clinical_flag f WHERE f.practice_id = $1 AND f.patient_id = (SELECT i.patient_id FROM asked i)
     AND f.kind = 'diabetes' AND f.state = 'present' AND f.active) AS diabetic, ${ledgerSql}`;

/*
 * Who may be asked to do it: the one named; else those of this clinic, and of those who belong to no single one
 * whoever has block time here or plans the series.
 */
const able = `able AS (
  SELECT r.id, r.name, r.position FROM resource r
   WHERE r.practice_id = $1 AND r.active AND r.kind = 'physician' AND CASE WHEN $4::uuid IS NOT NULL THEN r.id = $4
     ELSE r.clinic_id = $2 OR (r.clinic_id IS NULL AND (r.id = (SELECT i.physician_id FROM asked i)
       OR EXISTS (SELECT 1 FROM block_time b WHERE b.practice_id = $1 AND b.clinic_id = $2 AND b.physician_id = r.id))) END)`;

/** The rooms whose block time counts its sessions: their holds are told one by one. */
export const countingSql = `counting AS (
  SELECT unnest(ARRAY[b.room_id, e.room_id]) AS id FROM block_time b
    LEFT JOIN block_time_exception e ON e.practice_id = b.practice_id AND e.block_time_id = b.id
   WHERE b.practice_id = $1 AND b.clinic_id = $2 AND b.most_sessions IS NOT NULL)`;

/*
 * When each resource is held, as few stretches as can be: a search asks whether, not by whom; only of the series
 * itself, and where block time counts its sessions, by each of them. Holds are reached
 * through their sessions, as a booking's are. Another clinic's sessions matter only where they hold the patient or
 * a physician of ours.
 */
const held = `
  (SELECT coalesce(json_agg(json_build_array(taken.resource_id, taken.session_id,
            (SELECT to_json(array_agg(ARRAY[${epochMs('lower(stretch)')}, ${epochMs('upper(stretch)')}]))
               FROM unnest(taken.during) AS stretch))), '[]')
     FROM (SELECT h.resource_id, CASE WHEN s.series_id = $3 OR h.resource_id IN (SELECT id FROM counting) THEN h.session_id END AS session_id,
                  range_agg(h.during) AS during
             FROM clinic c
            CROSS JOIN LATERAL (SELECT s.id, s.series_id FROM session s WHERE s.practice_id = $1 AND s.clinic_id = c.id
               AND s.starts_at >= ${instant('$5')} AND s.starts_at < ${instant('$6')} AND s.id IS DISTINCT FROM $8::uuid
               AND (c.id = $2 OR s.patient_id = (SELECT i.patient_id FROM asked i) OR s.physician_id IN (SELECT a.id FROM able a)) OFFSET 0) s
            CROSS JOIN LATERAL (SELECT * FROM hold h WHERE h.practice_id = $1 AND h.session_id = s.id AND h.active OFFSET 0) h
            WHERE c.practice_id = $1
            GROUP BY 1, 2) AS taken
    WHERE taken.resource_id IN (SELECT a.id FROM able a) OR taken.resource_id = (SELECT i.patient_id FROM asked i)
       OR taken.resource_id IN (SELECT r.id FROM resource r WHERE r.practice_id = $1 AND r.kind <> 'patient' AND r.clinic_id = $2)) AS held`;

const searched = `${askedSql}, ${able}, ${countingSql} SELECT ${settingsSql}, ${periodSql}, ${held},
  (SELECT coalesce(json_agg(json_build_object('id', a.id, 'kind', 'physician', 'name', a.name) ORDER BY a.position, a.name), '[]')
     FROM able a) AS physicians`;

/** The facts of a search: one round trip to know the weeks, one for all that happens in them. */
@Injectable()
export class SlotFactsRepository {
  async series(tx: Tx, { clinicId, seriesId }: SlotsAsked): Promise<SearchedSeries> {
    const [row] = await tx.query<SearchedSeries>(frame, [tx.principal.practiceId, clinicId, seriesId]);
    if (row === undefined) throw new Error('The frame of a search is always one row.');
    return row;
  }

  async book(tx: Tx, asked: SlotsAsked, around: Interval): Promise<SearchedBook> {
    const [row] = await tx.query<SearchedRow>(searched, [
      tx.principal.practiceId,
      asked.clinicId,
      asked.seriesId,
      asked.physicianId,
      around.start,
      around.end,
      asked.sedation,
      asked.sessionId,
    ]);
    if (row === undefined) throw new Error('The book of a search is always one row.');
    const { held: byResource, closure_holds: closed, held_holds: keptFor, ...more } = row;
    const { closures, counted, physicians, ...settings } = more;
    const holds = byResource.flatMap(([resourceId, sessionId, stretches]) =>
      stretches.map(([start, end]): Hold => ({
        resourceId,
        interval: { start, end },
        cause: 'session',
        sessionId,
      })),
    );
    const inTheWay = [...holds, ...closed.map(closureHold), ...heldHolds(keptFor, null)];
    return { settings, physicians, closures, counted, holds: inTheWay };
  }
}
