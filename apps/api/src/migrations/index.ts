import { ScheduleTables1795000000001 } from './001-schedule-tables.js';
import { CareTables1795000000002 } from './002-care-tables.js';
import { ForeignKeys1795000000003 } from './003-foreign-keys.js';
import { RowSecurity1795000000004 } from './004-row-security.js';
import { AuditTrail1795000000005 } from './005-audit-trail.js';
import { ChangeNotices1795000000006 } from './006-change-notices.js';
import { RateLimits1795000000007 } from './007-rate-limits.js';
import { PatientSearch1795000000008 } from './008-patient-search.js';
import { ReportingViews1795000000009 } from './009-reporting-views.js';
import { DailyLimits1795000000010 } from './010-daily-limits.js';
import { BlockTimePatterns1795000000011 } from './011-block-time-patterns.js';
import { LastChange1795000000012 } from './012-last-change.js';
import { WaitlistAndHeldTimes1795000000013 } from './013-waitlist-and-held-times.js';
import { MaximumDoseReason1795000000016 } from './016-maximum-dose-reason.js';
import { MrnFigures1795000000017 } from './017-mrn-figures.js';
import { ResourceProfiles1795000000018 } from './018-resource-profiles.js';
import { Displacement1795000000019 } from './019-displacement.js';
import { TimesAndAuthors1795000000020 } from './020-times-and-authors.js';
import { OneTrailFunction1795000000021 } from './021-one-trail-function.js';
import { SettingsNotices1795000000022 } from './022-settings-notices.js';
import { ClinicContact1795000000023 } from './023-clinic-contact.js';
import { Readiness1795000000024 } from './024-readiness.js';
import { Messages1795000000025 } from './025-messages.js';
import { Diary1795000000026 } from './026-diary.js';
import { ArrivalAndTimeOut1795000000027 } from './027-arrival-and-time-out.js';
import { ProcedureAndRecovery1795000000028 } from './028-procedure-and-recovery.js';
import { Ledgers1795000000029 } from './029-ledgers.js';
import { HazardGuards1795000000030 } from './030-hazard-guards.js';
import { RoomEntries1795000000031 } from './031-room-entries.js';
import { Decisions1795000000033 } from './033-decisions.js';
import { DeathReported1795000000034 } from './034-death-reported.js';
import { ReliefFigures1795000000035 } from './035-relief-figures.js';
import { VolumeSummary1795000000037 } from './037-volume-summary.js';
import { Members1795000000038 } from './038-members.js';
import { SecondFactors1795000000039 } from './039-second-factors.js';
import { ClinicSettings1795000000040 } from './040-clinic-settings.js';
import { PolicyVersions1795000000041 } from './041-policy-versions.js';
import { AuditSearch1795000000042 } from './042-audit-search.js';
import { PatientMerge1795000000043 } from './043-patient-merge.js';
import { TargetSymptom1795000000044 } from './044-target-symptom.js';
import { ReportViews1795000000045 } from './045-report-views.js';
import { PracticeSetup1795000000048 } from './048-practice-setup.js';
import { ClinicalPolicies1795000000050 } from './050-clinical-policies.js';
import { RestrictedRecords1795000000052 } from './052-restricted-records.js';
import { TwoPersons1795000000053 } from './053-two-persons.js';
import { OpenId1795000000054 } from './054-openid.js';
import { ReportSpeed1795000000056 } from './056-report-speed.js';
import { PreparationToldAnew1795000000057 } from './057-preparation-told-anew.js';
import { LanguageOfMembers1795000000058 } from './058-language-of-members.js';

/** In the order they run; forward only. */
export const migrations = [
  ScheduleTables1795000000001,
  CareTables1795000000002,
  ForeignKeys1795000000003,
  RowSecurity1795000000004,
  AuditTrail1795000000005,
  ChangeNotices1795000000006,
  RateLimits1795000000007,
  PatientSearch1795000000008,
  ReportingViews1795000000009,
  DailyLimits1795000000010,
  BlockTimePatterns1795000000011,
  LastChange1795000000012,
  WaitlistAndHeldTimes1795000000013,
  MaximumDoseReason1795000000016,
  MrnFigures1795000000017,
  ResourceProfiles1795000000018,
  Displacement1795000000019,
  TimesAndAuthors1795000000020,
  OneTrailFunction1795000000021,
  SettingsNotices1795000000022,
  ClinicContact1795000000023,
  Readiness1795000000024,
  Messages1795000000025,
  Diary1795000000026,
  ArrivalAndTimeOut1795000000027,
  ProcedureAndRecovery1795000000028,
  Ledgers1795000000029,
  HazardGuards1795000000030,
  RoomEntries1795000000031,
  Decisions1795000000033,
  DeathReported1795000000034,
  ReliefFigures1795000000035,
  VolumeSummary1795000000037,
  Members1795000000038,
  SecondFactors1795000000039,
  ClinicSettings1795000000040,
  PolicyVersions1795000000041,
  AuditSearch1795000000042,
  PatientMerge1795000000043,
  TargetSymptom1795000000044,
  ReportViews1795000000045,
  PracticeSetup1795000000048,
  ClinicalPolicies1795000000050,
  RestrictedRecords1795000000052,
  TwoPersons1795000000053,
  OpenId1795000000054,
  ReportSpeed1795000000056,
  PreparationToldAnew1795000000057,
  LanguageOfMembers1795000000058,
];
