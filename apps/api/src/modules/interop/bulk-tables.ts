import type { BulkTable } from './book.repository.js';

const table = (name: string, columns: Readonly<Record<string, string>>): BulkTable => ({ name, columns: { id: 'uuid', ...columns } });

/** What an import fills. The types are those of the migrations; what is not named here keeps its default. */
export const bulkTables = {
  clinic: table('clinic', { name: 'text', time_zone: 'text' }),
  openingHours: table('opening_hours', { clinic_id: 'uuid', weekday: 'integer', opens: 'time', closes: 'time' }),
  resource: table('resource', { kind: 'text', name: 'text', clinic_id: 'uuid', patient_id: 'uuid', position: 'integer' }),
  procedureType: table('procedure_type', { code: 'text', name: 'text', uses_xray: 'boolean', uses_contrast: 'boolean', duration_minutes: 'integer' }),
  resourceProfile: table('resource_profile', { procedure_type_id: 'uuid', sedation: 'text', stages: 'jsonb' }),
  blockTime: table('block_time', {
    clinic_id: 'uuid', physician_id: 'uuid', room_id: 'uuid', weekday: 'integer', starts: 'time', ends: 'time', valid_from: 'date',
  }),
  patient: table('patient', {
    mrn: 'text', family_name: 'text', given_name: 'text', search_name: 'text', birth_date: 'date', sex_at_birth: 'text', phone: 'text',
    email: 'text', language: 'text', weight_kg: 'numeric',
  }),
  clinicalFlag: table('clinical_flag', { patient_id: 'uuid', kind: 'text', state: 'text', substance: 'text' }),
  condition: table('condition', { patient_id: 'uuid', label: 'text', icd10: 'text', side: 'text' }),
  series: table('injection_series', {
    patient_id: 'uuid', condition_id: 'uuid', procedure_type_id: 'uuid', physician_id: 'uuid', reference: 'text', side: 'text', purpose: 'text',
    planned_count: 'integer', minimum_interval_days: 'integer', target_interval_days: 'integer', maximum_interval_days: 'integer',
    sedation: 'text', state: 'text', end_reason: 'text', opened_on: 'date',
  }),
  session: table('session', {
    clinic_id: 'uuid', series_id: 'uuid', patient_id: 'uuid', procedure_type_id: 'uuid', room_id: 'uuid', physician_id: 'uuid',
    reference: 'text', starts_at: 'timestamptz', duration_minutes: 'integer', sedation: 'text', state: 'text', cancel_reason: 'text',
    arrived_at: 'timestamptz', room_in_at: 'timestamptz', room_out_at: 'timestamptz', discharged_at: 'timestamptz',
  }),
  hold: table('hold', { resource_id: 'uuid', session_id: 'uuid', stage: 'text', during: 'tstzrange' }),
  followUpTask: table('follow_up_task', { patient_id: 'uuid', session_id: 'uuid', kind: 'text', due_on: 'date' }),
  injection: table('injection', {
    session_id: 'uuid', series_id: 'uuid', patient_id: 'uuid', side: 'text', status: 'text', levels: 'text[]',
    needle_out_at: 'timestamptz', fluoro_seconds: 'integer',
  }),
  drug: table('drug_administration', {
    injection_id: 'uuid', role: 'text', drug: 'text', concentration_percent: 'numeric', volume_ml: 'numeric', dose_mg: 'numeric',
  }),
  skinTemperature: table('skin_temperature', { injection_id: 'uuid', foot: 'text', minute: 'integer', celsius: 'numeric' }),
  complication: table('complication', { injection_id: 'uuid', code: 'text', tier: 'text' }),
  painScore: table('pain_score', {
    patient_id: 'uuid', series_id: 'uuid', at: 'timestamptz', at_until: 'timestamptz', kind: 'text', value: 'numeric', source: 'text',
    rescue: 'boolean',
  }),
} as const;
