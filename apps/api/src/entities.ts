import { PracticeSetupRow } from './modules/interop/practice-setup.entity.js';
import { AuditEventPatientRow, AuditEventRow, AuditHeadRow } from './modules/audit/audit-event.entity.js';
import { AccountRow } from './modules/identity/account.entity.js';
import { MemberRow } from './modules/identity/member.entity.js';
import { PracticeRow } from './modules/identity/practice.entity.js';
import { OpenIdAttemptRow, OpenIdLinkRow } from './modules/identity/openid.entity.js';
import { RateLimitRow } from './modules/identity/rate-limit.entity.js';
import {
  PasskeyChallengeRow,
  PasskeyCredentialRow,
  RecoveryCodeRow,
  SecondFactorRow,
  SignInAttemptRow,
  TotpSeedRow,
} from './modules/identity/second-factor.entity.js';
import {
  AdministratorRequestRow,
  MemberInvitationRow,
  PasswordResetRow,
} from './modules/members/member-invitation.entity.js';
import { StaffMessageRow } from './modules/messaging/staff-message.entity.js';
import { SignInRow } from './modules/identity/sign-in.entity.js';
import { DiaryEntryRow } from './modules/diary/diary-entry.entity.js';
import { PatientAccessRow, PatientLinkRow } from './modules/diary/patient-link.entity.js';
import { SymptomReportRow } from './modules/diary/symptom-report.entity.js';
import {
  MessageLinkRow,
  MessagePolicyRow,
  MessageRow,
  MessageTextRow,
} from './modules/messaging/message.entity.js';
import {
  ComplicationRow,
  DrugAdministrationRow,
  InjectionRow,
  SkinTemperatureRow,
} from './modules/outcomes/injection.entity.js';
import { ExternalSteroidRow } from './modules/outcomes/external-steroid.entity.js';
import { InstrumentScoreRow } from './modules/outcomes/instrument-score.entity.js';
import {
  InjectionReliefRow,
  ReliefDueRow,
  ReliefRevisionRow,
} from './modules/outcomes/injection-relief.entity.js';
import { VolumeDueRow, VolumeSummaryRow } from './modules/reporting/volume-summary.entity.js';
import { PainScoreRow } from './modules/outcomes/pain-score.entity.js';
import { TimeOutRow } from './modules/outcomes/time-out.entity.js';
import { VitalSignsRow } from './modules/outcomes/vital-signs.entity.js';
import { ClinicalFlagRow } from './modules/patients/clinical-flag.entity.js';
import { ConditionRow } from './modules/patients/condition.entity.js';
import { PatientDistinctionRow } from './modules/patients/patient-distinction.entity.js';
import { PatientMergeRow, PatientMergeRowRow } from './modules/patients/patient-merge.entity.js';
import { RecordOpeningRow, RecordRestrictionRow } from './modules/patients/restricted-record.entity.js';
import { PatientRow } from './modules/patients/patient.entity.js';
import { PatientSearchWordRow } from './modules/patients/patient-search-word.entity.js';
import { ProcedureStepRow } from './modules/readiness/procedure-step.entity.js';
import { DischargeRow, RecoveryReadingRow } from './modules/readiness/recovery.entity.js';
import { ArrivalRow } from './modules/readiness/arrival.entity.js';
import { ClinicalPolicyRow } from './modules/outcomes/clinical-policy.entity.js';
import { ReadinessPolicyRow } from './modules/readiness/readiness-policy.entity.js';
import { RequirementEvidenceRow } from './modules/readiness/requirement-evidence.entity.js';
import { RoomEntryRow } from './modules/readiness/room-entry.entity.js';
import {
  BlockTimeExceptionRow,
  BlockTimeKeepRow,
  BlockTimeReleaseRow,
} from './modules/scheduling/block-time.entity.js';
import { BlockTimeRow, ClinicRow, ClosureRow, OpeningHoursRow } from './modules/scheduling/clinic.entity.js';
import { DisplacedSessionRow, DisplacementRow } from './modules/scheduling/displacement.entity.js';
import { HeldTimeRow } from './modules/scheduling/held-time.entity.js';
import {
  HoldRow,
  ProcedureTypeRow,
  ResourceProfileRow,
  ResourceRow,
} from './modules/scheduling/resource.entity.js';
import { FollowUpTaskRow, SessionOverrideRow, SessionRow } from './modules/scheduling/session.entity.js';
import { FreedTimeRow, WaitlistEntryRow } from './modules/scheduling/waitlist.entity.js';
import { AuthorisationRow, AuthorisationUnitRow } from './modules/series/authorisation.entity.js';
import { DecisionRow } from './modules/series/decision.entity.js';
import { InjectionSeriesRow } from './modules/series/injection-series.entity.js';
import { PayerRuleRow } from './modules/series/payer-rule.entity.js';
import { IdempotencyKeyRow } from './platform/database/idempotency-key.entity.js';

/** Every table of the product; the drift check compares these with what the migrations made. */
export const entities = [
  PracticeRow,
  AccountRow,
  MemberRow,
  SignInRow,
  OpenIdLinkRow,
  OpenIdAttemptRow,
  RateLimitRow,
  SecondFactorRow,
  TotpSeedRow,
  PasskeyCredentialRow,
  RecoveryCodeRow,
  SignInAttemptRow,
  PasskeyChallengeRow,
  MemberInvitationRow,
  AdministratorRequestRow,
  PasswordResetRow,
  AuditEventRow,
  AuditEventPatientRow,
  AuditHeadRow,
  IdempotencyKeyRow,
  ClinicRow,
  OpeningHoursRow,
  ClosureRow,
  BlockTimeRow,
  BlockTimeExceptionRow,
  BlockTimeReleaseRow,
  BlockTimeKeepRow,
  ResourceRow,
  ProcedureTypeRow,
  ResourceProfileRow,
  PatientRow,
  PatientMergeRow,
  PatientMergeRowRow,
  PatientDistinctionRow,
  RecordRestrictionRow,
  RecordOpeningRow,
  PatientSearchWordRow,
  ClinicalFlagRow,
  ConditionRow,
  InjectionSeriesRow,
  DecisionRow,
  AuthorisationRow,
  AuthorisationUnitRow,
  PayerRuleRow,
  SessionRow,
  SessionOverrideRow,
  HoldRow,
  HeldTimeRow,
  WaitlistEntryRow,
  FreedTimeRow,
  DisplacementRow,
  DisplacedSessionRow,
  FollowUpTaskRow,
  ExternalSteroidRow,
  RequirementEvidenceRow,
  RoomEntryRow,
  ReadinessPolicyRow,
  ClinicalPolicyRow,
  InjectionRow,
  DrugAdministrationRow,
  SkinTemperatureRow,
  ComplicationRow,
  PainScoreRow,
  InjectionReliefRow,
  ReliefDueRow,
  ReliefRevisionRow,
  VolumeSummaryRow,
  VolumeDueRow,
  MessageRow,
  MessageTextRow,
  MessageLinkRow,
  MessagePolicyRow,
  StaffMessageRow,
  ProcedureStepRow,
  RecoveryReadingRow,
  DischargeRow,
  ArrivalRow,
  VitalSignsRow,
  TimeOutRow,
  InstrumentScoreRow,
  PatientLinkRow,
  PatientAccessRow,
  DiaryEntryRow,
  SymptomReportRow,
  PracticeSetupRow,
];
