import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import type { BookReportView } from '@lull/contracts';
import { useState } from 'react';
import { counted } from '../../ui/counted.js';
import { saveFile } from '../../ui/save-file.js';
import { TableFrame } from '../../ui/table-frame.js';
import notice from '../../ui/notice.module.css';
import table from '../../ui/table.module.css';
import { faultsFile } from './book-draft.js';
import classes from './setup.module.css';

const mostShown = 200;

/** What the check found: rows by file, and every fault with what to do about it. */
export function BookFaults({ report }: { readonly report: BookReportView }) {
  const { files, faults, faultCount, notes } = report;
  const [file, setFile] = useState('');
  const [words, setWords] = useState('');
  const wanted = words.trim().toLowerCase();
  const found = faults.filter(
    (each) =>
      (file === '' || each.file === file) &&
      (wanted === '' ||
        `${each.line} ${each.field} ${each.code} ${each.sentence}`.toLowerCase().includes(wanted)),
  );
  return (
    <Stack gap="sm">
      <div className={faultCount === 0 ? notice['note'] : notice['warn']} role="status">
        <div className={notice['text']}>
          {faultCount === 0
            ? 'Nothing is wrong with the book. Nothing has been written yet.'
            : `${counted(faultCount, 'fault')}. Nothing has been written.`}
        </div>
      </div>
      <TableFrame label="Rows by file">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className={table['number']}>
              Rows
            </th>
            <th scope="col" className={table['number']}>
              Faulty
            </th>
            <th scope="col" className={table['number']}>
              Belong to faulty ones
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map((each) => (
            <tr key={each.file}>
              <th scope="row">{each.file}</th>
              <td className={table['number']}>{each.rows}</td>
              <td className={table['number']}>{each.faulty}</td>
              <td className={table['number']}>{each.dependent}</td>
            </tr>
          ))}
        </tbody>
      </TableFrame>
      {notes.map(({ sentence, rows }) => (
        <p key={sentence} className={classes['quiet']}>
          {rows} {sentence}.
        </p>
      ))}
      {faultCount > 0 && (
        <>
          <Group align="end" gap="sm">
            <NativeSelect
              label="File"
              data={[{ value: '', label: 'all' }, ...new Set(faults.map((each) => each.file))]}
              value={file}
              onChange={({ currentTarget }) => setFile(currentTarget.value)}
            />
            <TextInput
              label="Containing"
              value={words}
              onChange={({ currentTarget }) => setWords(currentTarget.value)}
            />
            <Button
              variant="default"
              onClick={() =>
                saveFile(new Blob([faultsFile(found)], { type: 'text/csv;charset=utf-8' }), 'faults.csv')
              }
            >
              Save this list as CSV
            </Button>
          </Group>
          <TableFrame label="Faults">
            <thead>
              <tr>
                <th scope="col">File</th>
                <th scope="col" className={table['number']}>
                  Line
                </th>
                <th scope="col">Field</th>
                <th scope="col">What to do</th>
              </tr>
            </thead>
            <tbody>
              {found.slice(0, mostShown).map((each, index) => (
                <tr key={`${each.file} ${each.line} ${each.field} ${each.code} ${index}`}>
                  <td>{each.file}</td>
                  <td className={table['number']}>{each.line}</td>
                  <td>{each.field === '' ? 'the row' : each.field}</td>
                  <td>{each.sentence}</td>
                </tr>
              ))}
            </tbody>
          </TableFrame>
          {(found.length > mostShown || faultCount > faults.length) && (
            <p className={classes['quiet']}>
              {found.length} of {faultCount} are in this list, {Math.min(found.length, mostShown)} of them
              shown; the file has them.
            </p>
          )}
        </>
      )}
    </Stack>
  );
}
