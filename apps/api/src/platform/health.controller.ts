import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { migrations } from '../migrations/index.js';
import { Refused } from './errors.js';
import { Public } from './http/access.js';

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** The process is there; asks nobody else. */
  @Public()
  @Get('livez')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** The process can do its work: the database is there, takes writes and is migrated far enough. */
  @Public()
  @Get('readyz')
  async ready(): Promise<{ status: 'ready' }> {
    const [state] = (await this.source
      .query(
        `SELECT pg_is_in_recovery() AS recovering, (SELECT count(*)::int FROM schema_migration) AS migrated`,
      )
      .catch(() => [])) as { recovering: boolean; migrated: number }[];
    if (state === undefined || state.recovering || state.migrated < migrations.length) {
      throw new Refused({ code: 'unavailable', facts: { retryAfterSeconds: 2 } });
    }
    return { status: 'ready' };
  }
}
