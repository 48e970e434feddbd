import type { VolumeDimension, VolumeView } from '@lull/contracts';
import { addCivilDays } from '@lull/domain';

export const dimensionWords: Readonly<Record<VolumeDimension, string>> = {
  month: 'Month',
  week: 'Week',
  day: 'Day',
  clinic: 'Clinic',
  physician: 'Physician',
  'procedure-type': 'Procedure',
  room: 'Room',
  sedation: 'Sedation',
  purpose: 'Purpose',
  side: 'Side',
  condition: 'Condition',
  payer: 'Payer',
  status: 'Status',
};

/** The name of a figure: what is behind it, in words. */
export function figureName(
  volume: VolumeView,
  figure: { readonly row?: string; readonly column?: string },
): string {
  const row = volume.rows.find(({ key }) => key === figure.row)?.label;
  const column = volume.columns.find(({ key }) => key === figure.column)?.label;
  const what = volume.measure === 'sessions' ? 'Sessions' : 'Injections';
  return [what, row, column].filter((part) => part !== undefined).join(', ');
}

/** In words, where two figures meet: `12 sessions, Mar 2026, completed`. */
export function figureLabel(
  volume: VolumeView,
  count: number,
  figure: { readonly row?: string; readonly column?: string },
): string {
  const [what = '', ...where] = figureName(volume, figure).split(', ');
  const words = what.toLowerCase();
  return [`${count} ${count === 1 ? words.replace(/s$/, '') : words}`, ...where].join(', ');
}

/** The row's label; a month of which the range has only a part says which part: its bar is no whole month's. */
export function rowLabel({ by, from, to }: VolumeView, { key, label }: VolumeView['rows'][number]): string {
  if (by !== 'month') return label;
  const parts = [
    ...(from.startsWith(key) && !from.endsWith('-01') ? [`from ${Number(from.slice(8))}`] : []),
    ...(to.startsWith(key) && addCivilDays(to, 1).startsWith(key) ? [`to ${Number(to.slice(8))}`] : []),
  ];
  return parts.length === 0 ? label : `${label}, ${parts.join(' ')}`;
}
