import { Module } from '@nestjs/common';
import { AccessReportRepository } from './access-report.repository.js';
import { AccessReportService } from './access-report.service.js';
import { AuditSearchRepository } from './audit-search.repository.js';
import { AuditSearchService } from './audit-search.service.js';
import { AuditController } from './audit.controller.js';
import { AuditRepository } from './audit.repository.js';
import { AuditService } from './audit.service.js';

@Module({
  controllers: [AuditController],
  providers: [
    AuditService,
    AuditRepository,
    AuditSearchService,
    AuditSearchRepository,
    AccessReportService,
    AccessReportRepository,
  ],
})
export class AuditModule {}
