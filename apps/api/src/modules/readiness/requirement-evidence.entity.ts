import type { EvidenceOutcome, RequirementKind, RestsOn, Temporal } from '@lull/domain';
import { Check, Entity, ForeignKey, Index } from 'typeorm';
import { Id, Instant, Json, PracticeId, Reference, Text } from '../../platform/database/columns.js';

/** What somebody recorded about a requirement of a session. Written once; the latest of a kind speaks. */
@Entity('requirement_evidence')
@ForeignKey('session', ['practiceId', 'sessionId'], ['practiceId', 'id'], {
  name: 'requirement_evidence_session_exists',
})
@ForeignKey('member', ['practiceId', 'recordedBy'], ['practiceId', 'id'], {
  name: 'requirement_evidence_member_exists',
})
@Check(
  'requirement_evidence_kind_known',
  `kind IN ('consent-for-side','anticoagulant-decision','allergy-reviewed','pregnancy-test','escort-confirmed','fasting-kept','sedation-consent','no-infection','inr-in-range','sedation-assessment','fasting-signed-off','fasting-told','glucose-plan','pain-present','authorisation')`,
)
@Check('requirement_evidence_outcome_known', `outcome IN ('requested','met','failed','waived')`)
@Check('requirement_evidence_waiver_says_why', `outcome <> 'waived' OR btrim(coalesce(reason,'')) <> ''`)
@Check('requirement_evidence_rests_on_facts', `jsonb_typeof(rests_on) = 'object'`)
@Check('requirement_evidence_particulars_named', `jsonb_typeof(particulars) = 'object'`)
@Check(
  'requirement_evidence_consent_names_side',
  `kind <> 'consent-for-side' OR outcome <> 'met' OR coalesce(particulars->>'side','') IN ('left','right','both')`,
)
@Check('requirement_evidence_source_known', `source IN ('staff','patient','system')`)
@Check('requirement_evidence_staff_says_who', `(source = 'staff') = (recorded_by IS NOT NULL)`)
@Index('requirement_evidence_by_session', ['practiceId', 'sessionId', 'kind', 'at'])
@Index('requirement_evidence_waived', ['practiceId', 'at'], { where: `outcome = 'waived'` })
export class RequirementEvidenceRow {
  @PracticeId() practiceId!: string;
  @Id() id!: string;
  @Reference() sessionId!: string;
  @Text() kind!: RequirementKind;
  @Text() outcome!: EvidenceOutcome;
  @Instant() at!: Temporal.Instant;
  /** The facts that it was given for (READY-41). */
  @Json() restsOn!: RestsOn;
  @Json({ default: {} }) particulars!: Readonly<Record<string, unknown>>;
  @Text({ nullable: true }) reason!: string | null;
  @Text() source!: 'staff' | 'patient' | 'system';
  @Reference({ nullable: true }) recordedBy!: string | null;
}
