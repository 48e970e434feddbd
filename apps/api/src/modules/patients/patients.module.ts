import { Module } from '@nestjs/common';
import { ClinicalFlagController } from './clinical-flag.controller.js';
import { ClinicalFlagRepository } from './clinical-flag.repository.js';
import { ClinicalFlagService } from './clinical-flag.service.js';
import { PatientController } from './patient.controller.js';
import { PatientRepository } from './patient.repository.js';
import { PatientSearchRepository } from './patient-search.repository.js';
import { PatientService } from './patient.service.js';
import { Patients } from './patients.public.js';

@Module({
  controllers: [PatientController, ClinicalFlagController],
  providers: [
    PatientService,
    PatientRepository,
    PatientSearchRepository,
    ClinicalFlagService,
    ClinicalFlagRepository,
    Patients,
  ],
  exports: [Patients],
})
export class PatientsModule {}
