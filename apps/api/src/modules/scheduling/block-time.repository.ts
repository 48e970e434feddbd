import { Injectable } from '@nestjs/common';
import type { BlockTimePatternView } from '@lull/contracts';
import type { BlockTimeException, CivilDate, Interval, SedationLevel } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs, instant } from '../../platform/database/sql.js';
import { changeVersion, lockVersion } from '../../platform/database/versioned.js';
import { BlockTimeExceptionRow } from './block-time.entity.js';
import { BlockTimeRow } from './clinic.entity.js';

/** Everything of block time that a member writes. */
export type WrittenPattern = Omit<BlockTimePatternView, 'id' | 'version'>;

/** A session that stands and may still be moved, as it uses its room. Instants are epoch milliseconds. */
export interface RoomBooking {
  readonly id: string;
  readonly version: number;
  readonly state: string;
  readonly clinicId: string;
  readonly seriesId: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly birthDate: string;
  readonly procedureCode: string;
  readonly sedation: SedationLevel;
  readonly durationMinutes: number;
  readonly start: number;
  readonly roomId: string;
  readonly roomName: string;
  readonly physicianId: string;
  readonly physicianName: string;
  /** From the first to the last hold of the room. */
  readonly roomFrom: number;
  readonly roomUntil: number;
}

const noun = 'block time';

const patternOf = (row: BlockTimeRow): BlockTimePatternView => ({
  id: row.id,
  version: row.version,
  physicianId: row.physicianId,
  roomId: row.roomId,
  weekday: row.weekday,
  from: row.starts.slice(0, 5),
  to: row.ends.slice(0, 5),
  repeats: row.repeats,
  everyWeeks: row.everyWeeks,
  anchorDate: row.anchorDate,
  nths: row.nths,
  procedureTypeIds: row.procedureTypeIds,
  mostSessions: row.mostSessions,
  releaseLeadDays: row.releaseLeadDays,
  validFrom: row.validFrom,
  validTo: row.validTo,
});

const columnsOf = ({ from, to, nths, procedureTypeIds, ...same }: WrittenPattern) => ({
  ...same,
  starts: from,
  ends: to,
  nths: [...nths],
  procedureTypeIds: [...procedureTypeIds],
});

/**
 * Block time of a clinic as the domain's `BlockTime`, built by PostgreSQL for every read that needs it. `clinic`
 * and `from` are expressions of ours; what lies before the date `from` is left out, because years of it add up.
 */
export const blockTimesOf = (clinic: string, from: string): string => `
  (SELECT coalesce(json_agg(json_build_object('id', b.id, 'physicianId', b.physician_id, 'physicianName', r.name,
            'roomId', b.room_id, 'weekday', b.weekday, 'from', to_char(b.starts, 'HH24:MI'), 'to', to_char(b.ends, 'HH24:MI'),
            'repeat', CASE b.repeats
               WHEN 'every-n-weeks' THEN json_build_object('kind', b.repeats, 'weeks', b.every_weeks, 'anchor', b.anchor_date)
               WHEN 'nth-weekdays' THEN json_build_object('kind', b.repeats, 'nths', b.nths)
               ELSE json_build_object('kind', b.repeats) END,
            'procedureTypes', (SELECT coalesce(json_agg(t.code ORDER BY t.code), '[]') FROM procedure_type t
                                WHERE t.practice_id = $1 AND t.id = ANY (b.procedure_type_ids)),
            'mostSessions', b.most_sessions, 'releaseLeadDays', b.release_lead_days,
            'exceptions', (SELECT coalesce(json_agg(json_build_object('date', x.date, 'instead', CASE WHEN x.room_id IS NOT NULL
                 THEN json_build_object('from', to_char(x.starts, 'HH24:MI'), 'to', to_char(x.ends, 'HH24:MI'), 'roomId', x.room_id) END)
                 ORDER BY x.date), '[]') FROM block_time_exception x
                WHERE x.practice_id = $1 AND x.block_time_id = b.id AND x.date >= ${from}),
            'releasedOn', (SELECT coalesce(json_agg(x.date ORDER BY x.date), '[]') FROM block_time_release x
                WHERE x.practice_id = $1 AND x.block_time_id = b.id AND x.reclaimed_at IS NULL AND x.date >= ${from}),
            'keptOn', (SELECT coalesce(json_agg(x.date ORDER BY x.date), '[]') FROM block_time_keep x
                WHERE x.practice_id = $1 AND x.block_time_id = b.id AND x.date >= ${from}),
            'validFrom', b.valid_from, 'validTo', b.valid_to) ORDER BY b.valid_from, b.weekday, b.starts, b.id), '[]')
     FROM block_time b JOIN resource r ON r.practice_id = b.practice_id AND r.id = b.physician_id
    WHERE b.practice_id = $1 AND b.clinic_id = ${clinic} AND (b.valid_to IS NULL OR b.valid_to >= ${from}))`;

@Injectable()
export class BlockTimeRepository {
  /** Those that have a valid day from `from` on. */
  async patterns(tx: Tx, clinicId: string, from: CivilDate): Promise<BlockTimePatternView[]> {
    const rows = await tx.manager
      .createQueryBuilder(BlockTimeRow, 'b')
      .where('b.practice_id = :practiceId AND b.clinic_id = :clinicId', {
        practiceId: tx.principal.practiceId,
        clinicId,
      })
      .andWhere('(b.valid_to IS NULL OR b.valid_to >= greatest(b.valid_from, :from::date))', { from })
      .orderBy('b.weekday')
      .addOrderBy('b.starts')
      .addOrderBy('b.valid_from')
      .addOrderBy('b.id')
      .getMany();
    return rows.map(patternOf);
  }

  async one(tx: Tx, id: string): Promise<BlockTimePatternView | undefined> {
    const row = await tx.manager.findOneBy(BlockTimeRow, { practiceId: tx.principal.practiceId, id });
    return row === null ? undefined : patternOf(row);
  }

  async clinicOf(tx: Tx, id: string): Promise<string | undefined> {
    const [row] = await tx.query<{ clinicId: string }>(
      `SELECT clinic_id AS "clinicId" FROM block_time WHERE practice_id = $1 AND id = $2`,
      [tx.principal.practiceId, id],
    );
    return row?.clinicId;
  }

  /** The pattern, locked until the transaction ends; refuses one that is not there or is another version. */
  async lock(tx: Tx, id: string, version: number): Promise<BlockTimePatternView> {
    return patternOf(await lockVersion(tx, BlockTimeRow, noun, id, version));
  }

  async insert(tx: Tx, id: string, clinicId: string, pattern: WrittenPattern): Promise<void> {
    await tx.manager.insert(BlockTimeRow, {
      practiceId: tx.principal.practiceId,
      id,
      clinicId,
      ...columnsOf(pattern),
    });
  }

  async change(tx: Tx, id: string, version: number, pattern: Partial<WrittenPattern>): Promise<void> {
    const { from, to, nths, procedureTypeIds, ...same } = pattern;
    await changeVersion(tx, BlockTimeRow, noun, id, version, {
      ...same,
      ...(from !== undefined && { starts: from }),
      ...(to !== undefined && { ends: to }),
      ...(nths !== undefined && { nths: [...nths] }),
      ...(procedureTypeIds !== undefined && { procedureTypeIds: [...procedureTypeIds] }),
    });
  }

  /** Somebody did something with it that stands in another table: whoever read it before has old news. */
  async touch(tx: Tx, id: string, version: number): Promise<void> {
    await changeVersion(tx, BlockTimeRow, noun, id, version, {});
  }

  /** What was said of dates goes with the part that has them. */
  async carryDates(tx: Tx, id: string, laterId: string, from: CivilDate): Promise<void> {
    const values = [tx.principal.practiceId, id, laterId, from];
    for (const table of ['block_time_exception', 'block_time_release', 'block_time_keep'] as const)
      await tx.query(
        `UPDATE ${table} SET block_time_id = $3 WHERE practice_id = $1 AND block_time_id = $2 AND date >= $4`,
        values,
      );
    await tx.query(
      `UPDATE follow_up_task SET block_time_id = $3
        WHERE practice_id = $1 AND block_time_id = $2 AND block_time_date >= $4`,
      values,
    );
  }

  /** Undefined: that week is as always again. */
  async except(
    tx: Tx,
    id: string,
    date: CivilDate,
    exception: BlockTimeException | undefined,
    memberId: string,
  ): Promise<void> {
    const { practiceId } = tx.principal;
    await tx.manager.delete(BlockTimeExceptionRow, { practiceId, blockTimeId: id, date });
    if (exception === undefined) return;
    await tx.manager.insert(BlockTimeExceptionRow, {
      practiceId,
      id: uuid(),
      blockTimeId: id,
      date,
      starts: exception.instead?.from ?? null,
      ends: exception.instead?.to ?? null,
      roomId: exception.instead?.roomId ?? null,
      changedBy: memberId,
    });
  }

  /** Sessions of the rooms that begin in the stretch and have not begun yet. */
  async bookings(
    tx: Tx,
    clinicId: string,
    roomIds: readonly string[],
    { start, end }: Interval,
  ): Promise<RoomBooking[]> {
    return tx.query<RoomBooking>(
      `SELECT s.id, s.version, s.state, s.clinic_id AS "clinicId", s.series_id AS "seriesId", s.patient_id AS "patientId",
              p.family_name || ', ' || p.given_name AS "patientName", p.birth_date::text AS "birthDate",
              t.code AS "procedureCode", s.sedation, s.duration_minutes AS "durationMinutes",
              (${epochMs('s.starts_at')})::float8 AS start, s.room_id AS "roomId", r.name AS "roomName",
              s.physician_id AS "physicianId", h.name AS "physicianName",
              (${epochMs('held.since')})::float8 AS "roomFrom", (${epochMs('held.until')})::float8 AS "roomUntil"
         FROM session s
         JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
         JOIN procedure_type t ON t.practice_id = s.practice_id AND t.id = s.procedure_type_id
         JOIN resource r ON r.practice_id = s.practice_id AND r.id = s.room_id
         JOIN resource h ON h.practice_id = s.practice_id AND h.id = s.physician_id
         JOIN LATERAL (SELECT min(lower(x.during)) AS since, max(upper(x.during)) AS until FROM hold x
                        WHERE x.practice_id = s.practice_id AND x.session_id = s.id AND x.resource_id = s.room_id AND x.active) held
              ON held.since IS NOT NULL
        WHERE s.practice_id = $1 AND s.clinic_id = $2 AND s.room_id = ANY ($3::uuid[])
          AND s.starts_at >= ${instant('$4')} AND s.starts_at < ${instant('$5')}
          AND s.state IN ('tentative', 'booked', 'confirmed')
        ORDER BY s.starts_at, s.id`,
      [tx.principal.practiceId, clinicId, roomIds, start, end],
    );
  }

  /** What follows can be taken back; whatever is asked in between sees it as done. */
  async supposing<T>(tx: Tx, body: () => Promise<T>): Promise<T> {
    await tx.query('SAVEPOINT supposition');
    const answer = await body();
    await tx.query('ROLLBACK TO SAVEPOINT supposition');
    return answer;
  }

  /** Whether the practice has these as what they are to be, at this clinic or at no one clinic. */
  async places(
    tx: Tx,
    clinicId: string,
    asked: {
      readonly roomId: string;
      readonly physicianId: string;
      readonly procedureTypeIds: readonly string[];
    },
  ): Promise<{ room: boolean; physician: boolean; procedureTypes: boolean }> {
    const [row] = await tx.query<{ room: boolean; physician: boolean; procedureTypes: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM resource r WHERE r.practice_id = $1 AND r.id = $3 AND r.kind = 'room' AND r.active AND r.clinic_id = $2) AS room,
              EXISTS (SELECT 1 FROM resource r WHERE r.practice_id = $1 AND r.id = $4 AND r.kind = 'physician' AND r.active) AS physician,
              (SELECT count(*) FROM procedure_type t WHERE t.practice_id = $1 AND t.id = ANY ($5::uuid[])) = cardinality($5::uuid[]) AS "procedureTypes"`,
      [tx.principal.practiceId, clinicId, asked.roomId, asked.physicianId, asked.procedureTypeIds],
    );
    if (row === undefined) throw new Error('A question without a table is always one row.');
    return row;
  }
}
