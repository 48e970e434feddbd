import type { ActualDuration } from '@lull/domain';
import { IsIn, IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { Type } from 'class-transformer';
import { IsCivilDate, IsId, IsLine, IsOmittable } from './field-rules.js';
import type { Purpose, Sedation, SessionStateName, Side } from './values.js';

export const volumeMeasures = ['sessions', 'injections'] as const;
export type VolumeMeasure = (typeof volumeMeasures)[number];
export const volumeDimensions = [
  'month',
  'week',
  'day',
  'clinic',
  'physician',
  'procedure-type',
  'room',
  'sedation',
  'purpose',
  'side',
  'condition',
  'payer',
  'status',
] as const;
export type VolumeDimension = (typeof volumeDimensions)[number];

/** What a figure means, as it stands beside it. Another meaning is another version. */
export interface FigureDefinition {
  readonly name: string;
  readonly version: string;
  readonly text: string;
}

/** GET /reports/volume and GET /reports/volume.csv: days are those of each clinic's own calendar. */
export class VolumeQuery {
  /** Absent: all clinics of the practice. */
  @IsOmittable() @IsId() clinicId?: string;
  @IsCivilDate() from!: string;
  /** The last day that is counted. */
  @IsCivilDate() to!: string;
  @IsIn(volumeMeasures) measure!: VolumeMeasure;
  @IsIn(volumeDimensions) by!: VolumeDimension;
  @IsOmittable() @IsIn(volumeDimensions) split?: VolumeDimension;
  /** With the figures of the period before: as many months, or days, as the range has. */
  @IsOmittable() @IsIn(['before']) compare?: 'before';
}

/** GET /reports/volume/sessions.csv: all rows behind one figure. Absent row or column: the total over it. */
export class VolumeRowsQuery extends VolumeQuery {
  @IsOmittable() @IsLine(60) row?: string;
  @IsOmittable() @IsLine(60) column?: string;
}

/** GET /reports/volume/sessions: the same, a page at a time. */
export class VolumePageQuery extends VolumeRowsQuery {
  /** `next` of the page before. */
  @IsOmittable() @IsString() @MaxLength(100) after?: string;
  @IsOmittable() @Type(() => Number) @IsInt() @Min(1) @Max(100) limit?: number;
}

export interface VolumeView {
  readonly measure: VolumeMeasure;
  readonly by: VolumeDimension;
  readonly split: VolumeDimension | null;
  readonly from: string;
  readonly to: string;
  /** The instant of the figures. */
  readonly asOf: number;
  /** What was counted, as it stands beside the figures. */
  readonly definition: FigureDefinition;
  /** A count below this is withheld from whoever asked; null: nothing is. */
  readonly leastShown: number | null;
  /** One column named `all` when nothing is split. */
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly rows: readonly VolumeRowView[];
  readonly columnTotals: readonly (number | null)[];
  readonly total: number;
  /** Null unless it was asked for. */
  readonly before: { readonly from: string; readonly to: string; readonly total: number } | null;
}

/** Counts are null where they are withheld. */
export interface VolumeRowView {
  readonly key: string;
  readonly label: string;
  readonly counts: readonly (number | null)[];
  readonly total: number | null;
  /** The same row of the period before; of time, the month, week or day at the same place. Null: none, or withheld. */
  readonly before: number | null;
}

export interface VolumePageView {
  readonly sessions: readonly VolumeSessionView[];
  /** Null on the last page. */
  readonly next: string | null;
}

/** GET /reports/actual-durations: how long patients really were in the room, of all that have enough visits. */
export interface ActualDurationsView {
  /** Visits from this day of the calendar on are counted. */
  readonly since: string;
  /** A median of fewer visits is not shown. */
  readonly leastVisits: number;
  readonly durations: readonly ActualDuration[];
}

/**
 * One row behind a figure: a session, or (measure `injections`) one injection of a session, with its own side.
 * Clinical detail only for a role that may see it, null otherwise.
 */
export interface VolumeSessionView {
  readonly sessionId: string;
  readonly injectionId: string | null;
  readonly start: number;
  /** The zone of the session's clinic, in which its start is read. */
  readonly timeZone: string;
  readonly patientId: string;
  readonly mrn: string;
  readonly patientName: string;
  readonly physicianName: string;
  readonly roomName: string;
  readonly procedureCode: string;
  readonly side: Side | null;
  readonly purpose: Purpose | null;
  readonly sedation: Sedation;
  readonly state: SessionStateName;
  readonly cancelReason: string | null;
}
