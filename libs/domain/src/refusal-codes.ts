import { memberRefusalCodes } from './members/refusal-codes.js';
import { messagingRefusalCodes } from './messaging/refusal-codes.js';
import { timeOutRefusalCodes, vitalSignsRefusalCodes } from './outcomes/day-codes.js';
import { ledgerAdvisoryCodes, ledgerRefusalCodes } from './ledgers/refusal-codes.js';
import { outcomesAdvisoryCodes, outcomesRefusalCodes } from './outcomes/refusal-codes.js';
import { mergeRefusalCodes, patientRefusalCodes } from './patients/refusal-codes.js';
import { readinessRefusalCodes } from './readiness/refusal-codes.js';
import { policyAdvisoryCodes, policyRefusalCodes } from './readiness/policy-codes.js';
import { arrivalRefusalCodes } from './readiness/arrival-codes.js';
import { recoveryRefusalCodes } from './recovery/refusal-codes.js';
import { profileAdvisoryCodes, profileRefusalCodes } from './scheduling/profile-codes.js';
import { settingsRefusalCodes } from './scheduling/settings-codes.js';
import { schedulingAdvisoryCodes, schedulingRefusalCodes } from './scheduling/refusal-codes.js';
import { seriesAdvisoryCodes, seriesRefusalCodes } from './series/refusal-codes.js';
import { waitlistAdvisoryCodes, waitlistRefusalCodes } from './scheduling/waitlist-codes.js';
import { timeRefusalCodes } from './time/refusal-codes.js';

/**
 * The closed list of reasons for which a rule says no. Each capability declares its own beside its
 * rules; gathered here so that a missing text is a compile error (`Record<RefusalCode, ...>`).
 */
export const refusalCodes = [
  ...timeRefusalCodes,
  ...patientRefusalCodes,
  ...mergeRefusalCodes,
  ...seriesRefusalCodes,
  ...schedulingRefusalCodes,
  ...profileRefusalCodes,
  ...settingsRefusalCodes,
  ...waitlistRefusalCodes,
  ...readinessRefusalCodes,
  ...policyRefusalCodes,
  ...outcomesRefusalCodes,
  ...messagingRefusalCodes,
  ...memberRefusalCodes,
  ...arrivalRefusalCodes,
  ...vitalSignsRefusalCodes,
  ...timeOutRefusalCodes,
  ...recoveryRefusalCodes,
  ...ledgerRefusalCodes,
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** The closed list of things a rule points out while saying yes. */
export const advisoryCodes = [
  ...seriesAdvisoryCodes,
  ...schedulingAdvisoryCodes,
  ...profileAdvisoryCodes,
  ...waitlistAdvisoryCodes,
  ...policyAdvisoryCodes,
  ...outcomesAdvisoryCodes,
  ...ledgerAdvisoryCodes,
] as const;
export type AdvisoryCode = (typeof advisoryCodes)[number];

/** What would make a refused wish possible; the facts beside it say when, where or which. */
export const remedyCodes = [
  'start-at',
  'wait-until',
  'choose-one-of-two-times',
  'choose-another-resource',
  'choose-another-day',
  'lift-closure',
  'activate-series',
  'correct-entry',
  'convert-to-unsedated',
  'settle-requirement',
] as const;
export type RemedyCode = (typeof remedyCodes)[number];
