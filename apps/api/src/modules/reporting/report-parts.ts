import type { CellDescriptor, GroupingDescriptor } from './report-descriptor.js';

/* What several reports tell their rows apart by, and show of them. */

export const byPhysician: GroupingDescriptor = {
  key: 'physician',
  label: 'Physician',
  sql: 'v.physician_id::text',
  name: 'v.physician_name',
};
export const byRoom: GroupingDescriptor = {
  key: 'room',
  label: 'Room',
  sql: 'v.room_id::text',
  name: 'v.room_name',
};
export const byClinic: GroupingDescriptor = {
  key: 'clinic',
  label: 'Clinic',
  sql: `coalesce(v.clinic_id::text, '-')`,
  name: 'v.clinic_name',
};
export const byProcedure: GroupingDescriptor = {
  key: 'procedure',
  label: 'Procedure',
  sql: 'v.procedure_type_id::text',
  name: 'v.procedure_name',
};
export const byMonth: GroupingDescriptor = { key: 'month', label: 'Month', sql: 'v.month', months: true };
export const byWeekday: GroupingDescriptor = {
  key: 'weekday',
  label: 'Weekday',
  sql: 'v.weekday',
  order: ['1', '2', '3', '4', '5', '6', '7'],
  words: {
    1: 'Monday',
    2: 'Tuesday',
    3: 'Wednesday',
    4: 'Thursday',
    5: 'Friday',
    6: 'Saturday',
    7: 'Sunday',
  },
};
export const bySedation: GroupingDescriptor = {
  key: 'sedation',
  label: 'Sedation',
  sql: 'v.sedation',
  order: ['none', 'minimal', 'moderate', 'deep'],
};
export const byPurpose: GroupingDescriptor = {
  key: 'purpose',
  label: 'Purpose',
  sql: 'v.purpose',
  clinical: true,
};
export const byCondition: GroupingDescriptor = {
  key: 'condition',
  label: 'Condition',
  sql: 'v.condition',
  name: 'v.condition',
  clinical: true,
};

export const dayCell: CellDescriptor = { key: 'day', label: 'Day', kind: 'date', sql: 'v.day' };
export const startCell: CellDescriptor = {
  key: 'start',
  label: 'Start',
  kind: 'instant',
  sql: 'v.starts_at',
};
export const patientCell: CellDescriptor = {
  key: 'patient',
  label: 'Patient',
  kind: 'text',
  sql: 'v.patient_name',
};
export const mrnCell: CellDescriptor = { key: 'mrn', label: 'MRN', kind: 'text', sql: 'v.mrn' };
export const physicianCell: CellDescriptor = {
  key: 'physician',
  label: 'Physician',
  kind: 'text',
  sql: 'v.physician_name',
};
export const roomCell: CellDescriptor = { key: 'room', label: 'Room', kind: 'text', sql: 'v.room_name' };
export const clinicCell: CellDescriptor = {
  key: 'clinic',
  label: 'Clinic',
  kind: 'text',
  sql: 'v.clinic_name',
};
export const procedureCell: CellDescriptor = {
  key: 'procedure',
  label: 'Procedure',
  kind: 'text',
  sql: 'v.procedure_code',
};
export const sedationCell: CellDescriptor = {
  key: 'sedation',
  label: 'Sedation',
  kind: 'text',
  sql: 'v.sedation',
};
