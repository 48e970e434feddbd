import { Module } from '@nestjs/common';
import { ReadinessFactsRepository } from './readiness-facts.repository.js';
import { HardStops } from './readiness.public.js';
import { RequirementsService } from './requirements.service.js';

/** What a visit requires and what stops it; every part of the day asks it. */
@Module({
  providers: [RequirementsService, ReadinessFactsRepository, HardStops],
  exports: [RequirementsService, ReadinessFactsRepository, HardStops],
})
export class RequirementsModule {}
