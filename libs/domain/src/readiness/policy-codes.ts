/** Why a version of a clinical default cannot be as somebody wants it. */
export const policyRefusalCodes = [
  'policy.figure-out-of-range',
  'policy.figures-out-of-order',
  'policy.nothing-changed',
  'policy.begins-in-the-past',
  'policy.not-the-version-it-names',
] as const;

/** What a physician should know of a version that may stand all the same. */
export const policyAdvisoryCodes = ['policy.shorter-than-guideline', 'policy.begins-today'] as const;
