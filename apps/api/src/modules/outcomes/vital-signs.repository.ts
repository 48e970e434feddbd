import { Injectable } from '@nestjs/common';
import type { RecordVitalSignsRequest, VitalSignsStateView, VitalSignsView } from '@lull/contracts';
import { Temporal, type VitalSigns } from '@lull/domain';
import { v7 as uuid } from 'uuid';
import type { Tx } from '../../platform/database/database.js';
import { epochMs } from '../../platform/database/sql.js';
import { VitalSignsRow } from './vital-signs.entity.js';

export interface VitalSignsContext extends Omit<VitalSignsStateView, 'readings' | 'findings'> {
  readonly patientId: string;
  /** In the order they were made, also those that were corrected. */
  readonly records: readonly VitalSignsView[];
}

const readingJson = `json_build_object('id', v.id, 'systolicMmhg', v.systolic_mmhg, 'diastolicMmhg', v.diastolic_mmhg,
  'pulsePerMin', v.pulse_per_min, 'spo2Percent', v.spo2_percent, 'respirationPerMin', v.respiration_per_min,
  'temperatureCelsius', v.temperature_celsius, 'weightKg', v.weight_kg, 'weightBeforeKg', v.weight_before_kg, 'glucoseMgDl', v.glucose_mg_dl,
  'measuredAt', ${epochMs('v.measured_at')}, 'timeReason', v.time_reason,
  'recordedBy', (SELECT m.name FROM member m WHERE m.practice_id = v.practice_id AND m.id = v.recorded_by),
  'recordedAt', ${epochMs('v.recorded_at')}, 'amends', v.amends, 'amendReason', v.amend_reason)`;

@Injectable()
export class VitalSignsRepository {
  async context(tx: Tx, sessionId: string): Promise<VitalSignsContext | undefined> {
    const [found] = await tx.query<{ context: VitalSignsContext }>(
      `SELECT json_build_object('sessionId', s.id, 'patientId', s.patient_id, 'seriesId', i.id, 'seriesSide', i.side, 'targetSymptom', i.target_symptom,
          'weightKg', p.weight_kg,
          'diabetic', EXISTS (SELECT 1 FROM clinical_flag f WHERE f.practice_id = s.practice_id
             AND f.patient_id = s.patient_id AND f.active AND f.kind = 'diabetes' AND f.state = 'present'),
          'pain', (SELECT coalesce(json_agg(json_build_object('at', ${epochMs('k.at')}, 'value', k.value::int, 'side', k.side, 'rescue', k.rescue)
             ORDER BY k.at, k.id), '[]') FROM pain_score k
             WHERE k.practice_id = s.practice_id AND k.series_id = s.series_id AND k.kind = 'now' AND k.source = 'clinic'
               AND k.at >= coalesce(s.arrived_at, s.starts_at) - interval '1 hour'
               AND k.at <= coalesce(s.room_out_at, 'infinity')),
          'records', (SELECT coalesce(json_agg(${readingJson} ORDER BY v.recorded_at, v.id), '[]') FROM vital_signs v
             WHERE v.practice_id = s.practice_id AND v.session_id = s.id)) AS context
         FROM session s
         JOIN patient p ON p.practice_id = s.practice_id AND p.id = s.patient_id
         JOIN injection_series i ON i.practice_id = s.practice_id AND i.id = s.series_id
        WHERE s.practice_id = $1 AND s.id = $2`,
      [tx.principal.practiceId, sessionId],
    );
    return found?.context;
  }

  async insert(
    tx: Tx,
    visit: { readonly sessionId: string; readonly patientId: string },
    signs: VitalSigns,
    { amends, amendReason, timeReason }: RecordVitalSignsRequest,
    { measuredAt, weightBeforeKg }: { readonly measuredAt: number; readonly weightBeforeKg: number | null },
  ): Promise<void> {
    await tx.manager.insert(VitalSignsRow, {
      practiceId: tx.principal.practiceId,
      id: uuid(),
      ...visit,
      ...signs,
      weightBeforeKg,
      measuredAt: Temporal.Instant.fromEpochMilliseconds(measuredAt),
      timeReason: timeReason ?? null,
      amends: amends ?? null,
      amendReason: amendReason ?? null,
      recordedBy: tx.principal.kind === 'member' ? tx.principal.memberId : null,
    });
  }
}
