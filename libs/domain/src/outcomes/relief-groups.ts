/** By what the injections of a clinic are set beside each other. */
export const reliefDimensions = [
  'procedure-type',
  'physician',
  'condition',
  'side',
  'sedation',
  'steroid',
  'ordinal',
  'clinic',
] as const;
export type ReliefDimension = (typeof reliefDimensions)[number];

/** The figures of a group of injections that open their rows. */
export const reliefFigureNames = [
  'injections',
  'evaluable',
  'lapsed',
  'ongoing',
  'at-risk',
  'lapsed-before',
  'censored-before',
  'persisted-at-next',
  'responder',
  'non-responder',
  'judged',
  'uncertain',
  'not-evaluable',
  'indeterminate',
  'missing-baseline',
  'low-baseline',
  'no-data',
  'quality',
  'baseline-source',
  'complication',
  'diagnostic',
  'pre-surgical',
] as const;
export type ReliefFigureName = (typeof reliefFigureNames)[number];
