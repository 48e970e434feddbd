import type { CellKind, FigureUnit, ReportCode } from '@lull/contracts';

/*
 * What a report is, as one shape: from it come the figures, their definitions, the rows behind them and the file. All
 * SQL in it is written here and holds no text of a caller.
 */

export interface ReportDescriptor {
  readonly code: ReportCode;
  readonly title: string;
  /** `clinical`: what injections did to people; for the roles that may read such figures. */
  readonly reads: 'operational' | 'clinical-figures';
  readonly tables: readonly TableDescriptor[];
}

export interface TableDescriptor {
  readonly key: string;
  readonly title: string;
  /**
   * The view of what is counted, one row each, with `practice_id`, `id`, `clinic_id`, `day`, `patient_id` and
   * `time_zone` among its columns. It may read `$3` and `$4`, the days asked for, where it has to look around them.
   */
  readonly view: string;
  /** SQL of the instant from which a row has its day, where the view has it; a range is then found by an index. */
  readonly at?: string;
  /** The first is taken where nothing is asked for that the table has. */
  readonly groupings: readonly GroupingDescriptor[];
  readonly figures: readonly FigureDescriptor[];
  /** Each row tells a plan of treatment: for who sees no clinical detail of a person there are counts alone. */
  readonly countsAlone?: true;
  /** What a row behind a figure shows. */
  readonly cells: readonly CellDescriptor[];
  /** The figure by which rows stand in order, the largest first; otherwise by their label. */
  readonly rankedBy?: string;
}

export interface GroupingDescriptor {
  readonly key: string;
  readonly label: string;
  /** SQL of a text that is never null. */
  readonly sql: string;
  /** SQL of what it is called; absent: the key itself, as words. */
  readonly name?: string;
  /** Keys in their own order, all of them shown; others come after, by their label. */
  readonly order?: readonly string[];
  /** Names of keys, where words of the code will not do. */
  readonly words?: Readonly<Record<string, string>>;
  /** Every month of the range is a row. */
  readonly months?: true;
  /** Its values tell of a person's health. */
  readonly clinical?: true;
  /** SQL instead, for who sees no clinical detail of a person; it then tells none. */
  readonly sqlWithoutDetail?: string;
}

export interface FigureDescriptor {
  readonly key: string;
  readonly label: string;
  readonly unit: FigureUnit;
  readonly version: string;
  readonly means: string;
  readonly of: FigureSource;
  /** It tells of people's health. */
  readonly clinical?: true;
}

/** `where` says which rows are behind the figure; absent: all. */
type FigureSource =
  | { readonly kind: 'count'; readonly where?: string }
  | { readonly kind: 'sum' | 'median' | 'max'; readonly sql: string; readonly where?: string }
  /** Of two other figures of the table, by their keys. */
  | { readonly kind: 'share'; readonly part: string; readonly whole: string }
  /** The share of the rows so far in the total of another figure. */
  | { readonly kind: 'cumulative'; readonly part: string };

export interface CellDescriptor {
  readonly key: string;
  readonly label: string;
  readonly kind: CellKind;
  readonly sql: string;
  /** Left out for who sees no clinical detail of a person. */
  readonly clinical?: true;
  /** SQL instead, for who sees no clinical detail of a person. */
  readonly sqlWithoutDetail?: string;
}

/** SQL that is true of the rows behind a figure; null: it has none of its own. */
export function rowsBehind({ of }: FigureDescriptor): string | null {
  if (of.kind === 'share' || of.kind === 'cumulative') return null;
  const where = of.where ?? 'true';
  if (of.kind === 'count') return `(${where})`;
  return of.kind === 'sum' ? `(${where}) AND (${of.sql}) <> 0` : `(${where}) AND (${of.sql}) IS NOT NULL`;
}

/** SQL of a figure over the rows of a group. */
export function aggregateOf({ of }: FigureDescriptor): string {
  if (of.kind === 'share' || of.kind === 'cumulative') return 'NULL::float8';
  const filter = `FILTER (WHERE ${of.where ?? 'true'})`;
  switch (of.kind) {
    case 'count':
      return `(count(*) ${filter})::float8`;
    case 'sum':
      return `(coalesce(sum(${of.sql}) ${filter}, 0))::float8`;
    case 'max':
      return `(max(${of.sql}) ${filter})::float8`;
    case 'median':
      return `(percentile_cont(0.5) WITHIN GROUP (ORDER BY (${of.sql})::float8) ${filter})::float8`;
  }
}

/** Counts and sums of rows give the total; medians, highest values and shares do not. */
export const addsUp = ({ of }: FigureDescriptor): boolean => of.kind === 'count' || of.kind === 'sum';

export function groupingOf(table: TableDescriptor, by: string | undefined): GroupingDescriptor {
  const found = table.groupings.find(({ key }) => key === by) ?? table.groupings[0];
  if (found === undefined) throw new Error(`The table ${table.key} has no grouping.`);
  return found;
}
