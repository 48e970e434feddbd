import { Module } from '@nestjs/common';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { DischargeGuard } from './discharge-guard.js';
import { RecoveryController } from './recovery.controller.js';
import { RecoveryRepository } from './recovery.repository.js';
import { RecoveryService } from './recovery.service.js';
import { RequirementsModule } from './requirements.module.js';

/** The part of the day after the time-out; whatever takes a session to `discharged` asks the guard. */
@Module({
  imports: [SchedulingModule, RequirementsModule],
  controllers: [RecoveryController],
  providers: [RecoveryService, RecoveryRepository, DischargeGuard],
  exports: [DischargeGuard],
})
export class RecoveryModule {}
