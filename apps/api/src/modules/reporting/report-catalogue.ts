import { accessReport } from './access-report.js';
import { blockTimeReport } from './block-time-report.js';
import { cancellationsReport } from './cancellations-report.js';
import { complicationsReport } from './complications-report.js';
import { diaryReport } from './diary-report.js';
import { overridesReport } from './overrides-report.js';
import { recoveryReport } from './recovery-report.js';
import type { ReportDescriptor } from './report-descriptor.js';
import { sedationReport } from './sedation-report.js';
import { seriesReport } from './series-report.js';

/** Every report of one shape: a new one has its line here. */
export const reportCatalogue: readonly ReportDescriptor[] = [
  blockTimeReport,
  cancellationsReport,
  accessReport,
  seriesReport,
  sedationReport,
  recoveryReport,
  complicationsReport,
  diaryReport,
  overridesReport,
];
