import { Injectable } from '@nestjs/common';
import type { PlannedSession, SedationLevel } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import { doubleHold } from '../../platform/database/constraint-problems.js';
import { sqlState, type Tx } from '../../platform/database/database.js';
import { instant } from '../../platform/database/sql.js';
import type { StandingSession } from './booking.js';
import { staleSession } from './last-change.repository.js';

/** A session with all it holds, as the rules accepted it. */
export interface Placement {
  readonly clinicId: string;
  readonly seriesId: string;
  readonly patientId: string;
  readonly procedureTypeId: string;
  readonly roomId: string;
  readonly physicianId: string;
  readonly sedation: SedationLevel;
  readonly planned: PlannedSession;
  /** The authorisation of which the session has a unit already. */
  readonly unitOf: string | null;
}

/** A time to be held, for so many minutes of the database's clock. */
export interface NewHeldTime {
  readonly id: string;
  readonly minutes: number;
  readonly heldBy: string;
  /** Null: while on the phone. */
  readonly offer: { readonly entryId: string; readonly freedTimeId: string } | null;
}

const heldFrom = (owner: string, first: number, column = 'session_id'): string => `
  INSERT INTO hold (practice_id, id, resource_id, ${column}, stage, during)
  SELECT ${owner}.practice_id, wanted.id, wanted.resource_id, ${owner}.id, wanted.stage,
         tstzrange(${instant('wanted.start_ms')}, ${instant('wanted.end_ms')})
    FROM ${owner}, unnest($${first}::uuid[], $${first + 1}::uuid[], $${first + 2}::text[], $${first + 3}::float8[], $${first + 4}::float8[])
         AS wanted (id, resource_id, stage, start_ms, end_ms)`;

const overriddenFrom = (owner: string, first: number): string => `
  INSERT INTO session_override (practice_id, id, session_id, code, reason, overridden_by)
  SELECT ${owner}.practice_id, rule.id, ${owner}.id, rule.code, rule.reason, $${first}::uuid
    FROM ${owner}, unnest($${first + 1}::uuid[], $${first + 2}::text[], $${first + 3}::text[]) AS rule (id, code, reason)`;

/** A series that has its session no longer waits for one, whichever way it came. */
const noLongerWaiting = (owner: string): string => `
  UPDATE waitlist_entry e SET state = 'placed', session_id = ${owner}.id, version = e.version + 1 FROM ${owner}
   WHERE e.practice_id = ${owner}.practice_id AND e.series_id = ${owner}.series_id AND e.state IN ('waiting', 'offered')`;

/** Puts sessions with their holds into the book, each attempt such that it can be taken back alone. */
@Injectable()
export class PlacementRepository {
  /** What follows can be undone without ending the transaction; locks taken since are given back with it. */
  async beginAttempt(tx: Tx): Promise<void> {
    await tx.query('SAVEPOINT attempt');
  }

  async abandonAttempt(tx: Tx): Promise<void> {
    await tx.query('ROLLBACK TO SAVEPOINT attempt');
  }

  /** False: a resource turned out to be held already, and the attempt is undone. */
  async attempt(tx: Tx, write: () => Promise<void>): Promise<boolean> {
    try {
      await write();
      return true;
    } catch (error) {
      if (sqlState(error) !== doubleHold) throw error;
      await this.abandonAttempt(tx);
      return false;
    }
  }

  async insert(tx: Tx, sessionId: string, placement: Placement): Promise<void> {
    const { planned } = placement;
    await tx.query(
      `WITH booked AS (
         INSERT INTO session (practice_id, id, clinic_id, series_id, patient_id, procedure_type_id, room_id, physician_id,
                              sedation, starts_at, duration_minutes, state, booked_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, ${instant('$10')}, $11, $12, $13) RETURNING practice_id, id, series_id),
       held AS (${heldFrom('booked', 14)}),
       placed AS (${noLongerWaiting('booked')})
       ${overriddenFrom('booked', 19)}`,
      [
        tx.principal.practiceId,
        sessionId,
        placement.clinicId,
        placement.seriesId,
        placement.patientId,
        placement.procedureTypeId,
        placement.roomId,
        placement.physicianId,
        placement.sedation,
        planned.start,
        planned.durationMinutes,
        planned.state,
        memberOf(tx),
        ...holdColumns(planned),
        ...overrideColumns(tx, planned),
      ],
    );
  }

  /** A time that is held: the holds of a session without the session. */
  async hold(tx: Tx, held: NewHeldTime, placement: Placement): Promise<void> {
    const { planned } = placement;
    await tx.query(
      `WITH kept AS (
         INSERT INTO held_time (practice_id, id, clinic_id, series_id, patient_id, room_id, physician_id, starts_at,
                                duration_minutes, sedation, purpose, expires_at, held_by, entry_id, freed_time_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, ${instant('$8')}, $9, $10, $11, now() + make_interval(mins => $12), $13, $14, $15)
         RETURNING practice_id, id)
       ${heldFrom('kept', 16, 'held_time_id')}`,
      [
        tx.principal.practiceId,
        held.id,
        placement.clinicId,
        placement.seriesId,
        placement.patientId,
        placement.roomId,
        placement.physicianId,
        planned.start,
        planned.durationMinutes,
        placement.sedation,
        held.offer === null ? 'phone' : 'offer',
        held.minutes,
        held.heldBy,
        held.offer?.entryId ?? null,
        held.offer?.freedTimeId ?? null,
        ...holdColumns(planned),
      ],
    );
  }

  /**
   * The old holds are gone before the new ones come, in a statement of their own: within one statement the
   * constraint would see both, and a session could not move by half its length. The confirmation is void.
   */
  async move(tx: Tx, session: StandingSession, placement: Placement): Promise<void> {
    await this.placeAgain(tx, session, placement, `state IN ('tentative', 'booked', 'confirmed')`);
  }

  /** A cancelled session stands in the book again, as if it had only been moved. */
  async restore(tx: Tx, session: StandingSession, placement: Placement): Promise<void> {
    await this.placeAgain(
      tx,
      session,
      placement,
      `state = 'cancelled'`,
      'cancel_reason = NULL, cancel_note = NULL, ended_at = NULL,',
    );
  }

  private async placeAgain(
    tx: Tx,
    session: StandingSession,
    placement: Placement,
    stoodAs: string,
    also = '',
  ): Promise<void> {
    const { practiceId } = tx.principal;
    const { planned } = placement;
    const moved = await tx.query<{ id: string }>(
      `WITH moved AS (
         UPDATE session SET clinic_id = $4, room_id = $5, physician_id = $6, sedation = $7, starts_at = ${instant('$8')},
                duration_minutes = $9, state = $10, confirmed_at = NULL, ${also} version = version + 1
          WHERE practice_id = $1 AND id = $2 AND version = $3 AND ${stoodAs}
         RETURNING practice_id, id),
       freed AS (DELETE FROM hold h USING moved WHERE h.practice_id = moved.practice_id AND h.session_id = moved.id)
       SELECT id FROM moved`,
      [
        practiceId,
        session.id,
        session.version,
        placement.clinicId,
        placement.roomId,
        placement.physicianId,
        placement.sedation,
        planned.start,
        planned.durationMinutes,
        planned.state,
      ],
    );
    if (moved.length === 0) throw await staleSession(tx, session.id);
    await tx.query(
      `WITH moved AS (SELECT $1::uuid AS practice_id, $2::uuid AS id),
       held AS (${heldFrom('moved', 3)})
       ${overriddenFrom('moved', 8)}`,
      [practiceId, session.id, ...holdColumns(planned), ...overrideColumns(tx, planned)],
    );
  }
}

function memberOf({ principal }: Tx): string | null {
  return principal.kind === 'member' ? principal.memberId : null;
}

function holdColumns({ holds }: PlannedSession): unknown[] {
  return [
    holds.map(() => uuid()),
    holds.map(({ resourceId }) => resourceId),
    holds.map(({ stage }) => stage),
    holds.map(({ interval }) => interval.start),
    holds.map(({ interval }) => interval.end),
  ];
}

/** One row for each code: a session too near to both neighbours was overridden once, with one reason. */
function overrideColumns(tx: Tx, { overridden }: PlannedSession): unknown[] {
  const reasons = new Map(overridden.map(({ refusal, reason }) => [refusal.code, reason]));
  return [memberOf(tx), [...reasons].map(() => uuid()), [...reasons.keys()], [...reasons.values()]];
}
