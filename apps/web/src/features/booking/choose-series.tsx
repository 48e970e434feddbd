import { ActionIcon, Skeleton, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { PatientRowView, SeriesView, SessionView } from '@lull/contracts';
import { clockText } from '@lull/domain';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { usePatientSearch } from '../../api/patient-search.js';
import { sentenceOf } from '../../api/problem.js';
import { conditionText } from '../../ui/condition-text.js';
import { PatientCombobox } from '../../ui/patient-combobox.js';
import { PatientLine } from '../../ui/patient-line.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { patientSeriesQuery } from '../../api/series.js';
import { PatientReadiness } from './patient-readiness.js';
import classes from './booking.module.css';

interface ChooseSeriesProps {
  readonly series: SeriesView | null;
  readonly onSeries: (series: SeriesView | null) => void;
}

/** Whom it is for, then which of the open series. The side comes with the series and is shown, never asked here. */
export function ChooseSeries({ series, onSeries }: ChooseSeriesProps) {
  const [patient, setPatient] = useState<PatientRowView | null>(null);
  const [words, setWords] = useState('');
  const search = usePatientSearch(words);
  const all = useQuery({ ...patientSeriesQuery(patient?.id ?? ''), enabled: patient !== null });
  const open = patient === null ? undefined : all.data?.filter(({ state }) => state === 'active');
  const only = open?.length === 1 ? open[0] : undefined;
  const choosesOnly = useEffectEvent((it: SeriesView) => series === null && onSeries(it));
  useEffect(() => {
    // Where there is no choice there is nothing to ask; what was chosen is shown with its side.
    if (only !== undefined) choosesOnly(only);
  }, [only]);
  if (patient === null) {
    return (
      <PatientCombobox
        words={words}
        onWords={setWords}
        {...search}
        onChoose={setPatient}
        input={
          { label: 'Patient', placeholder: 'Name, birth date or MRN', 'data-autofocus': true } as {
            label: string;
          }
        }
      />
    );
  }
  const change = (): void => {
    setPatient(null);
    onSeries(null);
  };
  return (
    <>
      <div className={classes['chosen']}>
        <PatientLine {...patient} />
        <ActionIcon variant="subtle" color="gray" aria-label="Choose another patient" onClick={change}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </div>
      {series === null ? (
        <OpenSeries answer={all} open={open} onChoose={onSeries} />
      ) : (
        <ChosenSeries
          series={series}
          {...(open !== undefined && open.length > 1 && { onChange: () => onSeries(null) })}
        />
      )}
      <PatientReadiness patientId={patient.id} />
    </>
  );
}

function OpenSeries({
  answer: { data: all, error, refetch },
  open,
  onChoose,
}: {
  readonly answer: UseQueryResult<readonly SeriesView[]>;
  readonly open: readonly SeriesView[] | undefined;
  readonly onChoose: (series: SeriesView) => void;
}) {
  if (error !== null) return <ProblemNotice sentence={sentenceOf(error)} onRetry={() => void refetch()} />;
  if (open === undefined) return <Skeleton h={48} />;
  if (open.length === 0) {
    const waiting = all?.find(({ state }) => state === 'proposed' || state === 'paused');
    const words =
      waiting === undefined
        ? 'This patient has no open series.'
        : `The series of this patient is ${waiting.state}: a physician activates it.`;
    return <ProblemNotice sentence={words} code="series.not-active" />;
  }
  return (
    <section aria-label="Series">
      <h3 className={classes['small-title']}>Which series?</h3>
      <ul className={classes['series']}>
        {open.map((each) => (
          <li key={each.id}>
            <button type="button" className={classes['series-choice']} onClick={() => onChoose(each)}>
              <SeriesWords series={each} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The series that a session is booked for, as words. */
function ChosenSeries({ series, onChange }: { readonly series: SeriesView; readonly onChange?: () => void }) {
  return (
    <div className={classes['chosen']}>
      <div>
        <SeriesWords series={series} />
      </div>
      {onChange !== undefined && (
        <ActionIcon variant="subtle" color="gray" aria-label="Choose another series" onClick={onChange}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      )}
    </div>
  );
}

/** A series that is given: whom it is for, which it is, and, of a move, where the session stands now. */
export function FixedSeries({
  series,
  moved,
  zone = 'UTC',
}: {
  readonly series: SeriesView;
  readonly moved?: SessionView;
  readonly zone?: string;
}) {
  return (
    <div>
      <Text fw={600}>{series.patientName}</Text>
      <ChosenSeries series={series} />
      <PatientReadiness patientId={series.patientId} />
      {moved !== undefined && (
        <Text size="sm" mt={6}>
          Now: {clockText(moved.start, zone)}
          {moved.state === 'confirmed' && '. The patient has confirmed this time; a move voids that.'}
        </Text>
      )}
    </div>
  );
}

function SeriesWords({ series }: { readonly series: SeriesView }) {
  return (
    <>
      <b>
        {series.procedureName}, <span className={classes['side']}>{series.side}</span>
      </b>
      <br />
      <span>
        {conditionText(series.condition)}, {series.completedCount} of {series.plannedCount} done, every{' '}
        {series.targetIntervalDays} days (at least {series.minimumIntervalDays}), {series.physicianName}
      </span>
    </>
  );
}
