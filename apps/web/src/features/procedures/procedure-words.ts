import type { ProfileStageView, ResourceKindName, ResourceNeedView, Sedation } from '@lull/contracts';
import { stageWords } from '../../ui/visit-stages.js';

export const kindNames: Readonly<Record<ResourceKindName, string>> = {
  patient: 'Patient',
  physician: 'Physician',
  room: 'Room',
  'c-arm': 'C-arm',
  'sedation-nurse': 'Sedation nurse',
  nurse: 'Nurse',
  'recovery-bay': 'Recovery bay',
};

export const levelWords: Readonly<Record<Sedation, string>> = {
  none: 'None',
  minimal: 'Minimal',
  moderate: 'Moderate',
  deep: 'Deep',
};

export function needWords({ resourceKind, skill, count }: ResourceNeedView): string {
  const kind = kindNames[resourceKind];
  return `${count === 1 ? '' : `${count} × `}${kind}${skill === undefined ? '' : ` (${skill})`}`;
}

/** `30 minutes before the start`, `the end`. */
export function edgeWords({ anchor, minutes }: ProfileStageView['from']): string {
  if (minutes === 0) return `the ${anchor}`;
  return `${Math.abs(minutes)} minutes ${minutes < 0 ? 'before' : 'after'} the ${anchor}`;
}

/** A stage in one sentence: for whoever does not see the picture. */
export function stageSentence({ kind, from, to, needs }: ProfileStageView): string {
  return `${stageWords[kind] ?? kind}, from ${edgeWords(from)} to ${edgeWords(to)}: ${needs.map(needWords).join(', ') || 'nothing'}.`;
}
