import type { Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import {
  CivilDate,
  CreatedAt,
  Id,
  PracticeId,
  Reference,
  Text,
  TextList,
  Version,
  Whole,
} from '../../platform/database/columns.js';

/** A payer's number of units for one side and set of codes, within a validity. */
@Entity('authorisation')
@ForeignKey('patient', ['practiceId', 'patientId'], ['practiceId', 'id'], {
  name: 'authorisation_patient_exists',
})
@ForeignKey('injection_series', ['practiceId', 'seriesId'], ['practiceId', 'id'], {
  name: 'authorisation_series_exists',
})
@Check('authorisation_side_known', `side IN ('left','right','both')`)
@Check(
  'authorisation_units_balance',
  `units >= 0 AND reserved >= 0 AND used >= 0 AND reserved + used <= units`,
)
@Check('authorisation_validity_ordered', `valid_from <= valid_to`)
@Index('authorisation_by_series', ['practiceId', 'seriesId'])
export class AuthorisationRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() patientId!: string;
  @Reference({ nullable: true }) seriesId!: string | null;
  @Text() payer!: string;
  @Text() number!: string;
  @Text() side!: 'left' | 'right' | 'both';
  @TextList() codes!: string[];
  @Whole() units!: number;
  @Whole({ default: 0 }) reserved!: number;
  @Whole({ default: 0 }) used!: number;
  @CivilDate() validFrom!: string;
  @CivilDate() validTo!: string;
  @Version() version!: number;
  @CreatedAt() createdAt!: Temporal.Instant;
}
