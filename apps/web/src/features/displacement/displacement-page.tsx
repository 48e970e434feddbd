import type { ClinicView, DisplacedSessionView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { CallList } from './call-list.js';
import { DisplacedTable, StayingTable, type DisplacedTableProps } from './displaced-table.js';
import { nameOfFailure, periodText, sessionsText } from './displacement-words.js';
import { displacementQuery, type FailurePlace } from './displacement.queries.js';
import { FailureFields } from './failure-fields.js';
import { SettleBar } from './settle-bar.js';
import { useSettling } from './use-settling.js';
import classes from './displacement.module.css';

interface DisplacementPageProps {
  readonly clinic: ClinicView;
  readonly today: string;
  /** Null: nothing has been asked yet. */
  readonly place: FailurePlace | null;
  readonly onPlace: (place: FailurePlace) => void;
  readonly patientLink: DisplacedTableProps['patientLink'];
  readonly sessionLink: (session: DisplacedSessionView, label: string) => ReactNode;
}

/** The desk for a day that does not go as planned: who loses a place, who is called, and where each goes. */
export function DisplacementPage(props: DisplacementPageProps) {
  const { clinic, today, place, onPlace } = props;
  return (
    <Page title="Displacement desk" note={clinic.name}>
      <div className={classes['screen']}>
        <FailureFields key={JSON.stringify(place)} {...{ clinic, today, place, onPlace }} />
      </div>
      {place === null ? (
        <EmptyState sentence="A physician is ill, a C-arm fails, it snows: choose what fails and when, and see whom it concerns and where each could go. Nothing is changed by looking." />
      ) : (
        <Desk key={JSON.stringify([clinic.id, place])} {...props} place={place} />
      )}
    </Page>
  );
}

function Desk({
  clinic,
  place,
  patientLink,
  sessionLink,
}: DisplacementPageProps & { readonly place: FailurePlace }) {
  const member = useOwnSignIn();
  const { data: view, error, refetch } = useQuery(displacementQuery(clinic.id, place));
  const settling = useSettling(clinic.id, place, view);
  if (view === undefined) {
    return error === null ? (
      <Loading heights={[36, 56, 56, 56, 56]} label="who is affected" />
    ) : (
      <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
    );
  }
  const maySettle = member.may('displacement', 'settle');
  const name = nameOfFailure(view);
  return (
    <>
      <div className={classes['screen']}>
        {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
        <Panel
          title={
            view.sessions.length === 0
              ? `${name}, ${periodText(view)}`
              : `${name}, ${periodText(view)}: ${sessionsText(view.sessions.length)} to place again`
          }
        >
          <SettleBar view={view} maySettle={maySettle} settling={settling} />
          {view.sessions.length === 0 ? (
            <EmptyState
              sentence={
                view.settled.length > 0
                  ? 'Everybody has been placed again, or waits. Call them: the list stands below.'
                  : view.staying.length > 0
                    ? 'Nobody is left to be placed again.'
                    : `Nobody is booked ${view.resource === null ? 'here' : `on ${name}`} in this time.`
              }
            />
          ) : (
            <DisplacedTable
              {...{ clinic, view, maySettle, patientLink, sessionLink }}
              busy={settling.busy}
              refused={settling.refused}
              onMove={settling.move}
              onWaitlist={settling.toWaitlist}
            />
          )}
        </Panel>
        {view.staying.length > 0 && (
          <Panel
            title={`Stay where they are (${view.staying.length})`}
            note="They have begun, or their time has come: what becomes of them is settled on the board."
          >
            <StayingTable {...{ view, patientLink }} />
          </Panel>
        )}
      </div>
      <CallList {...{ clinic, view, patientLink }} printedBy={member.name} />
    </>
  );
}
