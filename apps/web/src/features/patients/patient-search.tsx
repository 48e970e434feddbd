import type { PatientRowView } from '@lull/contracts';
import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { patientSearchQuery } from '../../api/patient-search.js';
import { isProblem, sentenceOf } from '../../api/problem.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { PatientLine } from '../../ui/patient-line.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './patient-search.module.css';

interface PatientSearchProps {
  readonly zone: string;
  readonly onOpen: (id: string) => void;
  readonly patientLink: (id: string, line: ReactNode) => ReactNode;
  /** The one thing to do when nobody is found. */
  readonly createAction: ReactNode;
}

/** Finds as one types; the arrow keys choose, Enter opens. What is typed never stands in the address bar. */
export function PatientSearch({ zone, onOpen, patientLink, createAction }: PatientSearchProps) {
  const [words, setWords] = useState('');
  const [asked] = useDebouncedValue(words.trim(), 150);
  const { data: page, error, isFetching, refetch } = useQuery(patientSearchQuery(asked));
  const rows = asked.length < 2 ? [] : (page?.rows ?? []);
  const [at, setAt] = useState(0);
  const [from, setFrom] = useState(asked);
  if (from !== asked) {
    setFrom(asked);
    setAt(0);
  }
  const listId = useId();
  const announce = useAnnounce();
  const settled = asked.length >= 2 && !isFetching && error === null;
  useEffect(() => {
    if (settled) announce(rows.length === 1 ? '1 patient found.' : `${rows.length} patients found.`);
  }, [announce, settled, rows.length]);

  const press = (event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      setAt(Math.max(0, Math.min(rows.length - 1, at + by)));
    } else if (event.key === 'Enter') {
      const row = rows[at];
      if (row !== undefined) onOpen(row.id);
    } else if (event.key === 'Escape') setWords('');
  };

  return (
    <>
      <TextInput
        size="md"
        label="Name, birth date or MRN"
        description="Such as: meyer anna, 1961-04-05, 5 Apr 1961, MP101000"
        placeholder="At least two characters"
        autoComplete="off"
        spellCheck={false}
        autoFocus
        maw={560}
        leftSection={<IconSearch size={17} aria-hidden />}
        role="combobox"
        aria-expanded={rows.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={rows[at] === undefined ? undefined : `${listId}-${at}`}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
        onKeyDown={press}
      />
      <div className={classes['results']}>
        {error !== null && asked.length >= 2 ? (
          <ProblemNotice sentence={sentenceOf(error)} code={isProblem(error) ? error.code : null} onRetry={() => void refetch()} />
        ) : asked.length < 2 ? (
          <EmptyState sentence="Patients appear here as you type. Arrow keys choose, Enter opens." action={createAction} />
        ) : page === undefined ? (
          <Loading heights={[46, 46, 46]} label="patients" />
        ) : rows.length === 0 ? (
          <EmptyState sentence="Nobody found. Check the spelling, or try the birth date alone." action={createAction} />
        ) : (
          <>
            <Results {...{ rows, at, listId, zone, patientLink }} />
            {page.next !== null && <p className={classes['more']}>More are found than are shown: type more of the name, or the birth date.</p>}
          </>
        )}
      </div>
    </>
  );
}

interface ResultsProps {
  readonly rows: readonly PatientRowView[];
  readonly at: number;
  readonly listId: string;
  readonly zone: string;
  readonly patientLink: PatientSearchProps['patientLink'];
}

function Results({ rows, at, listId, zone, patientLink }: ResultsProps) {
  return (
    <ul className={classes['list']} id={listId} role="listbox" aria-label="Patients found">
      {rows.map((row, index) => (
        <li key={row.id} id={`${listId}-${index}`} className={classes['row']} role="option" aria-selected={index === at}>
          {patientLink(row.id, <PatientLine {...row} />)}
          <span className={classes['open']}>{row.openSeries === 0 ? 'no open series' : row.openSeries === 1 ? '1 open series' : `${row.openSeries} open series`}</span>
          <span className={classes['next']}>{row.nextSessionAt === null ? 'no session booked' : `next ${dateTimeText(row.nextSessionAt, zone)}`}</span>
        </li>
      ))}
    </ul>
  );
}
