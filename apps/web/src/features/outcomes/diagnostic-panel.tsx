import type { InjectionReliefView } from '@lull/contracts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { TableFrame } from '../../ui/table-frame.js';
import notice from '../../ui/notice.module.css';
import { diagnosticText, riseText, sedationWarning, windowText } from './diagnostic-words.js';

/** What the diagnostic injections of a target support, and what each was read from (clinical reference 1.7). */
export function DiagnosticPanel({
  injections,
  windowHours,
}: {
  readonly injections: readonly InjectionReliefView[];
  /** Within so many hours relief speaks for the injection. */
  readonly windowHours: number;
}) {
  const read = injections.flatMap(({ ordinal, diagnostic }) =>
    diagnostic === null ? [] : [{ ordinal, diagnostic, warning: sedationWarning(diagnostic) }],
  );
  if (read.length === 0) return null;
  return (
    <>
      <h3>What the diagnostic injections support</h3>
      <TableFrame label="Diagnostic results as a table">
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">Skin temperature, treated foot</th>
            <th scope="col">Relief within {windowHours} hours</th>
            <th scope="col">Result</th>
          </tr>
        </thead>
        <tbody>
          {read.map(({ ordinal, diagnostic }) => (
            <tr key={ordinal}>
              <th scope="row">#{ordinal}</th>
              <td>{riseText(diagnostic)}</td>
              <td>{windowText(diagnostic)}</td>
              <td>{diagnosticText(diagnostic)}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {read.map(
        ({ ordinal, warning }) =>
          warning !== null && (
            <div key={ordinal} className={notice['warn']} role="note">
              <IconAlertTriangle size={18} aria-hidden />
              <div className={notice['text']}>
                #{ordinal}: {warning}
              </div>
            </div>
          ),
      )}
    </>
  );
}
