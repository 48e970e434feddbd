import { complications, minuteMs, Temporal, type PlannedHold, type Side } from '@lull/domain';
import type { InjectionOfBook, ScoreOfBook, SessionOfBook } from './book.js';
import type { BulkRow } from './book.repository.js';
import { stableId } from './stable-id.js';

/** The rows of one session and everything that hangs on it. */
export interface SessionIds {
  readonly practiceId: string;
  readonly sessionId: string;
  readonly seriesId: string;
  readonly patientId: string;
  readonly procedureTypeId: string;
  readonly clinicId: string;
  readonly roomId: string;
  readonly physicianId: string;
}

export interface InjectionRows {
  readonly injections: readonly BulkRow[];
  readonly drugs: readonly BulkRow[];
  readonly skinTemperatures: readonly BulkRow[];
  readonly complications: readonly BulkRow[];
}

/** What PostgreSQL reads as an instant. */
function instantText(epochMilliseconds: number | null): string | null {
  return epochMilliseconds === null
    ? null
    : Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toString();
}

export function sessionRow(session: SessionOfBook, ids: SessionIds): BulkRow {
  return {
    id: ids.sessionId,
    clinic_id: ids.clinicId,
    series_id: ids.seriesId,
    patient_id: ids.patientId,
    procedure_type_id: ids.procedureTypeId,
    room_id: ids.roomId,
    physician_id: ids.physicianId,
    reference: session.reference,
    starts_at: instantText(session.start),
    duration_minutes: session.durationMinutes,
    sedation: session.sedation,
    state: session.state,
    cancel_reason: session.cancelReason,
    arrived_at: instantText(session.arrivedAt),
    room_in_at: instantText(session.roomInAt),
    room_out_at: instantText(session.roomOutAt),
    discharged_at: instantText(session.dischargedAt),
  };
}

export function holdRow(
  hold: PlannedHold,
  resourceId: string,
  { practiceId, sessionId }: SessionIds,
): BulkRow {
  return {
    id: stableId(practiceId, 'hold', sessionId, hold.stage, resourceId),
    resource_id: resourceId,
    session_id: sessionId,
    stage: hold.stage,
    during: `[${instantText(hold.interval.start)},${instantText(hold.interval.end)})`,
  };
}

/**
 * One injection per side: two of a session that treats both, each with the drugs of the row, which describes an
 * injection. A temperature of a session that treats both is left out: the book does not say of which foot it is.
 */
export function injectionRows(
  session: SessionOfBook,
  injection: InjectionOfBook,
  side: Side,
  ids: SessionIds,
): InjectionRows {
  const sidesTreated = side === 'both' ? (['left', 'right'] as const) : [side];
  const each = sidesTreated.map((treated) => {
    const id = stableId(ids.practiceId, 'injection', ids.sessionId, treated);
    const rowId = (kind: string, what: string | number): string => stableId(ids.practiceId, kind, id, what);
    const { localAnaesthetic, steroid, complication } = injection;
    return {
      injection: {
        id,
        session_id: ids.sessionId,
        series_id: ids.seriesId,
        patient_id: ids.patientId,
        side: treated,
        status: 'completed',
        levels: injection.levels,
        needle_out_at: instantText(injection.needleOutAt),
        fluoro_seconds: injection.fluoroSeconds,
      },
      drugs: [
        ...(localAnaesthetic === null
          ? []
          : [
              {
                id: rowId('drug', 'local-anaesthetic'),
                injection_id: id,
                role: 'local-anaesthetic',
                drug: localAnaesthetic.drug,
                concentration_percent: localAnaesthetic.percent,
                volume_ml: localAnaesthetic.volumeMl,
              },
            ]),
        ...(steroid === null
          ? []
          : [
              {
                id: rowId('drug', 'steroid'),
                injection_id: id,
                role: 'steroid',
                drug: steroid.drug,
                dose_mg: steroid.doseMg,
              },
            ]),
      ],
      skinTemperatures:
        side === 'both'
          ? []
          : temperatures(session, injection).map((reading) => ({
              id: rowId('skin-temperature', reading.minute),
              injection_id: id,
              foot: treated,
              ...reading,
            })),
      complications:
        complication === null
          ? []
          : [
              {
                id: rowId('complication', complication),
                injection_id: id,
                code: complication,
                tier: complications[complication].tier,
              },
            ],
    };
  });
  return {
    injections: each.map((one) => one.injection),
    drugs: each.flatMap((one) => one.drugs),
    skinTemperatures: each.flatMap((one) => one.skinTemperatures),
    complications: each.flatMap((one) => one.complications),
  };
}

/**
 * The reading before is minute 0. The book does not say when the one after was taken; it was the last in the
 * room, so it stands at the minute the patient left it (at the earliest 1, at the latest 240).
 */
function temperatures(
  session: SessionOfBook,
  { needleOutAt, temperatureBeforeC, temperatureAfterC }: InjectionOfBook,
): { minute: number; celsius: number }[] {
  const inRoom = Math.round(((session.roomOutAt ?? needleOutAt) - needleOutAt) / minuteMs);
  return [
    ...(temperatureBeforeC === null ? [] : [{ minute: 0, celsius: temperatureBeforeC }]),
    ...(temperatureAfterC === null
      ? []
      : [{ minute: Math.min(240, Math.max(1, inRoom)), celsius: temperatureAfterC }]),
  ];
}

export function scoreRow(
  score: ScoreOfBook,
  practiceId: string,
  seriesId: string,
  patientId: string,
): BulkRow {
  return {
    id: stableId(practiceId, 'pain-score', score.key),
    patient_id: patientId,
    series_id: seriesId,
    at: instantText(score.at),
    at_until: instantText(score.until),
    kind: score.kind,
    value: score.value,
    source: score.source,
    rescue: score.rescue,
  };
}
