import { Module } from '@nestjs/common';
import { PatientsModule } from '../patients/patients.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { SeriesModule } from '../series/series.module.js';
import { InjectionController } from './injection.controller.js';
import { InjectionRepository } from './injection.repository.js';
import { InjectionService } from './injection.service.js';
import { DiaryScores } from './outcomes.public.js';
import { PainScoreController } from './pain-score.controller.js';
import { PainScoreRepository } from './pain-score.repository.js';
import { PainScoreService } from './pain-score.service.js';
import { ReliefController } from './relief.controller.js';
import { ReliefRepository } from './relief.repository.js';
import { ReliefService } from './relief.service.js';

@Module({
  imports: [PatientsModule, SeriesModule, SchedulingModule],
  controllers: [InjectionController, PainScoreController, ReliefController],
  providers: [
    InjectionService,
    InjectionRepository,
    PainScoreService,
    PainScoreRepository,
    ReliefService,
    ReliefRepository,
    DiaryScores,
  ],
  exports: [DiaryScores],
})
export class OutcomesModule {}
