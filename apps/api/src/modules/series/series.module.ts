import { Module } from '@nestjs/common';
import { PatientsModule } from '../patients/patients.module.js';
import { SeriesController } from './series.controller.js';
import { SeriesRepository } from './series.repository.js';
import { SeriesService } from './series.service.js';
import { SeriesPlans } from './series.public.js';

@Module({
  imports: [PatientsModule],
  controllers: [SeriesController],
  providers: [SeriesService, SeriesRepository, SeriesPlans],
  exports: [SeriesPlans],
})
export class SeriesModule {}
