import { Matches } from 'class-validator';
import { IsOmittable } from './field-rules.js';
import type { Side } from './values.js';

/** GET /clinics/:clinicId/series-to-place: a page, what is due first first. */
export class ListSeriesToPlaceRequest {
  /** Where the page before ended. */
  @IsOmittable()
  @Matches(/^\d{4}-\d{2}-\d{2}\.[0-9a-f-]{36}$/, {
    message: 'Use the mark with which the page before ended.',
  })
  cursor?: string;
}

/** An active series with planned sessions that have no time yet (rule PLAN-05). */
export interface SeriesToPlaceView {
  readonly seriesId: string;
  readonly patientId: string;
  readonly patientName: string;
  readonly birthDate: string;
  readonly phone: string | null;
  readonly procedureCode: string;
  readonly side: Side;
  readonly physicianName: string;
  /** How many sessions have no time. */
  readonly count: number;
  /** Of the first of them; both null before the first session of a series. */
  readonly dueOn: string | null;
  readonly dueBy: string | null;
  /** Stands on a waitlist already. */
  readonly waits: boolean;
}
