import type { ArrivalView } from '@lull/contracts';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { dateTimeText } from '../../ui/clock.js';
import { FactList } from '../../ui/fact-list.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SideMark } from '../../ui/side-mark.js';
import { ArrivalForm } from './arrival-form.js';
import classes from './day-form.module.css';
import type { DaySectionProps } from './day-section.js';
import { arrivalFindingWords } from './day-words.js';
import { arrivalQuery } from './day.queries.js';
import { Findings } from './findings.js';
import { takenText } from './taken-draft.js';

const recordedIn: readonly string[] = ['arrived', 'preparing', 'in-room'];

/** What was asked on arrival; before that, the form that asks it. */
export function ArrivalSection({ session, zone }: DaySectionProps) {
  const member = useOwnSignIn();
  const queryClient = useQueryClient();
  const { data: arrival, error, refetch } = useQuery(arrivalQuery(session.id));
  const [asking, setAsking] = useState(false);
  if (error !== null) return <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />;
  if (arrival === undefined) return <Loading heights={[120]} label="the arrival" />;
  const { standing, replaced, findings } = arrival;
  const mayRecord = member.may('arrival', 'record') && recordedIn.includes(session.state);
  if (mayRecord && (asking || standing === null))
    return (
      <ArrivalForm
        session={session}
        zone={zone}
        namesakes={arrival.namesakes}
        takesAnticoagulant={arrival.takesAnticoagulant}
        before={standing}
        onRecorded={(recorded) => {
          queryClient.setQueryData(arrivalQuery(session.id).queryKey, recorded);
          setAsking(false);
        }}
        {...(standing !== null && { onCancel: () => setAsking(false) })}
      />
    );
  if (standing === null)
    return (
      <p>{session.state === 'discharged' ? 'Nothing was recorded.' : 'Asked once the patient is here.'}</p>
    );
  return (
    <>
      <Findings
        findings={findings.map(({ code, weight, startFrom }) => ({
          key: code,
          weight,
          sentence: `${arrivalFindingWords[code]}${
            startFrom === null ? '' : ` A start from ${dateTimeText(startFrom, zone)} on would keep it.`
          }`,
        }))}
      />
      <Answers arrival={standing} zone={zone} takesAnticoagulant={arrival.takesAnticoagulant} />
      {replaced.length > 0 && (
        <details>
          <summary>Recorded before and replaced ({replaced.length})</summary>
          {replaced.map((each) => (
            <Answers
              key={each.id}
              arrival={each}
              zone={zone}
              takesAnticoagulant={arrival.takesAnticoagulant}
            />
          ))}
        </details>
      )}
      {mayRecord && (
        <div className={classes['foot']}>
          <Button size="md" variant="default" onClick={() => setAsking(true)}>
            Ask again
          </Button>
        </div>
      )}
    </>
  );
}

const yesNo = (value: boolean | null): string => (value === null ? 'not asked' : value ? 'yes' : 'no');

interface AnswersProps {
  readonly arrival: ArrivalView;
  readonly zone: string;
  readonly takesAnticoagulant: boolean;
}

function Answers({ arrival, zone, takesAnticoagulant }: AnswersProps) {
  const { escortPresent, escortName, amendReason, timeReason } = arrival;
  return (
    <FactList
      facts={[
        { term: 'Name and birth date', fact: 'agree with the record' },
        { term: 'Side, as the patient says it', fact: <SideMark side={arrival.sideSaid} /> },
        { term: 'Last full meal', fact: takenText(arrival.fullMeal, zone) },
        { term: 'Last light meal', fact: takenText(arrival.lightMeal, zone) },
        { term: 'Last clear liquid', fact: takenText(arrival.clearLiquids, zone) },
        { term: 'Last analgesic for this pain', fact: takenText(arrival.analgesic, zone) },
        ...(takesAnticoagulant || arrival.anticoagulantDose !== null
          ? [{ term: 'Last dose of the blood thinner', fact: takenText(arrival.anticoagulantDose, zone) }]
          : []),
        {
          term: 'Escort here',
          fact: escortPresent === true ? (escortName ?? 'yes') : yesNo(escortPresent),
        },
        { term: 'New drugs', fact: yesNo(arrival.newDrugs) },
        { term: 'Signs of infection', fact: yesNo(arrival.infectionSigns) },
        {
          term: 'Asked',
          fact: `${dateTimeText(arrival.askedAt, zone)}${arrival.recordedBy === null ? '' : `, by ${arrival.recordedBy}`}`,
        },
        ...(timeReason === null ? [] : [{ term: 'Why that time', fact: timeReason }]),
        ...(amendReason === null ? [] : [{ term: 'Why asked again', fact: amendReason }]),
      ]}
    />
  );
}
