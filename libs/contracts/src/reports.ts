import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { IsCivilDate, IsId, IsLine, IsOmittable } from './field-rules.js';
import type { FigureDefinition } from './reporting.js';
import type { Sedation } from './values.js';

/** Reports of one shape, each at /reports/:code; volume and relief have shapes of their own. */
export const reportCodes = [
  'block-time',
  'cancellations',
  'access',
  'series',
  'sedation',
  'recovery',
  'complications',
  'diary',
  'overrides',
] as const;
export type ReportCode = (typeof reportCodes)[number];

/** GET /reports/:code and its .csv: days are those of each clinic's own calendar. */
export class ReportQuery {
  /** Absent: all clinics of the practice. */
  @IsOmittable() @IsId() clinicId?: string;
  @IsCivilDate() from!: string;
  /** The last day that is counted. */
  @IsCivilDate() to!: string;
  /** What the figures are told apart by: a key of `groupings`; absent: the first of each table. */
  @IsOmittable() @IsLine(30) by?: string;
}

/** GET /reports/:code/rows.csv: all rows behind one figure. Absent row: the total. */
export class ReportRowsQuery extends ReportQuery {
  @IsLine(30) table!: string;
  @IsLine(30) figure!: string;
  @IsOmittable() @IsLine(100) row?: string;
}

/** GET /reports/:code/rows: the same, a page at a time. */
export class ReportPageQuery extends ReportRowsQuery {
  /** `next` of the page before. */
  @IsOmittable() @IsString() @MaxLength(100) after?: string;
  @IsOmittable() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
}

export const figureUnits = ['count', 'minutes', 'days', 'percent'] as const;
export type FigureUnit = (typeof figureUnits)[number];

/** A report as screens, paper and files share it: what its figures mean, its rows and their totals. */
export interface ReportView {
  readonly code: ReportCode;
  readonly title: string;
  readonly from: string;
  readonly to: string;
  /** The period of the same length before, of which each figure says its own. */
  readonly before: { readonly from: string; readonly to: string };
  /** The instant of the figures. */
  readonly asOf: number;
  /** A count of clinical detail below this is withheld from whoever asked; null: nothing is. */
  readonly leastShown: number | null;
  readonly groupings: readonly { readonly key: string; readonly label: string }[];
  readonly tables: readonly ReportTable[];
}

export interface ReportTable {
  readonly key: string;
  readonly title: string;
  /** What a row of it is, such as "Physician". */
  readonly by: string;
  readonly columns: readonly ReportColumn[];
  /** Whether whoever asked may open the figures of its rows; the totals open by their columns alone. */
  readonly rowsOpen: boolean;
  readonly rows: readonly ReportLine[];
  /** Of all that is counted, not of the rows: a median of medians is none. */
  readonly totals: readonly ReportFigure[];
}

export interface ReportColumn {
  readonly key: string;
  readonly label: string;
  readonly unit: FigureUnit;
  readonly definition: FigureDefinition;
  /** Whether the rows add up to the total. */
  readonly adds: boolean;
  /** Whether whoever asked may open its rows. */
  readonly opens: boolean;
}

export interface ReportLine {
  readonly key: string;
  readonly label: string;
  readonly figures: readonly ReportFigure[];
}

/** `value` null: there is none, unless it is withheld. */
export interface ReportFigure {
  readonly value: number | null;
  readonly before: number | null;
  readonly withheld: boolean;
}

export const cellKinds = ['text', 'date', 'instant', 'number'] as const;
export type CellKind = (typeof cellKinds)[number];

/** The rows behind a figure, as far as whoever asked may see them. */
export interface ReportPageView {
  readonly columns: readonly { readonly key: string; readonly label: string; readonly kind: CellKind }[];
  readonly rows: readonly ReportRowView[];
  /** Null on the last page. */
  readonly next: string | null;
}

export interface ReportRowView {
  readonly id: string;
  /** Whose row it is; null for one of nobody's, such as an hour of block time. */
  readonly patientId: string | null;
  /** The zone in which instants are read. */
  readonly timeZone: string;
  readonly cells: readonly (string | number | null)[];
}

/** GET /clinics/:clinicId/next-available: how long somebody new would wait, as the book stands now. */
export interface NextAvailableView {
  readonly timeZone: string;
  /** The instant of the figures. */
  readonly asOf: number;
  /** How far was searched. */
  readonly searchedDays: number;
  readonly definition: FigureDefinition;
  /** The most usual kinds of procedure, the most usual first. */
  readonly rows: readonly NextAvailableRow[];
}

export interface NextAvailableRow {
  readonly procedureTypeId: string;
  readonly procedureName: string;
  readonly sedation: Sedation;
  /** Epoch milliseconds; null: none in the days that were searched. */
  readonly first: number | null;
  readonly third: number | null;
  /** Days until the third by the clinic's calendar. */
  readonly days: number | null;
}
