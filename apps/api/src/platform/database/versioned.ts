import type { EntityTarget, FindOptionsWhere, QueryDeepPartialEntity } from 'typeorm';
import { notFound, stale } from '../errors.js';
import type { Tx } from './database.js';

/** A row that somebody may change while another looks at it. */
export interface VersionedRow {
  practiceId: string;
  id: string;
  version: number;
}

/** The row, locked until the transaction ends. Refuses one that is not there and one that changed since `version`. */
export async function lockVersion<Row extends VersionedRow>(
  tx: Tx,
  entity: EntityTarget<Row>,
  noun: string,
  id: string,
  version: number,
): Promise<Row> {
  const row = await tx.manager.findOne(entity, {
    where: ofPractice<Row>(tx, id),
    lock: { mode: 'pessimistic_write' },
  });
  if (row === null) throw notFound(noun);
  if (row.version !== version) throw stale(noun, row.version);
  return row;
}

/** Changes the named columns of one row from `version` to the next. Refuses when it is another version by now. */
export async function changeVersion<Row extends VersionedRow>(
  tx: Tx,
  entity: EntityTarget<Row>,
  noun: string,
  id: string,
  version: number,
  changes: Omit<QueryDeepPartialEntity<Row>, 'version'>,
): Promise<void> {
  const changed = await tx.manager
    .createQueryBuilder()
    .update(entity)
    .set({ ...changes, version: () => 'version + 1' })
    .where({ ...ofPractice<Row>(tx, id), version })
    .execute();
  if (changed.affected !== 0) return;
  const row = await tx.manager.findOne(entity, { where: ofPractice<Row>(tx, id) });
  throw row === null ? notFound(noun) : stale(noun, row.version);
}

function ofPractice<Row extends VersionedRow>(tx: Tx, id: string): FindOptionsWhere<Row> {
  return { practiceId: tx.principal.practiceId, id } as FindOptionsWhere<Row>;
}
