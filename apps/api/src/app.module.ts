import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, DiscoveryModule } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from './modules/audit/audit.module.js';
import { DiaryModule } from './modules/diary/diary.module.js';
import { IdentityModule } from './modules/identity/identity.module.js';
import { InteropModule } from './modules/interop/interop.module.js';
import { MembersModule } from './modules/members/members.module.js';
import { MessagingModule } from './modules/messaging/messaging.module.js';
import { OutcomesModule } from './modules/outcomes/outcomes.module.js';
import { PatientsModule } from './modules/patients/patients.module.js';
import { ReadinessModule } from './modules/readiness/readiness.module.js';
import { ReportingModule } from './modules/reporting/reporting.module.js';
import { SchedulingModule } from './modules/scheduling/scheduling.module.js';
import { SeriesModule } from './modules/series/series.module.js';
import type { Config } from './platform/config.js';
import { applicationOptions } from './platform/database/data-source.js';
import { AnswerInterceptor } from './platform/http/answer.interceptor.js';
import { ProblemFilter } from './platform/http/problem.filter.js';
import { PlatformModule } from './platform/platform.module.js';

@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        TypeOrmModule.forRoot({
          ...applicationOptions(config.databaseUrl, config.poolSize),
          retryAttempts: 0,
        }),
        DiscoveryModule,
        PlatformModule.with(config),
        IdentityModule,
        AuditModule,
        PatientsModule,
        SeriesModule,
        SchedulingModule,
        ReadinessModule,
        OutcomesModule,
        DiaryModule,
        MessagingModule,
        MembersModule,
        ReportingModule,
        InteropModule,
      ],
      providers: [
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_INTERCEPTOR, useClass: AnswerInterceptor },
      ],
    };
  }
}
