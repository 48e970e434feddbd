import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { IdentityModule } from '../identity/identity.module.js';
import { MessagingModule } from '../messaging/messaging.module.js';
import { OutcomesModule } from '../outcomes/outcomes.module.js';
import { PatientsModule } from '../patients/patients.module.js';
import { ReadinessModule } from '../readiness/readiness.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { DiaryAccessService } from './diary-access.service.js';
import { DiaryController } from './diary.controller.js';
import { DiaryRepository } from './diary.repository.js';
import { DiaryService } from './diary.service.js';
import { OwnReadiness } from './own-readiness.js';
import { PatientAccessRepository } from './patient-access.repository.js';
import { PatientCookie } from './patient-cookie.js';
import { DiaryFiguresController, PatientLinkController } from './patient-link.controller.js';
import { PatientLinkRepository } from './patient-link.repository.js';
import { PatientLinkService } from './patient-link.service.js';
import { PatientGuard } from './patient.guard.js';

@Module({
  imports: [
    IdentityModule,
    PatientsModule,
    SchedulingModule,
    ReadinessModule,
    OutcomesModule,
    MessagingModule,
  ],
  controllers: [DiaryController, PatientLinkController, DiaryFiguresController],
  providers: [
    DiaryService,
    DiaryRepository,
    OwnReadiness,
    DiaryAccessService,
    PatientAccessRepository,
    PatientLinkService,
    PatientLinkRepository,
    PatientCookie,
    { provide: APP_GUARD, useClass: PatientGuard },
  ],
})
export class DiaryModule {}
