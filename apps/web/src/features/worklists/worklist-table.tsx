import { Anchor, Button, Checkbox, Group } from '@mantine/core';
import { IconPhone } from '@tabler/icons-react';
import type { WorklistRowView, WorklistSessionView } from '@lull/contracts';
import { ownerWords } from '@lull/contracts/plain';
import { useRef, type ReactNode } from 'react';
import { useActions } from '../../ui/actions.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { linesOf } from './record-dialog.js';
import { canBeSaid } from './record-many.js';
import classes from './worklists.module.css';

export interface RowLinks {
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
  readonly renderSession: (session: WorklistSessionView, words: ReactNode) => ReactNode;
  /** Where what a row asks for is done, if not here. */
  readonly renderPlace: (row: WorklistRowView) => ReactNode;
}

interface WorklistTableProps extends RowLinks {
  readonly label: string;
  readonly rows: readonly WorklistRowView[];
  readonly selected: ReadonlySet<string>;
  readonly onSelected: (selected: ReadonlySet<string>) => void;
  readonly onRecord: (row: WorklistRowView) => void;
  readonly onSay: (row: WorklistRowView) => void;
  readonly busy: boolean;
}

/** The rows, walked by J and K and picked by X; a row that is walked to has the focus itself. */
export function WorklistTable(props: WorklistTableProps) {
  const { label, rows, selected, onSelected, patientLink, renderSession } = props;
  const body = useRef<HTMLTableSectionElement>(null);
  const lines = (): HTMLTableRowElement[] => [...(body.current?.rows ?? [])];
  const at = (): number => lines().findIndex((line) => line.contains(document.activeElement));
  const step = (by: 1 | -1): void => {
    const here = at();
    lines()[here === -1 ? (by === 1 ? 0 : lines().length - 1) : here + by]?.focus();
  };
  const toggle = (id: string | undefined): void => {
    if (id === undefined) return;
    const next = new Set(selected);
    if (!next.delete(id)) next.add(id);
    onSelected(next);
  };
  useActions('List', [
    { words: 'Next row', key: 'j', act: () => step(1) },
    { words: 'Row before', key: 'k', act: () => step(-1) },
    { words: 'Select the row', key: 'x', act: () => toggle(rows[at()]?.id) },
  ]);
  const all = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  return (
    <div className={classes['rows']}>
      <TableFrame label={label}>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                size="xs"
                aria-label="Select every row that is shown"
                checked={all}
                indeterminate={!all && selected.size > 0}
                onChange={() => onSelected(all ? new Set() : new Set(rows.map(({ id }) => id)))}
              />
            </th>
            <th scope="col">Due</th>
            <th scope="col">Patient</th>
            <th scope="col">Session</th>
            <th scope="col">What is missing</th>
            <th scope="col">Owner</th>
            <th scope="col" className={table['act']}>
              Action
            </th>
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row) => (
            <tr key={row.id} tabIndex={-1} className={classes['row']} data-chosen={selected.has(row.id)}>
              <td>
                <Checkbox
                  size="xs"
                  aria-label={`Select ${row.patientName}, ${row.missing}`}
                  checked={selected.has(row.id)}
                  onChange={() => toggle(row.id)}
                />
              </td>
              <td className={`${table['narrow']} ${classes['due']}`}>
                {row.due.text}
                {row.overdue && <span className={classes['overdue']}>overdue</span>}
              </td>
              <th scope="row" className={table['narrow']}>
                {patientLink(row.patientId, row.patientName)}
              </th>
              <td>
                {row.session !== null && (
                  <>
                    {renderSession(row.session, row.session.start.text)}
                    <span className={table['small']}>
                      {[row.session.roomName, row.session.procedureCode, sedationWord(row.session)]
                        .filter((part) => part !== null)
                        .join(', ')}
                    </span>
                  </>
                )}
              </td>
              <td>
                {row.response === 'non-responder' ? <strong>{row.missing}</strong> : row.missing}
                {row.requirement?.named != null && (
                  <span className={table['small']}>
                    {row.requirement.named.name}, {row.requirement.named.phone}
                  </span>
                )}
                <span className={table['small']}>{row.actionText}</span>
              </td>
              <td className={classes['owner']}>{ownerWords[row.owner]}</td>
              <td className={table['act']}>
                <Acts {...props} row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </div>
  );
}

function Acts({
  row,
  onRecord,
  onSay,
  renderPlace,
  busy,
}: WorklistTableProps & { readonly row: WorklistRowView }) {
  const { requirement, patientName, phone } = row;
  const call = requirement?.named?.phone ?? phone;
  const lines = requirement?.mayRecord === true ? linesOf(row) : null;
  const isEscort = requirement?.kind === 'escort-confirmed';
  return (
    <Group gap={6} wrap="nowrap">
      {call !== null && call !== '' && (
        <Anchor
          className={classes['call'] ?? ''}
          href={`tel:${call}`}
          aria-label={`Call ${call}, for ${patientName}`}
        >
          <IconPhone size={16} aria-hidden />
        </Anchor>
      )}
      {canBeSaid(row, 'met') ? (
        <Button
          size="compact-sm"
          variant="default"
          disabled={busy}
          aria-label={`${isEscort ? 'Confirm' : 'Done'}: ${row.missing}, ${patientName}`}
          onClick={() => onSay(row)}
        >
          {isEscort ? 'Confirm' : 'Done'}
        </Button>
      ) : lines !== null && lines.length > 0 ? (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${isEscort ? 'Name the escort' : 'Record'}: ${row.missing}, ${patientName}`}
          onClick={() => onRecord(row)}
        >
          {isEscort ? 'Name escort' : 'Record'}
        </Button>
      ) : (
        renderPlace(row)
      )}
    </Group>
  );
}

function sedationWord({ sedation }: WorklistSessionView): string | null {
  return sedation === 'none' ? null : `${sedation} sedation`;
}
