/** How deeply a session sedates. Sedation is a mode: it changes stages, fasting, escort and recovery (product rule 3). */
export const sedationLevels = ['none', 'minimal', 'moderate', 'deep'] as const;
export type SedationLevel = (typeof sedationLevels)[number];
