import { smallNumberPolicy, withholdSmall } from '@lull/domain';
import type { ReportFigure, ReportLine, ReportTable } from '@lull/contracts';
import {
  addsUp,
  rowsBehind,
  type FigureDescriptor,
  type GroupingDescriptor,
  type TableDescriptor,
} from './report-descriptor.js';
import type { GroupFigures } from './report.repository.js';
import { sentenceCase, timesBetween } from './volume-dimensions.js';

interface Period {
  readonly from: string;
  readonly to: string;
  readonly groups: readonly GroupFigures[];
}

interface TableAsked {
  readonly table: TableDescriptor;
  readonly grouping: GroupingDescriptor;
  /** Whether whoever asks sees clinical detail of a person. */
  readonly detail: boolean;
}

interface Line {
  readonly key: string;
  readonly label: string;
  readonly now: GroupFigures | undefined;
  readonly before: GroupFigures | undefined;
}

/** The figures of a period, with those of the period before beside them. */
export function reportTable(
  { table, grouping, detail }: TableAsked,
  now: Period,
  before: Period,
): ReportTable {
  const lines = linesOf(table, grouping, now, before);
  const totals: Line = {
    key: '',
    label: 'Total',
    now: now.groups.find(({ key }) => key === null),
    before: before.groups.find(({ key }) => key === null),
  };
  const rowsAreClinical = !detail && grouping.clinical === true;
  const [hidden, hiddenBefore] = (['now', 'before'] as const).map((when) =>
    table.figures.map((figure, index) =>
      withheldIn(
        lines.map((line) => line[when]),
        index,
        {
          rows: rowsAreClinical || (!detail && figure.clinical === true),
          columns: !detail && figure.clinical === true,
        },
      ),
    ),
  );
  const figuresOf = (line: Line, at: number): ReportFigure[] =>
    table.figures.map((figure, index) => ({
      value: valueOf(table, figure, index, line.now, at, hidden ?? []),
      before: valueOf(table, figure, index, line.before, at, hiddenBefore ?? []),
      withheld: isHidden(table, figure, index, at, hidden ?? []),
    }));
  const shown = lines.map((line, at): ReportLine => ({
    key: line.key,
    label: line.label,
    figures: figuresOf(line, at),
  }));
  return {
    key: table.key,
    title: table.title,
    by: grouping.label,
    columns: table.figures.map((figure) => ({
      key: figure.key,
      label: figure.label,
      unit: figure.unit,
      definition: { name: figure.label, version: figure.version, text: figure.means },
      adds: addsUp(figure),
      opens: rowsBehind(figure) !== null && mayOpen({ table, grouping, detail }, figure, false),
    })),
    rowsOpen: !rowsAreClinical,
    rows: accumulated(table, shown),
    totals: figuresOf(totals, -1),
  };
}

/** To open the rows of one value, or of one outcome, would tell it of every person among them. */
export function mayOpen(
  { table, grouping, detail }: TableAsked,
  figure: FigureDescriptor,
  oneRow: boolean,
): boolean {
  if (detail) return true;
  if (table.countsAlone === true || figure.clinical === true) return false;
  return !(oneRow && grouping.clinical === true);
}

/** Whether anything can be withheld from whoever asks. */
export const leastShown = (tables: readonly TableAsked[]): number | null =>
  tables.some(
    ({ table, grouping, detail }) =>
      !detail && (grouping.clinical === true || table.figures.some(({ clinical }) => clinical === true)),
  )
    ? smallNumberPolicy.least
    : null;

function linesOf(table: TableDescriptor, grouping: GroupingDescriptor, now: Period, before: Period): Line[] {
  const [found, earlier] = [now, before].map(
    ({ groups }) => new Map(groups.flatMap((each) => (each.key === null ? [] : [[each.key, each] as const]))),
  );
  if (grouping.months === true) {
    const months = timesBetween('month', now.from, now.to);
    const monthsBefore = timesBetween('month', before.from, before.to);
    // A month stands beside the month at the same place of the period before, where both have as many.
    return months.map(({ key, label }, index) => ({
      key,
      label,
      now: found?.get(key),
      before:
        monthsBefore.length === months.length ? earlier?.get(monthsBefore[index]?.key ?? '') : undefined,
    }));
  }
  const order = grouping.order ?? [];
  const keys = [...new Set([...order, ...(found?.keys() ?? [])])];
  const lines = keys.map((key) => ({
    key,
    label: grouping.words?.[key] ?? found?.get(key)?.name ?? sentenceCase(key),
    now: found?.get(key),
    before: earlier?.get(key),
  }));
  const ranked = table.figures.findIndex(({ key }) => key === table.rankedBy);
  const rank = ({ key, now: of }: Line): number =>
    order.includes(key) ? order.indexOf(key) - 1e9 : -(of?.values[ranked] ?? 0);
  return lines.toSorted(
    (a, b) => rank(a) - rank(b) || a.label.localeCompare(b.label, 'en') || (a.key < b.key ? -1 : 1),
  );
}

/** Of a figure, the places of lines in which it is withheld; -1 is the total. */
function withheldIn(
  lines: readonly (GroupFigures | undefined)[],
  figure: number,
  axes: { readonly rows: boolean; readonly columns: boolean },
): ReadonlySet<number> {
  if (!axes.rows) return new Set();
  const { cells, columnTotals } = withholdSmall(
    { cells: lines.map((line) => [line?.counts[figure] ?? 0]) },
    axes,
  );
  const places = cells.flatMap(([cell], index) => (cell === null ? [index] : []));
  return new Set(columnTotals[0] === null ? [...places, -1] : places);
}

function partsOf(table: TableDescriptor, { of }: FigureDescriptor): number[] {
  const keys = of.kind === 'share' ? [of.part, of.whole] : of.kind === 'cumulative' ? [of.part] : [];
  return keys.map((key) => table.figures.findIndex((each) => each.key === key));
}

function isHidden(
  table: TableDescriptor,
  figure: FigureDescriptor,
  index: number,
  at: number,
  hidden: readonly ReadonlySet<number>[],
): boolean {
  return [index, ...partsOf(table, figure)].some((each) => hidden[each]?.has(at) ?? false);
}

function valueOf(
  table: TableDescriptor,
  figure: FigureDescriptor,
  index: number,
  line: GroupFigures | undefined,
  at: number,
  hidden: readonly ReadonlySet<number>[],
): number | null {
  if (isHidden(table, figure, index, at, hidden)) return null;
  const { of } = figure;
  if (of.kind === 'share') {
    const [part, whole] = partsOf(table, figure).map((place) => line?.values[place] ?? 0);
    return whole === undefined || whole === 0 ? null : (100 * (part ?? 0)) / whole;
  }
  if (of.kind === 'cumulative') return null;
  return line?.values[index] ?? (addsUp(figure) ? 0 : null);
}

/** In the order in which the rows stand; from the first that is withheld on, nothing can be said. */
function accumulated(table: TableDescriptor, rows: readonly ReportLine[]): ReportLine[] {
  const places = table.figures.flatMap(({ of }, index) =>
    of.kind === 'cumulative' ? [{ index, part: table.figures.findIndex(({ key }) => key === of.part) }] : [],
  );
  return places.reduce<ReportLine[]>(
    (lines, { index, part }) => {
      const whole = lines.reduce((sum, line) => sum + (line.figures[part]?.value ?? NaN), 0);
      let sum = 0;
      return lines.map((line) => {
        sum += line.figures[part]?.value ?? NaN;
        const value = whole > 0 ? (100 * sum) / whole : null;
        return {
          ...line,
          figures: line.figures.map((each, place) => (place === index ? { ...each, value } : each)),
        };
      });
    },
    [...rows],
  );
}
