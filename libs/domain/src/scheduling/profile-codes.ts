/** Why a resource profile, or what it draws on, cannot be as somebody wants it. */
export const profileRefusalCodes = [
  'profile.stage-missing',
  'profile.stage-repeated',
  'profile.stage-empty',
  'profile.stage-backwards',
  'profile.stage-too-far',
  'profile.stages-out-of-order',
  'profile.procedure-not-the-session',
  'profile.patient-gap',
  'profile.held-twice-at-once',
  'profile.need-missing',
  'profile.need-repeated',
  'profile.count-impossible',
  'profile.patient-has-no-skill',
  'profile.sedation-nurse-missing',
  'profile.recovery-too-short',
  'profile.exists-already',
  'profile.code-taken',
  'profile.resource-name-taken',
  'profile.resource-still-held',
  'profile.not-shareable',
] as const;

/** What a clinic should know of a profile that may stand all the same. */
export const profileAdvisoryCodes = ['profile.need-cannot-be-met', 'profile.x-ray-without-c-arm'] as const;
