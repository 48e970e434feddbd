import { Module } from '@nestjs/common';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { ArrivalController } from './arrival.controller.js';
import { ArrivalRepository } from './arrival.repository.js';
import { ArrivalService } from './arrival.service.js';
import { DayController } from './day.controller.js';
import { DayService } from './day.service.js';
import { EvidenceService } from './evidence.service.js';
import { MeasuredEvidence } from './measured-evidence.public.js';
import { MeasuredEvidenceRepository } from './measured-evidence.repository.js';
import { PreparationController } from './preparation.controller.js';
import { PreparationRepository } from './preparation.repository.js';
import { PreparationService } from './preparation.service.js';
import { ReadinessController } from './readiness.controller.js';
import { ReadinessPolicyController } from './readiness-policy.controller.js';
import { ReadinessPolicyRepository } from './readiness-policy.repository.js';
import { ReadinessPolicyService } from './readiness-policy.service.js';
import { ReadinessDoor } from './readiness.public.js';
import { ReadinessService } from './readiness.service.js';
import { RecoveryModule } from './recovery.module.js';
import { RequirementEvidenceRepository } from './requirement-evidence.repository.js';
import { RequirementsModule } from './requirements.module.js';
import { RoomEntryRepository } from './room-entry.repository.js';
import { WorklistController } from './worklist.controller.js';
import { LastResponseRepository } from './last-response.repository.js';
import { WorklistRepository } from './worklist.repository.js';
import { WorklistService } from './worklist.service.js';

@Module({
  imports: [SchedulingModule, RequirementsModule, RecoveryModule],
  controllers: [
    ReadinessController,
    ReadinessPolicyController,
    DayController,
    ArrivalController,
    PreparationController,
    WorklistController,
  ],
  providers: [
    ReadinessService,
    ReadinessPolicyService,
    ReadinessPolicyRepository,
    DayService,
    EvidenceService,
    PreparationService,
    PreparationRepository,
    WorklistService,
    WorklistRepository,
    LastResponseRepository,
    RequirementEvidenceRepository,
    RoomEntryRepository,
    MeasuredEvidence,
    MeasuredEvidenceRepository,
    ReadinessDoor,
    ArrivalService,
    ArrivalRepository,
  ],
  exports: [RequirementsModule, ReadinessDoor, MeasuredEvidence],
})
export class ReadinessModule {}
