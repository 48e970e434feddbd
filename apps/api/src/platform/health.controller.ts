import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { DatabaseHealth } from './database/database-health.js';
import { Refused } from './errors.js';
import { Public } from './http/access.js';

@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly health: DatabaseHealth) {}

  /** The process is there; asks nobody else. */
  @Public()
  @Get('livez')
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  /** The process can do its work. */
  @Public()
  @Get('readyz')
  async ready(): Promise<{ status: 'ready' }> {
    if (!(await this.health.isReady()))
      throw new Refused({ code: 'unavailable', facts: { retryAfterSeconds: 2 } });
    return { status: 'ready' };
  }
}
