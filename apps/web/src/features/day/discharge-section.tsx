import { useQuery } from '@tanstack/react-query';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { dateTimeText } from '../../ui/clock.js';
import { FactList } from '../../ui/fact-list.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import type { DaySectionProps } from './day-section.js';
import { DischargeForm } from './discharge-form.js';
import { recoveryQuery } from './recovery.queries.js';

/** Who lets the patient go, with whom; before that, everything that stands in the way, at once. */
export function DischargeSection({ session, zone }: DaySectionProps) {
  const member = useOwnSignIn();
  const { data: visit, error, refetch } = useQuery(recoveryQuery(session.id));
  if (error !== null) return <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />;
  if (visit === undefined) return <Loading heights={[160]} label="the discharge" />;
  const { discharge, sessionState } = visit;
  if (sessionState === 'recovering' && member.may('recovery', 'discharge'))
    return <DischargeForm session={session} visit={visit} />;
  if (discharge === null)
    return <p>{sessionState === 'discharged' ? 'Nothing was recorded.' : 'From recovery.'}</p>;
  return (
    <FactList
      facts={[
        {
          term: 'Let go',
          fact: `${dateTimeText(discharge.recordedAt, zone)}, ${discharge.recordedBy ?? ''}`,
        },
        {
          term: 'Escort',
          fact: discharge.escortPresent
            ? `${discharge.escortName ?? ''} (${discharge.escortRelation ?? ''})`
            : 'none',
        },
        { term: 'After-care', fact: discharge.afterCareTold ? 'told and handed over' : 'not told' },
        {
          term: 'Said back',
          fact:
            discharge.saidBack === null
              ? 'not asked'
              : discharge.saidBack
                ? 'in the patient’s own words'
                : 'no',
        },
        ...(discharge.note === null ? [] : [{ term: 'Note', fact: discharge.note }]),
      ]}
    />
  );
}
