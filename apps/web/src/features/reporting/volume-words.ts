import type { VolumeDimension, VolumeView } from '@lull/contracts';

export const dimensionWords: Readonly<Record<VolumeDimension, string>> = {
  month: 'Month',
  physician: 'Physician',
  'procedure-type': 'Procedure',
  room: 'Room',
  sedation: 'Sedation',
  purpose: 'Purpose',
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
  const [what, ...where] = figureName(volume, figure).split(', ');
  return [`${count} ${(what ?? '').toLowerCase()}`, ...where].join(', ');
}
