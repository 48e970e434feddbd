import type { VitalSignsView } from '@lull/contracts';
import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { timeText } from '../../ui/clock.js';
import { FactList } from '../../ui/fact-list.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SideMark } from '../../ui/side-mark.js';
import classes from './day-form.module.css';
import type { DaySectionProps } from './day-section.js';
import { vitalFindingWords } from './day-words.js';
import { vitalSignsQuery } from './day.queries.js';
import { Findings } from './findings.js';
import { measureFields, quantityText } from './vitals-draft.js';
import { VitalsForm } from './vitals-form.js';

const measuredIn: readonly string[] = ['arrived', 'preparing', 'in-room', 'recovering'];

/** What was measured before the needle, and how it hurt; before that, the form that takes it down. */
export function VitalsSection({ session, zone }: DaySectionProps) {
  const member = useOwnSignIn();
  const queryClient = useQueryClient();
  const { data: state, error, refetch } = useQuery(vitalSignsQuery(session.id));
  const [entering, setEntering] = useState<{ readonly corrects: VitalSignsView | null } | null>(null);
  if (error !== null) return <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />;
  if (state === undefined) return <Loading heights={[120]} label="the vital signs" />;
  const { readings, pain, findings } = state;
  const mayRecord = member.may('vital-signs', 'record') && measuredIn.includes(session.state);
  const first = readings.length === 0 && (session.state === 'arrived' || session.state === 'preparing');
  if (mayRecord && (entering !== null || first))
    return (
      <VitalsForm
        sessionId={session.id}
        zone={zone}
        state={state}
        corrects={entering?.corrects ?? null}
        onRecorded={(recorded) => {
          queryClient.setQueryData(vitalSignsQuery(session.id).queryKey, recorded);
          setEntering(null);
        }}
        {...(!first && { onCancel: () => setEntering(null) })}
      />
    );
  const replaced = new Set(readings.map(({ amends }) => amends));
  return (
    <>
      {readings.length === 0 && <p>Nothing was measured yet.</p>}
      <Findings
        findings={findings.map(({ code, weight }) => ({
          key: code,
          weight,
          sentence: vitalFindingWords[code],
        }))}
      />
      {pain.length > 0 && (
        <FactList
          title="Pain before"
          facts={pain.map(({ at, value, side, rescue }) => ({
            term: timeText(at, zone),
            fact: (
              <>
                {value} of 10 {side !== null && <SideMark side={side} />}
                {rescue && ' after an analgesic'}
              </>
            ),
          }))}
        />
      )}
      {readings.map((reading) => (
        <div key={reading.id}>
          <FactList
            title={`${timeText(reading.measuredAt, zone)}${reading.recordedBy === null ? '' : `, by ${reading.recordedBy}`}${
              replaced.has(reading.id) ? ' (corrected since)' : ''
            }`}
            facts={[
              ...measureFields.flatMap(({ measure, label }) => {
                const value = reading[measure];
                return value === null ? [] : [{ term: label, fact: quantityText(measure, value) }];
              }),
              ...(reading.timeReason === null ? [] : [{ term: 'Why that time', fact: reading.timeReason }]),
              ...(reading.amendReason === null ? [] : [{ term: 'Why corrected', fact: reading.amendReason }]),
            ]}
          />
          {mayRecord && !replaced.has(reading.id) && (
            <Button variant="subtle" onClick={() => setEntering({ corrects: reading })}>
              Correct the values of {timeText(reading.measuredAt, zone)}
            </Button>
          )}
        </div>
      ))}
      {mayRecord && (
        <div className={classes['foot']}>
          <Button size="md" variant="default" onClick={() => setEntering({ corrects: null })}>
            Measure {readings.length === 0 ? 'now' : 'again'}
          </Button>
        </div>
      )}
    </>
  );
}
