import { checkSeries, seriesEndReasons, type Refusal, type Side, columnsOf } from '@lull/domain';
import type { ClinicOfBook, SeriesOfBook } from './book.js';
import type { BookCalendar } from './book-calendar.js';
import type { FaultCode, FaultFacts } from './book-faults.js';
import type { BookReferences } from './book-references.js';
import type { BookTally } from './book-tally.js';
import type { BookSource } from './book-source.js';
import { csvRows } from './csv-file.js';
import { reference } from './read-clinic.js';
import { RowReader } from './row-reader.js';

const file = 'series.csv';
const sides = { L: 'left', R: 'right', B: 'both' } as const satisfies Readonly<Record<string, Side>>;
const purposes = {
  diagnostic: 'diagnostic',
  therapeutic: 'therapeutic',
  'pre-surgical': 'pre-surgical',
} as const;
const states = {
  proposed: 'proposed',
  active: 'active',
  paused: 'paused',
  completed: 'completed',
  stopped: 'stopped',
} as const;
const endReasons: Readonly<Record<string, string>> = Object.fromEntries(
  seriesEndReasons.map((reason) => [reason, reason]),
);
const procedures = { LSB: 'LSB' } as const;
const days = { least: 1, most: 365 } as const;

/** The indications of the clinic's book in words (clinical reference 3.9); another one stands as it is written. */
const conditionLabels: Readonly<Record<string, string>> = {
  CRPS: 'Complex regional pain syndrome',
  PHANTOM: 'Phantom limb pain',
  HYPERHIDROSIS: 'Hyperhidrosis',
  PHN: 'Postherpetic neuralgia',
  PVD: 'Peripheral vascular disease',
};

/** Where the columns of the book stand for an entry that the rule of the domain names. */
const columnOfEntry: Readonly<Record<string, string>> = {
  plannedCount: 'planned_injections',
  minimumIntervalDays: 'min_interval_days',
  maximumIntervalDays: 'max_interval_days',
  side: 'side',
  icd10: 'icd10',
};

export async function readSeries(
  source: BookSource,
  tally: BookTally,
  references: BookReferences,
  clinic: ClinicOfBook,
  calendar: BookCalendar,
): Promise<SeriesOfBook[]> {
  const good: SeriesOfBook[] = [];
  for await (const row of csvRows(source, file, columnsOf[file], tally.report)) {
    const read = new RowReader(file, row, tally.report);
    const key = read.required('series_ref');
    const patient = references.patient(read);
    const series = seriesOf(read, key, patient?.mrn ?? null, clinic, calendar);
    references.addSeries(read, key, patient?.mrn ?? null, patient?.taken ?? false);
    const dependent = patient !== null && !patient.taken;
    tally.count(file, read.faulty ? 'faulty' : dependent ? 'dependent' : 'good');
    if (!read.faulty && !dependent && series !== null) good.push(series);
  }
  return good;
}

function seriesOf(
  read: RowReader,
  key: string | null,
  mrn: string | null,
  clinic: ClinicOfBook,
  calendar: BookCalendar,
): SeriesOfBook | null {
  const procedure = read.coded('procedure', procedures);
  const side = read.coded('side', sides);
  const purpose = read.coded('purpose', purposes);
  const condition = read.required('condition');
  const icd10 = icd10Of(read);
  const plannedCount = read.requiredWhole('planned_injections', { least: 2, most: 60 });
  const minimumIntervalDays = read.requiredWhole('min_interval_days', days);
  const targetIntervalDays = read.requiredWhole('target_interval_days', days);
  const maximumIntervalDays = read.requiredWhole('max_interval_days', days);
  const physician = reference(read, 'physician', clinic.physicians);
  const openedOn = read.date('opened_on');
  const state = read.coded('state', states);
  const endReason = read.optionalCoded('end_reason', endReasons);
  if (state === 'stopped' && read.optional('end_reason') === null) read.fault('end_reason', 'required');
  if (state !== null && state !== 'stopped' && state !== 'completed' && endReason !== null) {
    read.fault('end_reason', 'inconsistent', {
      why: `The series is ${state}, yet it has a reason for its end.`,
    });
  }
  if (
    procedure === null ||
    side === null ||
    icd10 === null ||
    plannedCount === null ||
    minimumIntervalDays === null ||
    targetIntervalDays === null ||
    maximumIntervalDays === null
  )
    return null;
  const decision = checkSeries({
    seriesId: null,
    procedureType: procedure,
    side,
    icd10,
    plannedCount,
    minimumIntervalDays,
    targetIntervalDays,
    maximumIntervalDays,
    otherSeries: [],
  });
  if (!decision.accepted) for (const refusal of decision.refusals) refused(read, refusal);
  if (
    key === null ||
    mrn === null ||
    purpose === null ||
    condition === null ||
    physician === null ||
    openedOn === null ||
    state === null
  )
    return null;
  return {
    reference: key,
    mrn,
    procedure,
    side,
    purpose,
    conditionLabel: conditionLabels[condition.toUpperCase()] ?? condition,
    icd10,
    plannedCount,
    minimumIntervalDays,
    targetIntervalDays,
    maximumIntervalDays,
    physician,
    openedOn: calendar.date(openedOn),
    state,
    endReason,
  };
}

function icd10Of(read: RowReader): string | null {
  return read.required('icd10') === null
    ? null
    : read.matching(
        'icd10',
        /^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/,
        'Write an ICD-10-CM code with its point, such as G90.522.',
      );
}

/** A refusal of the rule that every series is asked for, as a fault of the row. */
function refused(read: RowReader, { code, facts, remedy }: Refusal): void {
  const field = columnOfEntry[String(remedy?.facts['entry'])] ?? 'series_ref';
  const [fault, about]: [FaultCode, FaultFacts] =
    code === 'series.side-disagrees-with-diagnosis'
      ? [
          'side-mismatch',
          { icd10: String(facts['icd10']), coded: String(facts['codedSide']), side: String(facts['side']) },
        ]
      : code === 'series.intervals-inconsistent'
        ? [
            'inconsistent',
            {
              why: `The intervals are minimum ${facts['minimumIntervalDays']}, target ${facts['targetIntervalDays']} and maximum ${facts['maximumIntervalDays']} days: each must be at least the one before.`,
            },
          ]
        : ['inconsistent', { why: `The series is refused (${code}).` }];
  read.fault(field, fault, about);
}
