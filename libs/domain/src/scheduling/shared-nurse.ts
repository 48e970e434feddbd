import { accept, refuse, type Decision } from '../decision.js';
import type { ResourceKind } from './resource.js';

/** More than anybody can watch; keeps a slip of the finger from making a hundred lanes. */
export const mostLanes = 8;

/** One person who watches several patients at once. Of a room or a sedation nurse there is no share. */
const shareableKinds: readonly ResourceKind[] = ['nurse'];

/**
 * LANE-01: the names of the resources that stand for one person or thing: itself, or, of a nurse who watches
 * several patients at once, one lane for each. A lane is a resource like any other, so that the constraint on
 * holds decides who gets the last one. A sedation nurse watches one patient alone (clinical.md 3.2).
 */
export function laneNames(kind: ResourceKind, name: string, lanes: number): Decision<readonly string[]> {
  if (lanes === 1) return accept([name]);
  if (!shareableKinds.includes(kind) || !Number.isInteger(lanes) || lanes < 1 || lanes > mostLanes)
    return refuse({
      code: 'profile.not-shareable',
      facts: { field: 'lanes', resourceKind: kind, mostLanes },
      overridable: false,
    });
  return accept(Array.from({ length: lanes }, (_, index) => `${name}, lane ${index + 1}`));
}
