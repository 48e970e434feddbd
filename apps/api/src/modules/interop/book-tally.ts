import { bookFiles, type BookFile } from '@lull/domain';
import type { Fault } from './book-faults.js';

/** `dependent`: nothing is wrong with the row, but it belongs to one that is faulty and goes with it. */
export type RowStanding = 'good' | 'faulty' | 'dependent';

export interface RowCounts {
  readonly rows: number;
  readonly faulty: number;
  readonly dependent: number;
}

/** Keeps count of the rows of a book and of what is wrong with them. */
export class BookTally {
  private readonly counts = new Map<BookFile, Record<RowStanding, number>>(
    bookFiles.map((file) => [file, { good: 0, faulty: 0, dependent: 0 }]),
  );
  private readonly found: Fault[] = [];
  /** Things to know that are nobody's fault, with how many rows they concern. */
  readonly notes = new Map<string, number>();

  readonly report = (fault: Fault): void => {
    this.found.push(fault);
    // A row with the wrong number of values is read no further, so nobody else counts it.
    if (fault.code === 'column-count') this.count(fault.file, 'faulty');
  };

  count(file: BookFile, standing: RowStanding): void {
    const counts = this.counts.get(file);
    if (counts !== undefined) counts[standing]++;
  }

  /** A row that was good by itself does not go together with the others. */
  turnFaulty(fault: Fault): void {
    this.report(fault);
    const counts = this.counts.get(fault.file);
    if (counts === undefined) return;
    counts.good--;
    counts.faulty++;
  }

  note(sentence: string, rows = 1): void {
    if (rows > 0) this.notes.set(sentence, (this.notes.get(sentence) ?? 0) + rows);
  }

  hasFaults(file: BookFile): boolean {
    return this.found.some((fault) => fault.file === file);
  }

  /** In the order of the files, and within a file by line. */
  get faults(): readonly Fault[] {
    return [...this.found].sort(
      (a, b) => bookFiles.indexOf(a.file) - bookFiles.indexOf(b.file) || a.line - b.line,
    );
  }

  of(file: BookFile): RowCounts {
    const { good, faulty, dependent } = this.counts.get(file) ?? { good: 0, faulty: 0, dependent: 0 };
    return { rows: good + faulty + dependent, faulty, dependent };
  }
}
