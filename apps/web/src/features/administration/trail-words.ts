import type { AuditAction } from '@lull/contracts';
import { civilDateAt, Temporal } from '@lull/domain';
import { dateText, timeText } from '../../ui/clock.js';

export const actionWords: Readonly<Record<AuditAction, string>> = {
  read: 'read',
  create: 'created',
  update: 'changed',
  delete: 'deleted',
  execute: 'executed',
};

/** What one reads differently from how it is written. */
const nouns: Readonly<Record<string, string>> = {
  'audit-event': 'audit trail',
  'displaced-session': 'displaced session',
  'follow-up-task': 'follow-up task',
  'requirement-evidence': 'evidence of a requirement',
  session: 'session',
};

/** `injection-series` as one reads it. */
export function nounWord(resource: string): string {
  return nouns[resource] ?? resource.replaceAll('-', ' ');
}

/** Short names of columns in full; what is absent is its own words. */
const fields: Readonly<Record<string, string>> = {
  mrn: 'MRN',
  icd10: 'ICD-10 code',
  nrs: 'pain (NRS)',
  at: 'at',
  as: 'shown as',
  n: 'number',
  roles: 'roles',
  search_name: 'name as searched',
  sex_at_birth: 'sex at birth',
  weight_kg: 'weight (kg)',
  consent_to_sms: 'agrees to text messages',
  consent_to_email: 'agrees to e-mail',
  needle_out_at: 'needle out (t0)',
  starts_at: 'start',
  ends_at: 'end',
  room_in_at: 'into the room',
  recovery_in_at: 'into recovery',
  dose_area_product: 'dose-area product',
  spo2: 'SpO₂',
  systolic: 'systolic pressure',
  diastolic: 'diastolic pressure',
  token_hash: 'secret of the link (hash)',
  planned_count: 'planned injections',
  min_days: 'shortest interval (days)',
  target_days: 'target interval (days)',
  max_days: 'longest interval (days)',
  merged_into: 'joined into',
};

/** `room_id` and `stepTakenBack` as one reads them. */
export function fieldWord(name: string): string {
  const known = fields[name];
  if (known !== undefined) return known;
  const words = name.replaceAll(/_|(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return words.replace(/ (id|at)$/, '').replace(/ ids$/, 's');
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const date = /^\d{4}-\d\d-\d\d$/;
const id = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A value with its times by the clinic's clock, and its ids by name where a name is known. */
export function valueWords(value: unknown, zone: string, names: Readonly<Record<string, string>>): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value))
    return value.length === 0
      ? 'none'
      : value.map((each: unknown) => valueWords(each, zone, names)).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, each]) => `${fieldWord(name)}: ${valueWords(each, zone, names)}`)
      .join('; ');
  if (typeof value !== 'string') return JSON.stringify(value);
  if (instant.test(value)) return secondText(Temporal.Instant.from(value).epochMilliseconds, zone);
  if (date.test(value)) return dateText(value);
  return id.test(value) ? (names[value] ?? value.slice(0, 8)) : value;
}

/** `Tue 1 Dec 2026, 08:30:15`: in a trail the second counts. */
function secondText(at: number, zone: string): string {
  return `${dateText(civilDateAt(at, zone))}, ${clockTextToSecond(at, zone)}`;
}

/** `08:30:15` in the clinic's zone. */
export function clockTextToSecond(at: number, zone: string): string {
  return `${timeText(at, zone)}:${String(Math.floor(at / 1000) % 60).padStart(2, '0')}`;
}
