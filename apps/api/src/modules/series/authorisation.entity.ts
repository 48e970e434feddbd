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
@Index('authorisation_of_patient', ['practiceId', 'id', 'patientId'], { unique: true })
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

/** One unit and the session that it is for. The row stays when the unit is given back; a session holds one at a time. */
@Entity('authorisation_unit')
@ForeignKey(
  'authorisation',
  ['practiceId', 'authorisationId', 'patientId'],
  ['practiceId', 'id', 'patientId'],
  {
    name: 'authorisation_unit_authorisation_of_patient',
  },
)
@ForeignKey('session', ['practiceId', 'sessionId', 'patientId'], ['practiceId', 'id', 'patientId'], {
  name: 'authorisation_unit_session_of_patient',
})
@Check('authorisation_unit_state_known', `state IN ('reserved','used','returned')`)
@Index('authorisation_unit_once_per_session', ['practiceId', 'sessionId'], {
  unique: true,
  where: `state <> 'returned'`,
})
@Index('authorisation_unit_by_authorisation', ['practiceId', 'authorisationId'])
@Index('authorisation_unit_by_session', ['practiceId', 'sessionId'])
export class AuthorisationUnitRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() authorisationId!: string;
  @Reference() sessionId!: string;
  @Reference() patientId!: string;
  @Text({ default: 'reserved' }) state!: 'reserved' | 'used' | 'returned';
  @CreatedAt() createdAt!: Temporal.Instant;
}
