import type { PatientRowView } from '@lull/contracts';
import { unclearDateIn, type UnclearDate } from '@lull/domain';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import { patientSearchQuery } from '../../api/patient-search.js';
import { isProblem, noticeOf } from '../../api/problem.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateText, dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { PatientLine } from '../../ui/patient-line.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './patient-search.module.css';
import notice from '../../ui/notice.module.css';

interface PatientSearchProps {
  readonly zone: string;
  readonly onOpen: (id: string) => void;
  readonly patientLink: (id: string, line: ReactNode) => ReactNode;
}

/** Finds as one types; the arrow keys walk through the links, Enter opens. What is typed never stands in the address. */
export function PatientSearch({ zone, onOpen, patientLink }: PatientSearchProps) {
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), 150);
  const { data: page, error, isFetching, isPlaceholderData, refetch } = useQuery(patientSearchQuery(asked));
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLUListElement>(null);
  const announce = useAnnounce();
  const rows = asked.length < 2 ? [] : (page?.rows ?? []);
  const settled = asked.length >= 2 && !isFetching && error === null;
  const unclear = unclearDateIn(asked);
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    if (settled) announce(rows.length === 1 ? '1 patient found.' : `${rows.length} patients found.`);
  }, [announce, settled, rows.length]);

  const openFirst = (event: FormEvent): void => {
    event.preventDefault();
    const [first] = rows;
    // The list of other words stands until this one's comes: its first is somebody who was not meant.
    if (first !== undefined && !isPlaceholderData && asked === words.trim()) onOpen(first.id);
  };
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') {
      setWords('');
      input.current?.focus();
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const stops = [input.current, ...(list.current?.querySelectorAll('a') ?? [])];
    stops[stops.findIndex((stop) => stop === document.activeElement) + by]?.focus();
  };

  return (
    <form onSubmit={openFirst} onKeyDown={press}>
      <TextInput
        ref={input}
        size="md"
        label="Name, birth date or MRN"
        description="Such as: meyer anna, 1961-04-05, 5 Apr 1961, MP101000"
        placeholder="At least two characters"
        autoComplete="off"
        spellCheck={false}
        maw={560}
        leftSection={<IconSearch size={17} aria-hidden />}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
      />
      <div className={classes['results']}>
        {unclear !== null &&
        unclear.readings.length > 0 &&
        isProblem(error, 'patients.birth-date-unclear') ? (
          <WhichDay
            unclear={unclear}
            onChoose={(day) => {
              setWords(words.replace(unclear.text, day));
              input.current?.focus();
            }}
          />
        ) : error !== null && asked.length >= 2 ? (
          <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
        ) : asked.length < 2 ? (
          <EmptyState sentence="Patients appear here as you type. Enter opens the first, the arrow keys lead to the others." />
        ) : page === undefined ? (
          <Loading heights={[46, 46, 46]} label="patients" />
        ) : rows.length === 0 ? (
          <EmptyState sentence="Nobody found. Check the spelling, or try the birth date alone." />
        ) : (
          <>
            <ul ref={list} className={classes['list']} aria-label="Patients found">
              {rows.map((row) => (
                <FoundPatient key={row.id} {...{ row, zone, patientLink }} />
              ))}
            </ul>
            {page.next !== null && (
              <p className={classes['more']}>
                More are found than are shown: type more of the name, or the birth date.
              </p>
            )}
          </>
        )}
      </div>
    </form>
  );
}

interface WhichDayProps {
  readonly unclear: UnclearDate;
  readonly onChoose: (day: string) => void;
}

/** Figures alone can mean two days: one press says which. */
function WhichDay({ unclear: { text, readings }, onChoose }: WhichDayProps) {
  return (
    <div className={notice['warn']} role="alert">
      <IconAlertTriangle size={18} aria-hidden />
      <div className={notice['text']}>Which day is {text}?</div>
      {readings.map((day) => (
        <Button key={day} size="compact-sm" variant="default" onClick={() => onChoose(day)}>
          {dateText(day).slice(4)}
        </Button>
      ))}
    </div>
  );
}

interface FoundPatientProps extends Pick<PatientSearchProps, 'zone' | 'patientLink'> {
  readonly row: PatientRowView;
}

function FoundPatient({ row, zone, patientLink }: FoundPatientProps) {
  const { openSeries, nextSessionAt } = row;
  return (
    <li className={classes['row']}>
      {patientLink(row.id, <PatientLine {...row} />)}
      <span className={classes['open']}>
        {openSeries === 0
          ? 'no open series'
          : openSeries === 1
            ? '1 open series'
            : `${openSeries} open series`}
      </span>
      <span className={classes['next']}>
        {nextSessionAt === null ? 'no session booked' : `next ${dateTimeText(nextSessionAt, zone)}`}
      </span>
    </li>
  );
}
