import { Module } from '@nestjs/common';
import { ClinicalFlagController } from './clinical-flag.controller.js';
import { ClinicalFlagRepository } from './clinical-flag.repository.js';
import { ClinicalFlagService } from './clinical-flag.service.js';
import { PatientMergeController } from './patient-merge.controller.js';
import { PatientMergeRepository } from './patient-merge.repository.js';
import { PatientMergeService } from './patient-merge.service.js';
import { PatientController } from './patient.controller.js';
import { PatientRepository } from './patient.repository.js';
import { PatientSearchRepository } from './patient-search.repository.js';
import { PatientService } from './patient.service.js';
import { Patients } from './patients.public.js';

@Module({
  controllers: [PatientController, PatientMergeController, ClinicalFlagController],
  providers: [
    PatientService,
    PatientRepository,
    PatientSearchRepository,
    PatientMergeService,
    PatientMergeRepository,
    ClinicalFlagService,
    ClinicalFlagRepository,
    Patients,
  ],
  exports: [Patients],
})
export class PatientsModule {}
