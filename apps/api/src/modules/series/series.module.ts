import { Module } from '@nestjs/common';
import { PatientsModule } from '../patients/patients.module.js';
import { AuthorisationController } from './authorisation.controller.js';
import { AuthorisationRepository } from './authorisation.repository.js';
import { AuthorisationService } from './authorisation.service.js';
import { AuthorisationUnitRepository } from './authorisation-unit.repository.js';
import { PayerRuleController } from './payer-rule.controller.js';
import { PayerRuleRepository } from './payer-rule.repository.js';
import { PayerRuleService } from './payer-rule.service.js';
import { SeriesController } from './series.controller.js';
import { SeriesRepository } from './series.repository.js';
import { SeriesService } from './series.service.js';
import { DecisionRepository } from './decision.repository.js';
import { PlanChange } from './plan-change.js';
import { AuthorisationUnits, SeriesDecisions, SeriesPlans } from './series.public.js';

@Module({
  imports: [PatientsModule],
  controllers: [SeriesController, AuthorisationController, PayerRuleController],
  providers: [
    SeriesService,
    SeriesRepository,
    SeriesPlans,
    SeriesDecisions,
    DecisionRepository,
    PlanChange,
    AuthorisationService,
    AuthorisationRepository,
    AuthorisationUnits,
    AuthorisationUnitRepository,
    PayerRuleService,
    PayerRuleRepository,
  ],
  exports: [SeriesPlans, SeriesDecisions, AuthorisationUnits],
})
export class SeriesModule {}
