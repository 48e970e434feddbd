import type { BookReportView } from '@lull/contracts';
import { bookFiles } from '@lull/domain';
import { sentenceOf } from './book-faults.js';
import type { ImportReport } from './book-import.service.js';

/** More than somebody corrects in one go; how many there are is said. */
const mostFaults = 2_000;

export function bookReportView(report: ImportReport): BookReportView {
  const { faults, files, notes, written, added } = report;
  return {
    files: bookFiles.map((file) => ({ file, ...files[file] })),
    faults: faults.slice(0, mostFaults).map((fault) => {
      const { file, line, field, code } = fault;
      return { file, line, field, code, sentence: sentenceOf(fault) };
    }),
    faultCount: faults.length,
    notes,
    written,
    added: Object.entries(added).map(([table, rows]) => ({ table, rows })),
  };
}
