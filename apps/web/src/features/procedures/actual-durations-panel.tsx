import type { ClinicView, ProcedureTypeSettingsView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { actualDurationsQuery } from '../../api/actual-durations.js';
import { resourceNames } from '../../api/clinics.js';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { FactList } from '../../ui/fact-list.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { levelWords } from './procedure-words.js';

interface ActualDurationsPanelProps {
  readonly type: ProcedureTypeSettingsView;
  readonly clinic: ClinicView;
}

/** How long patients really are in the room, beside what is planned: booking offers it, and takes it by a click alone. */
export function ActualDurationsPanel({ type, clinic }: ActualDurationsPanelProps) {
  const { data, error, refetch } = useQuery(actualDurationsQuery);
  const nameOf = resourceNames(clinic);
  const known = new Set(clinic.resources.map(({ id }) => id));
  const ofType = (data?.durations ?? []).filter(
    ({ procedureTypeId, physicianId }) => procedureTypeId === type.id && known.has(physicianId),
  );
  return (
    <Panel
      title="How long it really takes"
      note={
        data === undefined
          ? 'The median stay in the room.'
          : `The median stay in the room since ${dateText(data.since)}, from ${data.leastVisits} visits on.`
      }
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Loading heights={[60]} label="the medians" />}
      {data !== undefined && ofType.length === 0 && <p>Too few visits yet to say.</p>}
      {ofType.length > 0 && (
        <FactList
          facts={ofType.map(({ physicianId, sedation, medianMinutes, visits }) => ({
            term: `${nameOf(physicianId)}, ${levelWords[sedation].toLowerCase()}`,
            fact: `${medianMinutes} min, median of ${visits} visits`,
          }))}
        />
      )}
    </Panel>
  );
}
