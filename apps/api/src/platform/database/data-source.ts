import { DataSource, type DataSourceOptions } from 'typeorm';
import { entities } from '../../entities.js';
import { migrations } from '../../migrations/index.js';
import { NamedConstraints } from './constraint-names.js';

/** Limits of every connection of the product: no statement, lock or idle transaction waits for ever. */
const limits = {
  statement_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
  /** docs/adr/0010 */
  connectionTimeoutMillis: 10_000,
} as const;

/** The options for the role that serves requests. */
export function applicationOptions(url: string, poolSize: number): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    namingStrategy: new NamedConstraints(),
    synchronize: false,
    migrationsRun: false,
    logging: false,
    applicationName: 'lull',
    extra: { ...limits, max: poolSize, pipeline: true },
  };
}

/** The options for the owner, which alone may change the schema. A backfill may take longer than a request. */
function migrationOptions(url: string): DataSourceOptions {
  return {
    type: 'postgres',
    url,
    entities,
    migrations,
    migrationsTableName: 'schema_migration',
    migrationsTransactionMode: 'each',
    namingStrategy: new NamedConstraints(),
    synchronize: false,
    logging: false,
    applicationName: 'lull-migrate',
    extra: { lock_timeout: 2_000, connectionTimeoutMillis: 5_000, max: 2 },
  };
}

export function migrationDataSource(url: string): DataSource {
  return new DataSource(migrationOptions(url));
}
