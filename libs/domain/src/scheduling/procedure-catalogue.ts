import { defaultProfiles } from './default-profiles.js';
import type { ResourceProfile } from './resource-profile.js';

/** A procedure as a clinic may begin with it; each figure is the clinic's to confirm. */
export interface CatalogueProcedure {
  /** Short, as boards show it and as a book names it. */
  readonly code: string;
  readonly name: string;
  /** The part of the body. */
  readonly region: string;
  readonly durationMinutes: number;
  readonly usesXRay: boolean;
  readonly usesContrast: boolean;
}

/**
 * SETUP-03: the lumbar sympathetic block and its siblings, as a clinic begins with them. The first is the leaflet's
 * (S1, S19); the length of the others is half an hour as the first's, from general knowledge, to be confirmed.
 */
export const procedureCatalogue: readonly CatalogueProcedure[] = [
  sibling('LSB', 'Lumbar sympathetic block', 'Leg and foot'),
  sibling('SGB', 'Stellate ganglion block', 'Arm, neck and face'),
  sibling('TSB', 'Thoracic sympathetic block', 'Chest and arm'),
  sibling('CPB', 'Coeliac plexus block', 'Upper abdomen'),
  sibling('SHP', 'Superior hypogastric plexus block', 'Pelvis'),
  sibling('GIB', 'Ganglion impar block', 'Perineum and tailbone'),
];

function sibling(code: string, name: string, region: string): CatalogueProcedure {
  return { code, name, region, durationMinutes: 30, usesXRay: true, usesContrast: true };
}

/** What a visit for it holds at each level: as for a lumbar sympathetic block (BOOK-03). */
export function catalogueProfiles({ code }: Pick<CatalogueProcedure, 'code'>): ResourceProfile[] {
  return defaultProfiles.map((profile) => ({ ...profile, procedureType: code }));
}
