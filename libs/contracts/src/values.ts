/** The domain's closed lists, as the wire names them. */
export {
  resourceKinds,
  sedationLevels,
  seriesPurposes as purposes,
  seriesStates,
  sessionStates,
  sides,
  type ResourceKind as ResourceKindName,
  type SedationLevel as Sedation,
  type SeriesPurpose as Purpose,
  type SeriesState as SeriesStateName,
  type SessionState as SessionStateName,
  type Side,
} from '@lull/domain';

/** From where a steroid is known that was given elsewhere. */
export const steroidSources = ['patient', 'letter', 'record', 'other'] as const;
export type SteroidSource = (typeof steroidSources)[number];
