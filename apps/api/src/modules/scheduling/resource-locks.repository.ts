import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { hourMs, type Interval } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';

/** Something that only one transaction at a time may decide about, in the hours that an interval touches. */
export interface Lockable {
  readonly id: string;
  readonly interval: Interval;
}

/** What bookings of a clinic share, and a change of its block time has alone. */
export const blockTimeLock = (clinicId: string): string => `${clinicId}/block-time`;

/**
 * Locks for the length of a transaction, so that racers queue instead of meeting in the exclusion constraint,
 * where each would wait for the deadlock timer (design/speed.md). They are no promise: the constraint is.
 */
@Injectable()
export class ResourceLocks {
  /**
   * Waits for all of them, always in one order, so that no two transactions wait for each other. A lock is of
   * one resource in one hour: two overlapping holds share an hour, and bookings of other hours need not wait.
   * What is shared is taken first: whoever has it alone takes nothing that a sharer waits for before it.
   */
  async take(
    tx: Tx,
    wholly: readonly string[],
    perHour: readonly Lockable[],
    shared: readonly string[] = [],
  ): Promise<void> {
    const keys = new Set(wholly.map((id) => keyOf(tx, id)));
    for (const { id, interval } of perHour) {
      for (let hour = Math.floor(interval.start / hourMs); hour * hourMs < interval.end; hour += 1)
        keys.add(keyOf(tx, id, hour));
    }
    const common = new Set(shared.map((id) => keyOf(tx, id)));
    // One statement: a caller may send the next question before this one is answered.
    await tx.query(
      `SELECT CASE WHEN wanted.shared THEN pg_advisory_xact_lock_shared(wanted.key) ELSE pg_advisory_xact_lock(wanted.key) END
         FROM (SELECT lock.key, lock.shared FROM unnest($1::bigint[], $2::boolean[]) AS lock (key, shared)
                ORDER BY lock.shared DESC, lock.key) wanted`,
      [[...common, ...keys].map(String), [...[...common].map(() => true), ...[...keys].map(() => false)]],
    );
  }
}

function keyOf(tx: Tx, ...parts: readonly (string | number)[]): bigint {
  return createHash('sha256')
    .update([tx.principal.practiceId, ...parts].join('/'))
    .digest()
    .readBigInt64BE();
}
