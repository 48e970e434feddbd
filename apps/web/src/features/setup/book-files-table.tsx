import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { bookFiles, columnsOf, type BookFile } from '@lull/domain';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { isPlain, missingFiles, takenFor, unmapped, type BroughtFile } from './book-draft.js';
import classes from './setup.module.css';

interface BookFilesTableProps {
  readonly brought: readonly BroughtFile[];
  readonly onChange: (brought: readonly BroughtFile[]) => void;
}

/** What was brought and what each file is taken for, before anything of it is sent. */
export function BookFilesTable({ brought, onChange }: BookFilesTableProps) {
  const [open, setOpen] = useState<string | null>(null);
  const set = (name: string, changed: BroughtFile): void =>
    onChange(brought.map((each) => (each.name === name ? changed : each)));
  const missing = missingFiles(brought);
  const shown = brought.find(({ name }) => name === open);
  return (
    <>
      <TableFrame label="Files that you brought">
        <thead>
          <tr>
            <th scope="col">Your file</th>
            <th scope="col">Is taken for</th>
            <th scope="col">Columns</th>
            <th scope="col">Take away</th>
          </tr>
        </thead>
        <tbody>
          {brought.map((each) => (
            <tr key={each.name}>
              <th scope="row">{each.name}</th>
              <td>
                <NativeSelect
                  size="xs"
                  aria-label={`What ${each.name} is`}
                  data={[{ value: '', label: 'choose' }, ...bookFiles]}
                  value={each.file ?? ''}
                  onChange={({ currentTarget: { value } }) =>
                    set(each.name, takenFor(each, bookFiles.find((file) => file === value) ?? null))
                  }
                />
              </td>
              <td>
                <Columns brought={each} />{' '}
                {each.file !== null && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    aria-expanded={open === each.name}
                    aria-label={`Look at ${each.name}`}
                    onClick={() => setOpen(open === each.name ? null : each.name)}
                  >
                    {open === each.name ? 'Hide' : 'Look'}
                  </Button>
                )}
              </td>
              <td>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Take ${each.name} away`}
                  onClick={() => onChange(brought.filter(({ name }) => name !== each.name))}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {missing.length > 0 && (
        <p className={classes['quiet']}>
          Not brought: {missing.join(', ')}.{' '}
          {missing.includes('clinic.csv') && 'The clinic is taken from what you have set up. '}
          The others stay empty.
        </p>
      )}
      {shown?.file != null && (
        <Mapping
          key={shown.name}
          brought={shown}
          file={shown.file}
          onChange={(each) => set(shown.name, each)}
        />
      )}
    </>
  );
}

function Columns({ brought }: { readonly brought: BroughtFile }) {
  if (brought.file === null) return <span className={classes['quiet']}>say which file it is</span>;
  if (isPlain(brought)) return <>as in the book</>;
  const { wanted, unused } = unmapped(brought);
  const found = columnsOf[brought.file].length - wanted.length;
  return (
    <>
      {found} of {columnsOf[brought.file].length} found
      {unused.length > 0 && `, ${unused.length} of yours not used`}
    </>
  );
}

interface MappingProps {
  readonly brought: BroughtFile;
  readonly file: BookFile;
  readonly onChange: (brought: BroughtFile) => void;
}

/** Which column of the file stands for which of the book, with the first rows to see it by. */
function Mapping({ brought, file, onChange }: MappingProps) {
  const { head, mapping, name } = brought;
  return (
    <TableFrame label={`Columns of ${name}`}>
      <thead>
        <tr>
          <th scope="col">In the book</th>
          <th scope="col">In your file</th>
          <th scope="col">First rows</th>
        </tr>
      </thead>
      <tbody>
        {columnsOf[file].map((column) => {
          const from = mapping[column] ?? '';
          const at = head.header.indexOf(from);
          return (
            <tr key={column}>
              <th scope="row">{column}</th>
              <td>
                <NativeSelect
                  size="xs"
                  aria-label={`Column for ${column}`}
                  data={[{ value: '', label: 'none: stays empty' }, ...new Set(head.header)]}
                  value={from}
                  onChange={({ currentTarget: { value } }) =>
                    onChange({ ...brought, mapping: { ...without(mapping, value), [column]: value || null } })
                  }
                />
              </td>
              <td className={table['quiet']}>
                {at === -1 ? '' : head.rows.map((row) => row[at] ?? '').join(' · ')}
              </td>
            </tr>
          );
        })}
      </tbody>
    </TableFrame>
  );
}

/** A column of the file stands for one of the book only. */
function without(mapping: BroughtFile['mapping'], from: string): BroughtFile['mapping'] {
  return Object.fromEntries(
    Object.entries(mapping).map(([column, name]) => [column, name === from ? null : name]),
  );
}
