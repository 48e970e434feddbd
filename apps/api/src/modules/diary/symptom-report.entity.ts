import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CreatedAt,
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
  TextList,
} from '../../platform/database/columns.js';

/** Symptoms that a patient reported from home, as they were sorted then. Never changed. */
@Entity('symptom_report')
@ForeignKey('patient_link', ['practiceId', 'linkId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'symptom_report_link_of_patient',
})
@ForeignKey('follow_up_task', ['practiceId', 'taskId'], ['practiceId', 'id'], {
  name: 'symptom_report_task_exists',
})
@Check('symptom_report_names_symptoms', `cardinality(symptoms) > 0`)
@Check('symptom_report_triage_known', `triage IN ('emergency','same-day','routine')`)
@Check('symptom_report_urgent_has_task', `(triage = 'routine') = (task_id IS NULL)`)
@Index('symptom_report_by_patient', ['practiceId', 'patientId', 'at'])
export class SymptomReportRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @Reference() linkId!: string;
  @TextList() symptoms!: string[];
  @Text({ nullable: true }) note!: string | null;
  @Text() triage!: 'emergency' | 'same-day' | 'routine';
  /** The version of the sorting that gave the urgency. */
  @Text() definitionVersion!: string;
  @Instant() at!: Temporal.Instant;
  @Reference({ nullable: true }) taskId!: string | null;
  @CreatedAt() createdAt!: Temporal.Instant;
}
