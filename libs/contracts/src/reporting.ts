import type { Purpose, Sedation, SessionStateName, Side } from './values.js';

export const volumeMeasures = ['sessions', 'injections'] as const;
export type VolumeMeasure = (typeof volumeMeasures)[number];
export const volumeDimensions = ['month', 'physician', 'procedure-type', 'room', 'sedation', 'purpose', 'status'] as const;
export type VolumeDimension = (typeof volumeDimensions)[number];

/** GET /reports/volume?clinicId&from&to&measure&by&split: months and statuses are of the clinic's own zone. */
export interface VolumeView {
  readonly measure: VolumeMeasure;
  readonly by: VolumeDimension;
  readonly split: VolumeDimension | null;
  readonly from: string;
  readonly to: string;
  /** The instant of the figures. */
  readonly asOf: number;
  readonly definition: string;
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly rows: readonly { readonly key: string; readonly label: string; readonly counts: readonly number[]; readonly total: number }[];
  readonly columnTotals: readonly number[];
  readonly total: number;
}

/** GET /reports/volume/sessions?...: the rows behind one figure. Clinical detail only for a role that may see it. */
export interface VolumeSessionView {
  readonly sessionId: string;
  readonly start: number;
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
