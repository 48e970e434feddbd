import { Injectable } from '@nestjs/common';
import { civilDateAt, codedSide, readinessKinds, type CivilDate } from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import { ClinicalFlagRepository } from './clinical-flag.repository.js';
import { PatientRepository } from './patient.repository.js';

/** What other modules may ask about patients. */
@Injectable()
export class Patients {
  constructor(
    private readonly patients: PatientRepository,
    private readonly flags: ClinicalFlagRepository,
  ) {}

  exists(tx: Tx, patientId: string): Promise<boolean> {
    return this.patients.exists(tx, patientId);
  }

  /** The patient's condition with this label and code, made if there is none. Its side is what the code names. */
  conditionOf(tx: Tx, patientId: string, label: string, icd10: string): Promise<string> {
    return this.patients.condition(tx, patientId, { label, icd10, side: codedSide(icd10) });
  }

  /** What booking needs to know of each patient's flags: kinds only. Every id has an entry. */
  async readiness(tx: Tx, patientIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const flags = await this.flags.activeOf(tx, patientIds);
    return new Map(
      patientIds.map((id) => [id, readinessKinds(flags.filter((flag) => flag.patientId === id))]),
    );
  }

  /** What an injection is judged by; without a weight nobody weighed her. */
  async treatmentFacts(
    tx: Tx,
    patientId: string,
  ): Promise<{ readonly weightKg: number | null; readonly anticoagulated: boolean }> {
    const kinds = (await this.readiness(tx, [patientId])).get(patientId) ?? [];
    return {
      weightKg: await this.patients.weightKg(tx, patientId),
      anticoagulated: kinds.includes('anticoagulant'),
    };
  }

  /** A weight that was measured becomes the patient's; the trail keeps the one before. */
  weigh(tx: Tx, patientId: string, weightKg: number): Promise<void> {
    return this.patients.weigh(tx, patientId, weightKg);
  }

  /** The practice's day, by the calendar of its first clinic. */
  async today(tx: Tx): Promise<CivilDate> {
    return civilDateAt(tx.now.epochMilliseconds, await this.patients.zone(tx));
  }
}
