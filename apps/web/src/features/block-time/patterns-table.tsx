import { Button } from '@mantine/core';
import type { BlockTimePatternView, ClinicView } from '@lull/contracts';
import { dateText } from '../../ui/clock.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { nameIn, repeatWords, ruleWords } from './block-time-words.js';

interface PatternsTableProps {
  readonly clinic: ClinicView;
  readonly patterns: readonly BlockTimePatternView[];
  readonly onChange?: (pattern: BlockTimePatternView) => void;
}

export function PatternsTable({ clinic, patterns, onChange }: PatternsTableProps) {
  return (
    <TableFrame label="Patterns">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Room</th>
          <th scope="col">Physician</th>
          <th scope="col">Rule</th>
          <th scope="col">Valid</th>
          {onChange !== undefined && <th scope="col">Actions</th>}
        </tr>
      </thead>
      <tbody>
        {patterns.map((pattern) => {
          const { id, from, to, roomId, physicianId, validFrom, validTo } = pattern;
          const when = repeatWords(pattern);
          return (
            <tr key={id}>
              <th scope="row">
                {from} to {to}
                <span className={table['small']}>{when}</span>
              </th>
              <td>{nameIn(clinic, roomId)}</td>
              <td>{nameIn(clinic, physicianId)}</td>
              <td>{ruleWords(pattern, clinic)}</td>
              <td>
                from {dateText(validFrom)}
                {validTo !== null && ` to ${dateText(validTo)}`}
              </td>
              {onChange !== undefined && (
                <td>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`Change: ${nameIn(clinic, physicianId)}, ${nameIn(clinic, roomId)}, ${from} to ${to}, ${when}`}
                    onClick={() => onChange(pattern)}
                  >
                    Change
                  </Button>
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </TableFrame>
  );
}
