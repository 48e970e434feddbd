import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Unique } from 'typeorm';
import {
  CreatedAt,
  Flag,
  Id,
  Instant,
  PracticeId,
  Reference,
  Text,
} from '../../platform/database/columns.js';

/** That a contact was answered, once for each; the scores of the answer are rows of `outcomes`. */
@Entity('diary_entry')
@ForeignKey('patient_link', ['practiceId', 'linkId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'diary_entry_link_of_patient',
})
@Unique('diary_entry_once_per_slot', ['practiceId', 'patientId', 'slot'])
@Check('diary_entry_slot_shaped', `slot ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}(-before)?$'`)
export class DiaryEntryRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @Reference() linkId!: string;
  /** The day on which the contact opened, or the day of a session with `-before`. */
  @Text() slot!: string;
  /** When the patient answered; `created_at` is when the answer arrived. */
  @Instant() at!: Temporal.Instant;
  /** Asked whether the pain is back, the patient said: not yet. */
  @Flag({ default: false }) notYet!: boolean;
  @CreatedAt() createdAt!: Temporal.Instant;
}
