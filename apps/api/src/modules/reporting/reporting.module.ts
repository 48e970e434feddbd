import { Module } from '@nestjs/common';
import { VolumeController } from './volume.controller.js';
import { VolumeRepository } from './volume.repository.js';
import { VolumeService } from './volume.service.js';

@Module({
  controllers: [VolumeController],
  providers: [VolumeService, VolumeRepository],
})
export class ReportingModule {}
