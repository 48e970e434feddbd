import { Module } from '@nestjs/common';
import { PatientsModule } from '../patients/patients.module.js';
import { ReadinessModule } from '../readiness/readiness.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { SeriesModule } from '../series/series.module.js';
import { DecisionController } from './decision.controller.js';
import { DecisionFactsRepository } from './decision-facts.repository.js';
import { DecisionService } from './decision.service.js';
import { ClinicDurationsRepository } from './clinic-durations.repository.js';
import { ClinicModelStore } from './clinic-models.js';
import { InjectionController } from './injection.controller.js';
import { InjectionRepository } from './injection.repository.js';
import { InjectionService } from './injection.service.js';
import { LedgerController } from './ledger.controller.js';
import { LedgerRepository } from './ledger.repository.js';
import { LedgerService } from './ledger.service.js';
import { InstrumentScoreController } from './instrument-score.controller.js';
import { InstrumentScoreRepository } from './instrument-score.repository.js';
import { InstrumentScoreService } from './instrument-score.service.js';
import { DiaryScores } from './outcomes.public.js';
import { PainScoreController } from './pain-score.controller.js';
import { PainScoreRepository } from './pain-score.repository.js';
import { PainScoreService } from './pain-score.service.js';
import { ReliefFigures } from './relief-figures.js';
import { ReliefFiguresRepository } from './relief-figures.repository.js';
import { ReliefController } from './relief.controller.js';
import { ReliefRepository } from './relief.repository.js';
import { ReliefService } from './relief.service.js';
import { TimeOutController } from './time-out.controller.js';
import { TimeOutRepository } from './time-out.repository.js';
import { TimeOutService } from './time-out.service.js';
import { VitalSignsController } from './vital-signs.controller.js';
import { VitalSignsRepository } from './vital-signs.repository.js';
import { VitalSignsService } from './vital-signs.service.js';

@Module({
  imports: [PatientsModule, SeriesModule, SchedulingModule, ReadinessModule],
  controllers: [
    InjectionController,
    PainScoreController,
    InstrumentScoreController,
    ReliefController,
    TimeOutController,
    VitalSignsController,
    LedgerController,
    DecisionController,
  ],
  providers: [
    InjectionService,
    InjectionRepository,
    PainScoreService,
    PainScoreRepository,
    InstrumentScoreService,
    InstrumentScoreRepository,
    ReliefService,
    ReliefRepository,
    ClinicDurationsRepository,
    ClinicModelStore,
    ReliefFigures,
    ReliefFiguresRepository,
    TimeOutService,
    TimeOutRepository,
    VitalSignsService,
    VitalSignsRepository,
    LedgerService,
    LedgerRepository,
    DiaryScores,
    DecisionService,
    DecisionFactsRepository,
  ],
  exports: [DiaryScores],
})
export class OutcomesModule {}
