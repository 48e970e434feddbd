import { Global, Module, type DynamicModule } from '@nestjs/common';
import { Clock } from './clock.js';
import type { Config } from './config.js';
import { AuthDatabase } from './database/auth-database.js';
import { Database } from './database/database.js';
import { DatabaseHealth } from './database/database-health.js';
import { Notices } from './database/notices.js';
import { IdempotentCalls } from './database/once.js';
import { HealthController } from './health.controller.js';
import { CONFIG } from './config.token.js';
import { Log } from './log.js';
import { Rounds } from './rounds.js';

/** What every module stands on; global, because a module that needs no database does not exist. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config): DynamicModule {
    return {
      module: PlatformModule,
      controllers: [HealthController],
      providers: [
        Clock,
        Database,
        DatabaseHealth,
        IdempotentCalls,
        Notices,
        Rounds,
        { provide: CONFIG, useValue: config },
        { provide: Log, useFactory: () => new Log(config.logLevel, config.logFile) },
        { provide: AuthDatabase, useFactory: () => new AuthDatabase(config.authDatabaseUrl) },
      ],
      exports: [Clock, Database, IdempotentCalls, Notices, Rounds, CONFIG, Log, AuthDatabase],
    };
  }
}
