import type { RowReader } from './row-reader.js';

interface Known {
  readonly line: number;
  /** Whether the row will be taken over; false for a faulty one and for one that depends on a faulty one. */
  readonly taken: boolean;
}

interface KnownSeries extends Known {
  readonly mrn: string;
}

/** What the rows of a book refer to each other by. A faulty row is known too: what refers to it is not wrong for that. */
export class BookReferences {
  private readonly patients = new Map<string, Known>();
  private readonly series = new Map<string, KnownSeries>();
  private readonly sessions = new Map<string, Known>();

  addPatient(read: RowReader, mrn: string | null): void {
    this.add(this.patients, read, 'mrn', mrn, (taken) => ({ line: read.line, taken }), true);
  }

  addSeries(read: RowReader, reference: string | null, mrn: string | null, taken: boolean): void {
    this.add(
      this.series,
      read,
      'series_ref',
      reference,
      (stands) => ({ line: read.line, taken: stands, mrn: mrn ?? '' }),
      taken,
    );
  }

  addSession(read: RowReader, reference: string | null): void {
    this.add(this.sessions, read, 'session_ref', reference, (taken) => ({ line: read.line, taken }), true);
  }

  private add<Row extends Known>(
    rows: Map<string, Row>,
    read: RowReader,
    field: string,
    reference: string | null,
    row: (taken: boolean) => Row,
    taken: boolean,
  ): void {
    if (reference === null) return;
    const earlier = rows.get(reference);
    if (earlier !== undefined) read.fault(field, 'duplicate', { value: reference, earlier: earlier.line });
    else rows.set(reference, row(taken && !read.faulty));
  }

  /** The patient that the field names: taken over or not; null (and a fault) when no row has that MRN. */
  patient(read: RowReader): { readonly mrn: string; readonly taken: boolean } | null {
    const mrn = read.required('mrn');
    if (mrn === null) return null;
    const known = this.patients.get(mrn);
    return known === undefined
      ? read.fault('mrn', 'unknown-reference', { value: mrn, noun: 'patient' })
      : { mrn, taken: known.taken };
  }

  seriesOf(
    read: RowReader,
  ): { readonly reference: string; readonly mrn: string; readonly taken: boolean } | null {
    const reference = read.required('series_ref');
    if (reference === null) return null;
    const known = this.series.get(reference);
    if (known === undefined)
      return read.fault('series_ref', 'unknown-reference', { value: reference, noun: 'series' });
    return { reference, mrn: known.mrn, taken: known.taken };
  }
}
