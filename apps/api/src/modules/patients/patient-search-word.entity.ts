import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { PracticeId } from '../../platform/database/columns.js';

/** One word of a patient's name, or the MRN as one word; kept by a trigger on `patient`, never by hand. */
@Entity('patient_search_word')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'patient_search_word_patient_exists',
})
@Index('patient_search_word_by_patient', ['practiceId', 'patientId'])
export class PatientSearchWordRow {
  @PracticeId() practiceId!: string;
  /** In the order of bytes, so that the beginning of a word is a range of the key. */
  @PrimaryColumn({ type: 'text', collation: 'C' }) word!: string;
  @PrimaryColumn('uuid') patientId!: string;
}
