import type { BookReportView, SetupView } from '@lull/contracts';
import { bookFiles, columnsOf } from '@lull/domain';
import { fireEvent, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { fakeApi } from '../../testing/fake-api.js';
import { clinic } from '../../testing/given-day.js';
import { renderInApp } from '../../testing/render.js';
import { StepBook } from './step-book.js';

const setup: SetupView = {
  practice: 'Elm Street',
  steps: [],
  next: 'book',
  ready: true,
  running: true,
  counts: {
    clinics: 1,
    openingHours: 5,
    rooms: 1,
    recoveryBays: 1,
    procedures: 1,
    physicians: 1,
    members: 1,
    blockTimes: 0,
    patients: 0,
    sessions: 0,
  },
};

const report = (changes: Partial<BookReportView> = {}): BookReportView => ({
  files: bookFiles.map((file) => ({ file, rows: 2, faulty: 0, dependent: 0 })),
  faults: [],
  faultCount: 0,
  notes: [],
  written: false,
  added: [],
  ...changes,
});

const faulty = report({
  files: [{ file: 'patients.csv', rows: 2, faulty: 1, dependent: 3 }],
  faults: [
    { file: 'patients.csv', line: 2, field: 'mrn', code: 'required', sentence: 'Nothing stands here.' },
    { file: 'series.csv', line: 9, field: '', code: 'column-count', sentence: 'The row has 3 values.' },
  ],
  faultCount: 2,
});

const nothing = () => null;

/** A file as a browser reads it; the test's own DOM cannot read files. */
function written(name: string, text: string): File {
  return Object.assign(new File([], name), { text: () => Promise.resolve(text) });
}

/** Chooses these files, as from a dialog. */
function bring(...files: readonly File[]): void {
  const input = document.querySelector('input[type="file"]');
  if (input === null) throw new Error('There is no place for files.');
  fireEvent.change(input, { target: { files } });
}

function show(onNext: () => void = () => undefined): void {
  renderInApp(
    <StepBook
      clinic={clinic}
      setup={setup}
      memberName="Ada"
      physician={false}
      mayBook
      renderInvite={nothing}
      renderSettings={nothing}
      renderBooking={nothing}
      renderNewPatient={nothing}
      onNext={onNext}
    />,
  );
}

describe('the book that a clinic brings', () => {
  it('of which one file is brought: its columns are found under other names, the clinic is written from what stands', async () => {
    const calls = fakeApi({ 'POST /book-checks': () => report() });
    show();
    bring(
      written('people.csv', 'Chart number,Last name,First name,DOB,Sex,Phone\n1,Weiss,Ida,1970-01-01,F,\n'),
    );
    const files = await screen.findByRole('region', { name: 'Files that you brought' });
    within(files).getByText(/6 of 12 found/);
    fireEvent.click(within(files).getByRole('button', { name: 'Look at people.csv' }));
    expect(screen.getByRole<HTMLSelectElement>('combobox', { name: 'Column for mrn' }).value).toBe(
      'Chart number',
    );
    screen.getByText('Weiss');
    fireEvent.click(screen.getByRole('button', { name: 'Check the book' }));
    await screen.findByText(/Nothing is wrong with the book. Nothing has been written/);
    const sent = calls.at(-1)?.body as { files: { name: string; text: string; columns?: object[] }[] };
    expect(sent.files.map(({ name }) => name)).toEqual(bookFiles);
    const [ofClinic, blocks, patients] = sent.files;
    expect(ofClinic?.text).toContain(clinic.name);
    expect(blocks?.text).toBe(columnsOf['blocks.csv'].join(','));
    expect(patients?.columns).toContainEqual({ column: 'family_name', from: 'Last name' });
    expect(patients?.columns).toContainEqual({ column: 'weight_kg', from: null });
  });

  it('with faults is not taken over before somebody leaves them out in so many words', async () => {
    const calls = fakeApi({
      'POST /book-checks': () => faulty,
      'POST /book-imports': () => ({ ...faulty, written: true, added: [{ table: 'patient', rows: 1 }] }),
    });
    const goOn = vi.fn<() => void>();
    show(goOn);
    bring(written('patients.csv', `${columnsOf['patients.csv'].join(',')}\n`));
    fireEvent.click(await screen.findByRole('button', { name: 'Check the book' }));
    const faults = await screen.findByRole('region', { name: 'Faults' });
    expect(within(faults).getAllByRole('row')).toHaveLength(3);
    fireEvent.change(screen.getByLabelText('Containing'), { target: { value: 'values' } });
    expect(within(faults).getAllByRole('row')).toHaveLength(2);
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Take the book over' }).disabled).toBe(true);
    fireEvent.click(screen.getByRole('checkbox', { name: /Leave out the faulty rows.*4 rows/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Take the book over' }));
    await screen.findByText(/1 patient,/);
    expect(calls.at(-1)?.body).toMatchObject({ leaveOutFaulty: true });
    fireEvent.click(screen.getByRole('button', { name: 'Go on' }));
    expect(goOn).toHaveBeenCalledOnce();
  });

  it('in other letters than UTF-8 is refused before it is sent: a name would be another one', async () => {
    fakeApi({});
    show();
    bring(written('patients.csv', 'M\uFFFDl'));
    await screen.findByText(/patients.csv: It is not written in UTF-8/);
    expect(screen.queryByRole('button', { name: 'Check the book' })).toBeNull();
  });
});
