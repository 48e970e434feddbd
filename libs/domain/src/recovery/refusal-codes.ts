/**
 * Why a step of the procedure, a reading or a discharge is not written down. A code that begins with
 * `procedure.step-` or `recovery.reading-` says that the entry itself cannot be true.
 */
export const recoveryRefusalCodes = [
  'procedure.not-in-room',
  'procedure.disagrees-with-drugs',
  'procedure.step-reason-missing',
  'procedure.step-belongs-to-it',
  'procedure.step-twice',
  'procedure.step-in-future',
  'procedure.step-before-room',
  'recovery.not-recovering',
  'recovery.reading-empty',
  'recovery.reading-half-scored',
  'recovery.reading-in-future',
  'recovery.reading-before-recovery',
  'discharge.not-recovering',
  'discharge.not-recorded',
  'discharge.escort-not-present',
  'discharge.injection-not-recorded',
  'discharge.steps-open',
  'discharge.steps-disagree',
  'discharge.observed-too-short',
  'discharge.score-not-reached',
  'discharge.legs-not-tested',
  'discharge.standing-not-safe',
  'discharge.pain-not-recorded',
  'discharge.temperature-not-recorded',
  'discharge.after-care-not-told',
  'discharge.after-care-not-said-back',
] as const;
export type RecoveryRefusalCode = (typeof recoveryRefusalCodes)[number];
