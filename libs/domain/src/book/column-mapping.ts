import { bookFiles, columnsOf, type BookFile } from './book-columns.js';

/** Which column of a clinic's own file stands for a column of the book; null: none does, and it stays empty. */
export type ColumnMapping = Readonly<Record<string, string | null>>;

/**
 * Other words for a column, as exports of practice systems head it; written as `plainWords` writes them. A word that
 * could mean two columns of one file stands nowhere: nothing is guessed that somebody would have to undo.
 */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  clinic: ['site', 'location', 'clinic name'],
  time_zone: ['zone', 'timezone', 'tz'],
  as_of: ['written on', 'export date', 'exported on'],
  physicians: ['doctors', 'providers'],
  c_arms: ['c arms', 'fluoroscopes'],
  sedation_nurses: ['nurses'],
  recovery_bays: ['bays', 'beds'],
  weekday: ['day', 'day of week'],
  room: ['room name', 'suite'],
  physician: ['doctor', 'provider', 'physician name', 'operator'],
  start_local: ['start', 'starts', 'start time', 'begin', 'from', 'appointment', 'appointment time'],
  end_local: ['end', 'ends', 'end time', 'until', 'to'],
  mrn: [
    'medical record number',
    'record number',
    'patient id',
    'patient no',
    'patient number',
    'chart number',
  ],
  family_name: ['surname', 'last name', 'lastname'],
  given_name: ['first name', 'firstname', 'forename'],
  birth_date: ['date of birth', 'dob', 'born', 'birthday', 'birthdate'],
  sex_at_birth: ['sex', 'gender', 'birth sex'],
  phone: ['telephone', 'mobile', 'cell', 'phone number', 'tel'],
  email: ['e mail', 'mail', 'email address', 'e mail address'],
  language: ['preferred language', 'lang'],
  allergies: ['allergy'],
  anticoagulant: ['blood thinner', 'anticoagulation', 'anticoagulants'],
  diabetes: ['diabetic'],
  weight_kg: ['weight', 'weight in kg'],
  series_ref: ['series', 'series id', 'series no', 'series number', 'treatment', 'course'],
  procedure: ['procedure type', 'procedure code'],
  side: ['laterality'],
  purpose: ['intent'],
  condition: ['diagnosis', 'indication'],
  icd10: ['icd', 'icd 10', 'icd code', 'icd10 code', 'diagnosis code'],
  planned_injections: ['planned', 'planned count', 'injections planned', 'number planned'],
  min_interval_days: ['minimum interval', 'min interval', 'minimum interval days'],
  target_interval_days: ['target interval', 'interval', 'interval days'],
  max_interval_days: ['maximum interval', 'max interval', 'maximum interval days'],
  opened_on: ['opened', 'begun on', 'started on'],
  state: ['series state', 'series status'],
  end_reason: ['reason ended', 'stop reason', 'reason'],
  session_ref: ['session', 'session id', 'session no', 'visit', 'visit id', 'appointment id'],
  duration_minutes: ['duration', 'minutes', 'length'],
  sedation: ['sedation level'],
  status: ['session status', 'visit status', 'appointment status'],
  cancel_reason: ['cancellation reason', 'reason cancelled'],
  arrived_local: ['arrived', 'arrival', 'arrival time'],
  room_in_local: ['room in', 'into room', 'in room'],
  needle_out_local: ['needle out'],
  room_out_local: ['room out', 'out of room'],
  discharged_local: ['discharged', 'discharge', 'discharge time'],
  level: ['spine level', 'vertebra'],
  local_anaesthetic: ['local anesthetic', 'anaesthetic', 'anesthetic'],
  volume_ml: ['volume', 'ml'],
  steroid_mg: ['steroid dose', 'steroid dose mg'],
  fluoro_seconds: ['fluoroscopy seconds', 'fluoro time', 'fluoroscopy time'],
  temp_before_c: ['temperature before', 'temp before'],
  temp_after_c: ['temperature after', 'temp after'],
  complication: ['complications'],
  recorded_local: ['recorded', 'recorded at', 'score time', 'date and time'],
  score: ['pain', 'pain score', 'nrs', 'vas'],
  kind: ['score kind', 'score type'],
  source: ['recorded by', 'origin'],
  rescue: ['rescue drug', 'rescue medication'],
};

/** Letters and figures in small writing, words parted by one blank: `Patient-No.` and `patient no` are the same. */
export function plainWords(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * SETUP-01: which column of a file stands for which column of the book. A column of the very name stands for itself,
 * then the same name in other writing, then a known other word. No column stands for two, and where two could stand
 * for one, neither is taken: somebody says which. What has no suggestion is null.
 */
export function suggestColumns(file: BookFile, header: readonly string[]): ColumnMapping {
  const left = new Set(header);
  const mapping: Record<string, string | null> = {};
  const rounds: readonly ((column: string, name: string) => boolean)[] = [
    (column, name) => name === column,
    (column, name) => plainWords(name) === plainWords(column),
    (column, name) => (otherWords[column] ?? []).includes(plainWords(name)),
  ];
  for (const means of rounds)
    for (const column of columnsOf[file]) {
      if (mapping[column] != null) continue;
      const found = [...left].filter((name) => means(column, name));
      const [only] = found;
      mapping[column] = only !== undefined && found.length === 1 ? only : null;
      if (only !== undefined && found.length === 1) left.delete(only);
    }
  return mapping;
}

/** A file is taken for one of the book when it has at least this share of its columns. */
const leastShare = 0.5;

/**
 * SETUP-02: which file of the book a file is: by its name, or else the one of whose columns it has the most, and at
 * least half. Null where nothing or two fit alike: somebody says which.
 */
export function suggestFile(name: string, header: readonly string[]): BookFile | null {
  const named = bookFiles.find((file) => file === name.trim().toLowerCase());
  if (named !== undefined) return named;
  const shares = bookFiles
    .map((file) => {
      const found = Object.values(suggestColumns(file, header)).filter((column) => column !== null).length;
      return { file, share: found / columnsOf[file].length };
    })
    .toSorted((a, b) => b.share - a.share);
  const [best, next] = shares;
  if (best === undefined || best.share < leastShare) return null;
  return next !== undefined && next.share === best.share ? null : best.file;
}
