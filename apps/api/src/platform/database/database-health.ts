import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { refuseUnsafeDatabase } from './guardrails.js';

/** What the process asks about its database as a whole, without a practice and without a row of one. */
@Injectable()
export class DatabaseHealth {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** Throws `UnsafeDatabase` when the process could look past the policies. */
  refuseUnsafe(): Promise<void> {
    return refuseUnsafeDatabase(this.source);
  }

  /** Whether the database is there, takes writes and is migrated far enough. */
  async isReady(): Promise<boolean> {
    const [state] = await this.source
      .query<{ recovering: boolean; migrated: number }[]>(
        `SELECT pg_is_in_recovery() AS recovering, (SELECT count(*)::int FROM schema_migration) AS migrated`,
      )
      .catch(() => []);
    return state !== undefined && !state.recovering && state.migrated >= migrations.length;
  }
}
