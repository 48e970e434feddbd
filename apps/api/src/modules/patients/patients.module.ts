import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { ClinicalFlagController } from './clinical-flag.controller.js';
import { ClinicalFlagRepository } from './clinical-flag.repository.js';
import { ClinicalFlagService } from './clinical-flag.service.js';
import { PatientDistinctionController } from './patient-distinction.controller.js';
import { PatientDistinctionRepository } from './patient-distinction.repository.js';
import { PatientDistinctionService } from './patient-distinction.service.js';
import { PatientMergeController } from './patient-merge.controller.js';
import { PatientMergeRepository } from './patient-merge.repository.js';
import { PatientMergeService } from './patient-merge.service.js';
import { PatientController } from './patient.controller.js';
import { PatientRepository } from './patient.repository.js';
import { PatientSearchRepository } from './patient-search.repository.js';
import { PatientService } from './patient.service.js';
import { RestrictedRecordController } from './restricted-record.controller.js';
import { RestrictedRecordRepository } from './restricted-record.repository.js';
import { RestrictedRecordService } from './restricted-record.service.js';
import { Patients } from './patients.public.js';

@Module({
  imports: [IdentityModule],
  controllers: [
    PatientController,
    PatientMergeController,
    PatientDistinctionController,
    RestrictedRecordController,
    ClinicalFlagController,
  ],
  providers: [
    PatientService,
    PatientRepository,
    PatientSearchRepository,
    PatientMergeService,
    PatientMergeRepository,
    PatientDistinctionService,
    PatientDistinctionRepository,
    RestrictedRecordService,
    RestrictedRecordRepository,
    ClinicalFlagService,
    ClinicalFlagRepository,
    Patients,
  ],
  exports: [Patients],
})
export class PatientsModule {}
