/**
 * The board's one tab stop (roving tabindex), kept on the elements themselves: moving it must not redraw
 * hundreds of cards. A stop is a session or a free stretch; both are buttons with `data-start`.
 */
const stopSelector = 'button[data-start]';

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last' | 'page-left' | 'page-right';

export const directionOfKey: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
  PageUp: 'page-left',
  PageDown: 'page-right',
};

export function stopOf(target: EventTarget | null): HTMLButtonElement | null {
  return target instanceof Element ? target.closest<HTMLButtonElement>(stopSelector) : null;
}

export function startOf(stop: HTMLElement): number {
  return Number(stop.dataset['start']);
}

/** Makes `stop` the one that Tab reaches. */
export function makeTabStop(grid: HTMLElement, stop: HTMLButtonElement): void {
  for (const other of grid.querySelectorAll<HTMLButtonElement>(`${stopSelector}[tabindex="0"]`))
    other.tabIndex = -1;
  stop.tabIndex = 0;
}

/** There is always one, also after the stop that was one has gone. */
export function keepTabStop(grid: HTMLElement): void {
  if (grid.querySelector(`${stopSelector}[tabindex="0"]`) !== null) return;
  const stop =
    grid.querySelector<HTMLButtonElement>('button[data-session]') ??
    grid.querySelector<HTMLButtonElement>(stopSelector);
  if (stop !== null) stop.tabIndex = 0;
}

/** Where a key leads from a stop; the stop itself at the edge of the board. */
export function neighbour(
  stop: HTMLButtonElement,
  direction: Direction,
  columnsPerPage: number,
): HTMLButtonElement {
  const cell = stop.closest<HTMLElement>('[data-column]');
  if (cell === null) return stop;
  const inColumn = stopsOf(cell);
  const at = inColumn.indexOf(stop);
  switch (direction) {
    case 'up':
      return inColumn[at - 1] ?? stop;
    case 'down':
      return inColumn[at + 1] ?? stop;
    case 'first':
      return inColumn[0] ?? stop;
    case 'last':
      return inColumn.at(-1) ?? stop;
    case 'left':
      return inNearestColumn(stop, cell, -1, 1);
    case 'right':
      return inNearestColumn(stop, cell, 1, 1);
    case 'page-left':
      return inNearestColumn(stop, cell, -1, columnsPerPage);
    case 'page-right':
      return inNearestColumn(stop, cell, 1, columnsPerPage);
  }
}

/** The stop nearest in time, in the next column that has any, at least `steps` columns on where there are so many. */
function inNearestColumn(
  stop: HTMLButtonElement,
  cell: HTMLElement,
  sign: 1 | -1,
  steps: number,
): HTMLButtonElement {
  const cells = [...(cell.parentElement?.querySelectorAll<HTMLElement>('[data-column]') ?? [])];
  const from = cells.indexOf(cell);
  const wanted = Math.min(Math.max(from + sign * steps, 0), cells.length - 1);
  const onwards = sign === 1 ? cells.slice(wanted) : cells.slice(0, wanted + 1).toReversed();
  const backwards = sign === 1 ? cells.slice(from + 1, wanted).toReversed() : cells.slice(wanted + 1, from);
  for (const candidate of [...onwards, ...backwards]) {
    const [nearest] = stopsOf(candidate).sort((a, b) => distance(a, stop) - distance(b, stop));
    if (candidate !== cell && nearest !== undefined) return nearest;
  }
  return stop;
}

function distance(a: HTMLElement, b: HTMLElement): number {
  return Math.abs(startOf(a) - startOf(b));
}

function stopsOf(cell: HTMLElement): HTMLButtonElement[] {
  return [...cell.querySelectorAll<HTMLButtonElement>(stopSelector)].sort((a, b) => startOf(a) - startOf(b));
}

/** A card that went to another column is another element: the focus it had goes on to it, unless it is elsewhere by now. */
export function followFocus(grid: HTMLElement, sessionId: string): void {
  if (document.activeElement !== document.body) return;
  grid.querySelector<HTMLElement>(`button[data-session="${sessionId}"]:not([data-stage])`)?.focus();
}

/** Goes to the column of a resource: into sight, and the focus onto its first stop. The heads stand in the order of the columns. */
export function enterColumn(grid: HTMLElement, resourceId: string): void {
  const heads = [...grid.querySelectorAll<HTMLElement>('[data-head]')];
  const index = heads.findIndex((head) => head.dataset['head'] === resourceId);
  const cell = grid.querySelector<HTMLElement>(`[data-column="${index}"]`);
  if (cell === null) return;
  heads[index]?.scrollIntoView({ inline: 'center', block: 'nearest' });
  const stops = stopsOf(cell);
  (stops.find((stop) => stop.dataset['session'] !== undefined) ?? stops[0] ?? grid).focus();
}
