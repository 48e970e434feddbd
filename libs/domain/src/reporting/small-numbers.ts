/** How small a number of people may be before it is withheld from who sees no clinical detail of a person. */
export interface SmallNumberPolicy {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  /** A count from one to the number below this is withheld. */
  readonly least: number;
}

/** Chosen here; a clinic may set its own. */
export const smallNumberPolicy: SmallNumberPolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2026-01-01',
  least: 5,
};

/** Counts that add up: cells by row and column, with the totals of both. Null: withheld. */
export interface CountTable {
  readonly cells: readonly (readonly (number | null)[])[];
  readonly rowTotals: readonly (number | null)[];
  readonly columnTotals: readonly (number | null)[];
}

/** Which axes tell clinical detail. A total is clinical when the axis is whose values it stands for. */
export interface ClinicalAxes {
  readonly rows: boolean;
  readonly columns: boolean;
}

interface Count {
  readonly value: number;
  readonly clinical: boolean;
  withheld: boolean;
}

/**
 * REPORT-01: counts of clinical detail that are small are withheld, and further ones beside them, so that none of them
 * follows from a total by subtraction: of the counts of a line with its total at least two are withheld, or none, and
 * those withheld do not add up to less than the policy's least where more can be withheld. What is no clinical detail
 * is never withheld. Counts are whole and not negative; the table must add up.
 */
export function withholdSmall(
  table: { readonly cells: readonly (readonly number[])[] },
  axes: ClinicalAxes,
  { least }: SmallNumberPolicy = smallNumberPolicy,
): CountTable {
  const width = Math.max(0, ...table.cells.map((row) => row.length));
  const count = (value: number, clinical: boolean): Count => ({
    value,
    clinical,
    withheld: clinical && value > 0 && value < least,
  });
  const cells = table.cells.map((row) => row.map((value) => count(value, axes.rows || axes.columns)));
  const rowTotals = table.cells.map((row) => count(sum(row), axes.rows));
  const columnTotals = Array.from({ length: width }, (_, index) =>
    count(sum(table.cells.map((row) => row[index] ?? 0)), axes.columns),
  );
  // Each line is a sum that is shown: its parts, and the total they give.
  const lines: readonly (readonly Count[])[] = [
    ...cells.map((row, index) => [...row, ...listed(rowTotals[index])]),
    ...columnTotals.map((total, index) => [...cells.flatMap((row) => listed(row[index])), total]),
    rowTotals,
    columnTotals,
  ];
  let changed = true;
  while (changed) {
    changed = false;
    for (const line of lines) {
      const hidden = line.filter(({ withheld }) => withheld);
      if (hidden.length === 0) continue;
      if (hidden.length > 1 && sum(hidden.map(({ value }) => value)) >= least) continue;
      const next = nextToWithhold(line, hidden.length > 1);
      if (next === undefined) continue;
      next.withheld = true;
      changed = true;
    }
  }
  const shown = ({ value, withheld }: Count): number | null => (withheld ? null : value);
  return {
    cells: cells.map((row) => row.map(shown)),
    rowTotals: rowTotals.map(shown),
    columnTotals: columnTotals.map(shown),
  };
}

/** The smallest count that says something; a nought only where nothing else is left. */
function nextToWithhold(line: readonly Count[], enough: boolean): Count | undefined {
  const open = line.filter(({ clinical, withheld }) => clinical && !withheld);
  const [smallest] = open.filter(({ value }) => value > 0).toSorted((a, b) => a.value - b.value);
  return smallest ?? (enough ? undefined : open[0]);
}

const listed = (count: Count | undefined): Count[] => (count === undefined ? [] : [count]);

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
