import type { SeriesView } from '@lull/contracts';
import { civilDateAt, isMovableState } from '@lull/domain';
import { Button } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { SeriesState } from '../../features/series/series-state.js';
import {
  intervalText,
  isOpen,
  nextSessionOf,
  progressText,
  purposeWords,
} from '../../features/series/series-words.js';
import { SessionsTable } from '../../features/series/sessions-table.js';
import { conditionText } from '../../ui/condition-text.js';
import { dateText, dateTimeText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SessionStatus } from '../../ui/session-status.js';
import { SideMark } from '../../ui/side-mark.js';
import classes from './patient-series.module.css';

interface PatientSeriesProps {
  readonly patientId: string;
  readonly series: UseQueryResult<readonly SeriesView[]>;
  readonly mayPlan: boolean;
  readonly zoneOf: (clinicId?: string) => string;
}

/** Every series of a patient, the open ones first, each with its next session and all of its sessions. */
export function PatientSeries({
  patientId,
  series: { data: all, error, refetch },
  mayPlan,
  zoneOf,
}: PatientSeriesProps) {
  if (all === undefined) {
    return (
      <Panel title="Series">
        {error === null ? (
          <Loading heights={[90, 120]} label="series" />
        ) : (
          <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
        )}
      </Panel>
    );
  }
  if (all.length === 0) {
    const plan = mayPlan && (
      <Button
        renderRoot={(props) => (
          <Link to="/patients/$id" params={{ id: patientId }} search={{ plan: true }} {...props} />
        )}
      >
        New series
      </Button>
    );
    return (
      <Panel title="Series">
        <EmptyState
          sentence="No series yet. A series is the plan for one target: side, purpose, how many injections, how far apart."
          action={plan}
        />
      </Panel>
    );
  }
  const sorted = all.toSorted(
    (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || b.openedOn.localeCompare(a.openedOn),
  );
  return sorted.map((series) => <OneSeries key={series.id} series={series} zoneOf={zoneOf} />);
}

function OneSeries({
  series,
  zoneOf,
}: {
  readonly series: SeriesView;
  readonly zoneOf: PatientSeriesProps['zoneOf'];
}) {
  const member = useOwnSignIn();
  const next = nextSessionOf(series);
  return (
    <Panel
      title={
        <span className={classes['title']}>
          <Link to="/series/$id" params={{ id: series.id }}>
            {series.procedureName}
          </Link>
          <SideMark side={series.side} />
          <SeriesState state={series.state} />
        </span>
      }
      note={`${conditionText(series.condition)}; ${purposeWords[series.purpose]}; ${intervalText(series)}; ${series.physicianName}; opened ${dateText(series.openedOn)}`}
      actions={
        <>
          {member.may('relief', 'read') && (
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => <Link to="/series/$id" params={{ id: series.id }} {...props} />}
            >
              Relief between injections
            </Button>
          )}
          {series.state === 'active' && member.may('session', 'book') && (
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => <Link to="/series/$id/plan" params={{ id: series.id }} {...props} />}
            >
              Book series
            </Button>
          )}
          {isOpen(series) && member.may('waitlist', 'change') && (
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => (
                <Link
                  to="/patients/$id"
                  params={{ id: series.patientId }}
                  search={{ wait: series.id }}
                  {...props}
                />
              )}
            >
              Put on waitlist
            </Button>
          )}
          {next !== null && isMovableState(next.state) && member.may('session', 'move') && (
            <Button
              size="xs"
              variant="default"
              renderRoot={(props) => (
                <Link
                  to="/day/$date"
                  params={{ date: civilDateAt(next.start, zoneOf(next.clinicId)) }}
                  search={{ clinic: next.clinicId, session: next.id, book: 'move' }}
                  {...props}
                />
              )}
            >
              Move next
            </Button>
          )}
          {isOpen(series) && member.may('session', 'book') && (
            <Button
              size="xs"
              renderRoot={(props) => (
                <Link
                  to="/patients/$id"
                  params={{ id: series.patientId }}
                  search={{ book: 'find', series: series.id }}
                  {...props}
                />
              )}
            >
              Book next
            </Button>
          )}
        </>
      }
    >
      <div className={classes['progress']}>
        <progress
          max={series.plannedCount}
          value={Math.min(series.completedCount, series.plannedCount)}
          aria-label="Progress"
        />
        <strong>{progressText(series)}</strong>
        {next === null ? (
          <span className={classes['next']}>no session booked</span>
        ) : (
          <span className={classes['next']}>
            next{' '}
            <Link
              to="/day/$date"
              params={{ date: civilDateAt(next.start, zoneOf(next.clinicId)) }}
              search={{ clinic: next.clinicId, session: next.id }}
            >
              {dateTimeText(next.start, zoneOf(next.clinicId))}, {next.roomName}
            </Link>{' '}
            <SessionStatus state={next.state} />
          </span>
        )}
      </div>
      {series.sessions.length > 0 && (
        <details className={classes['sessions']} open={isOpen(series)}>
          <summary>
            {series.sessions.length} {series.sessions.length === 1 ? 'session' : 'sessions'}
          </summary>
          <SessionsTable
            sessions={series.sessions}
            zoneOf={zoneOf}
            label={`Sessions of ${series.procedureName}, ${series.side}`}
          />
        </details>
      )}
    </Panel>
  );
}
