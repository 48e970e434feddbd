import { Module } from '@nestjs/common';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { ArrivalController } from './arrival.controller.js';
import { ArrivalRepository } from './arrival.repository.js';
import { ArrivalService } from './arrival.service.js';

@Module({
  imports: [SchedulingModule],
  controllers: [ArrivalController],
  providers: [ArrivalService, ArrivalRepository],
})
export class ReadinessModule {}
