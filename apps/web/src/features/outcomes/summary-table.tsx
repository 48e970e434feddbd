import type { SummarisedInjection, TargetSummaryView } from '@lull/contracts';
import type { TargetSymptom } from '@lull/domain';
import { boundsText, daysNumber, percentText } from '@lull/domain';
import { dateText } from '../../ui/clock.js';
import { baselineSourceWords } from '../../ui/baseline-words.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { diagnosticText, sedationWarning } from './diagnostic-words.js';
import { complicationWord, injectionLabel } from './injection-words.js';
import { durationText, responseWords, statusText } from './relief-words.js';

interface SummaryTableProps {
  readonly target: TargetSummaryView;
  readonly symptom: TargetSymptom;
}

/** What the two definitions are called at the head of their columns. */
const heads = {
  pain: ['Relief by 50 % ended after', 'By 30 %', 'Relieved, 50 %'],
  sweating: ['Two steps less ended after', 'One step', 'Relieved, two steps'],
  perfusion: ['Relief', 'Relief', 'Relieved'],
} as const;

/** Each injection in a row, by both definitions; what is not known says why. */
export function SummaryTable({ target, symptom }: SummaryTableProps) {
  const [primary, secondary, relieved] = heads[symptom];
  const diagnostic = target.injections.some((each) => each.diagnostic !== null);
  return (
    <TableFrame label={`Injections, ${target.side} side`}>
      <thead>
        <tr>
          <th scope="col">#</th>
          <th scope="col">Given</th>
          <th scope="col">Baseline</th>
          <th scope="col">{primary}</th>
          <th scope="col">{secondary}</th>
          <th scope="col">{relieved}</th>
          <th scope="col">To next</th>
          <th scope="col">Response</th>
          <th scope="col">Quality</th>
          <th scope="col">Complications</th>
          {diagnostic && <th scope="col">Diagnostic result</th>}
        </tr>
      </thead>
      <tbody>
        {target.injections.map((each) => (
          <tr key={each.ordinal}>
            <th scope="row" className={table['nowrap']}>
              #{each.ordinal}
              <span className={table['small']}>{dateText(each.on)}</span>
            </th>
            <td>{injectionLabel(each)}</td>
            <td>
              {each.baseline.value ?? '–'}
              <span className={table['small']}>
                {baselineSourceWords[each.baseline.source] ?? each.baseline.source}
              </span>
            </td>
            <td>{durationText(each.relief50) ?? statusText(each.relief50)}</td>
            <td>{durationText(each.relief30) ?? statusText(each.relief30)}</td>
            <td>{coverageText(each)}</td>
            <td className={table['nowrap']}>
              {each.intervalDays === null ? '–' : `${daysNumber(each.intervalDays)} d`}
            </td>
            <td>{responseWords[each.relief50.response ?? 'not-evaluable']}</td>
            <td>{each.dataQuality ?? '–'}</td>
            <td>{complicationsText(each)}</td>
            {diagnostic && <td>{resultText(each)}</td>}
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}

function resultText({ diagnostic }: SummarisedInjection): string {
  if (diagnostic === null) return '–';
  const warning = sedationWarning(diagnostic);
  return `${diagnosticText(diagnostic) ?? '–'}${warning === null ? '' : `. ${warning}`}`;
}

function coverageText({ relief50: { coverage } }: SummarisedInjection): string {
  if (coverage === null) return '–';
  const bounds = boundsText(coverage);
  return coverage.point === null ? bounds : `${percentText(coverage.point)} (${bounds})`;
}

function complicationsText({ complications }: SummarisedInjection): string {
  if (complications.length === 0) return 'none recorded';
  return complications
    .map(({ code, grade }) => `${complicationWord(code)}${grade === null ? '' : ` (grade ${grade})`}`)
    .join(', ');
}
