import { Button, Checkbox, FileButton, Group, Stack } from '@mantine/core';
import type { BookReportView, ClinicView } from '@lull/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { IconFileSpreadsheet } from '@tabler/icons-react';
import { useRef, useState, type DragEvent } from 'react';
import { noticeOf } from '../../api/problem.js';
import { readAllAnew } from '../../api/read-anew.js';
import { useAnnounce } from '../../ui/announcer.js';
import { counted } from '../../ui/counted.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import notice from '../../ui/notice.module.css';
import { BookFaults } from './book-faults.js';
import { BookFilesTable } from './book-files-table.js';
import {
  clinicOfBook,
  readBrought,
  requestOf,
  withBrought,
  type BroughtFile,
  type UnreadFile,
} from './book-draft.js';
import type { StepProps } from './setup-step.js';
import { checkBook, importBook, setupQuery } from './setup.queries.js';
import classes from './setup.module.css';

interface StepBookProps extends StepProps {
  readonly clinic: ClinicView;
}

/** The book of the system that a clinic comes from: looked at, checked, and taken over whole or not at all. */
export function StepBook({ clinic, setup, onNext }: StepBookProps) {
  const [brought, setBrought] = useState<readonly BroughtFile[]>([]);
  const [unread, setUnread] = useState<readonly UnreadFile[]>([]);
  const [leaveOutFaulty, setLeaveOut] = useState(false);
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const check = useMutation({
    mutationFn: (files: readonly BroughtFile[]) => checkBook(requestOf(files, clinic, Date.now())),
    onSuccess: ({ faultCount }) =>
      announce(
        faultCount === 0 ? 'Nothing is wrong with the book.' : `${counted(faultCount, 'fault')} found.`,
      ),
  });
  const take = useMutation({
    mutationFn: () => importBook({ files: requestOf(brought, clinic, Date.now()), leaveOutFaulty }),
    onSuccess: async (report) => {
      if (!report.written) return;
      announce('The book is taken over.');
      readAllAnew(queryClient);
      await queryClient.invalidateQueries({ queryKey: setupQuery.queryKey });
    },
  });
  const change = (files: readonly BroughtFile[]): void => {
    setBrought(files);
    check.reset();
    take.reset();
    setLeaveOut(false);
  };
  const bring = async (dropped: readonly File[]): Promise<void> => {
    const read = await Promise.all(dropped.map(readBrought));
    setUnread(read.filter((each): each is UnreadFile => 'sentence' in each));
    change(
      withBrought(
        brought,
        read.filter((each): each is BroughtFile => 'text' in each),
      ),
    );
  };
  const unknown = brought.some(({ file }) => file === null);
  const report = take.data ?? check.data;
  const named = clinicOfBook(brought);
  if (take.data?.written === true) return <TakenOver report={take.data} onNext={onNext} />;
  return (
    <Stack gap="md">
      {setup.counts.patients > 0 && (
        <p className={classes['quiet']}>
          There are patients already. A book may be brought again: what stands is left as it is.
        </p>
      )}
      <DropPlace onDrop={(files) => void bring(files)} />
      {unread.map(({ name, sentence }) => (
        <ProblemNotice key={name} sentence={`${name}: ${sentence}`} />
      ))}
      {brought.length > 0 && <BookFilesTable brought={brought} onChange={change} />}
      {named !== null && named !== clinic.name && (
        <div className={notice['warn']} role="status">
          <div className={notice['text']}>
            The book is about <strong>{named}</strong>, your clinic is called <strong>{clinic.name}</strong>:
            it would stand beside it, as a second one. Give both the same name if they are the same.
          </div>
        </div>
      )}
      {check.error !== null && (
        <ProblemNotice {...noticeOf(check.error)} onRetry={() => check.mutate(brought)} />
      )}
      {take.error !== null && <ProblemNotice {...noticeOf(take.error)} />}
      {report !== undefined && <BookFaults report={report} />}
      {report !== undefined && report.faultCount > 0 && (
        <Checkbox
          label={`Leave out the faulty rows and what belongs to them: ${counted(leftOutRows(report), 'row')}`}
          description="Otherwise nothing is written before the book has no fault: correct the files and drop them again."
          checked={leaveOutFaulty}
          onChange={({ currentTarget }) => setLeaveOut(currentTarget.checked)}
        />
      )}
      {brought.length > 0 && (
        <Group gap="sm">
          {report === undefined ? (
            <Button loading={check.isPending} disabled={unknown} onClick={() => check.mutate(brought)}>
              Check the book
            </Button>
          ) : (
            <Button
              loading={take.isPending}
              disabled={report.faultCount > 0 && !leaveOutFaulty}
              onClick={() => take.mutate()}
            >
              Take the book over
            </Button>
          )}
        </Group>
      )}
    </Stack>
  );
}

const leftOutRows = ({ files }: BookReportView): number =>
  files.reduce((sum, { faulty, dependent }) => sum + faulty + dependent, 0);

function DropPlace({ onDrop }: { readonly onDrop: (files: readonly File[]) => void }) {
  const [over, setOver] = useState(false);
  const reset = useRef<() => void>(null);
  const leave = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
  };
  return (
    <div
      className={classes['drop']}
      data-over={over}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={leave}
      onDrop={(event) => {
        leave(event);
        onDrop([...event.dataTransfer.files]);
      }}
    >
      <IconFileSpreadsheet size={28} stroke={1.5} aria-hidden />
      <p>
        Drop your CSV files here: patients, series, sessions, pain scores, block time, clinic. What you do not
        have stays empty.
      </p>
      <FileButton
        multiple
        accept=".csv,text/csv"
        resetRef={reset}
        onChange={(files) => {
          onDrop(files);
          // A corrected file of the same name is chosen anew.
          reset.current?.();
        }}
      >
        {(props) => (
          <Button {...props} variant="default">
            Choose files
          </Button>
        )}
      </FileButton>
    </div>
  );
}

function TakenOver({ report, onNext }: { readonly report: BookReportView; readonly onNext: () => void }) {
  const rows = (table: string): number => report.added.find((each) => each.table === table)?.rows ?? 0;
  return (
    <Stack gap="md">
      <div className={notice['note']} role="status">
        <div className={notice['text']}>
          <strong>The book is taken over.</strong> {counted(rows('patient'), 'patient')},{' '}
          {counted(rows('injection_series'), 'series', 'series')}, {counted(rows('session'), 'session')} and{' '}
          {counted(rows('pain_score'), 'pain score')} are new.
          {report.faultCount > 0 && ` ${counted(leftOutRows(report), 'row')} were left out.`}
        </div>
      </div>
      {report.notes.map(({ sentence, rows: count }) => (
        <p key={sentence} className={classes['quiet']}>
          {count} {sentence}.
        </p>
      ))}
      <Group>
        <Button onClick={onNext}>Go on</Button>
      </Group>
    </Stack>
  );
}
