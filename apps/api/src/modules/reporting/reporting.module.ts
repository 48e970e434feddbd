import { Module } from '@nestjs/common';
import { AboutController } from './about.controller.js';
import { AboutRepository } from './about.repository.js';
import { AboutService } from './about.service.js';
import { ActualDurationController } from './actual-duration.controller.js';
import { ActualDurationRepository } from './actual-duration.repository.js';
import { ActualDurationService } from './actual-duration.service.js';
import { ReliefBoundsService } from './relief-bounds.service.js';
import { ReliefReportController } from './relief-report.controller.js';
import { ReliefReportRepository } from './relief-report.repository.js';
import { ReliefReportService } from './relief-report.service.js';
import { ReportController } from './report.controller.js';
import { ReportRepository } from './report.repository.js';
import { ReportService } from './report.service.js';
import { VolumeController } from './volume.controller.js';
import { VolumeRepository } from './volume.repository.js';
import { VolumeSummaryRepository } from './volume-summary.repository.js';
import { VolumeSummary } from './volume-summary.service.js';
import { VolumeService } from './volume.service.js';

@Module({
  controllers: [
    AboutController,
    VolumeController,
    ActualDurationController,
    ReliefReportController,
    ReportController,
  ],
  providers: [
    AboutService,
    AboutRepository,
    ReportService,
    ReportRepository,
    ReliefReportService,
    ReliefBoundsService,
    ReliefReportRepository,
    VolumeService,
    VolumeRepository,
    VolumeSummary,
    VolumeSummaryRepository,
    ActualDurationService,
    ActualDurationRepository,
  ],
})
export class ReportingModule {}
