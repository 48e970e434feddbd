import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { Loading } from '../../ui/loading.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { ExternalSteroidForm } from './external-steroid-form.js';
import { ledgerQuery } from './ledgers.queries.js';
import classes from './ledgers.module.css';
import { RadiationTable } from './radiation-table.js';
import { SteroidRows, SteroidSum } from './steroid-ledger.js';
import { WithdrawSteroid } from './withdraw-steroid.js';

interface LedgerPanelProps {
  readonly patientId: string;
  readonly mayRecord: boolean;
  readonly renderSeries: (seriesId: string) => ReactNode;
}

/** What adds up over all of a patient's injections: steroids and radiation, each sum with its rows. */
export function LedgerPanel({ patientId, mayRecord, renderSeries }: LedgerPanelProps) {
  const { data: ledger, error, refetch } = useQuery(ledgerQuery(patientId));
  const [adding, setAdding] = useState(false);
  return (
    <Panel
      title="Steroids and radiation"
      note="Over all series, and what others gave."
      actions={
        mayRecord &&
        !adding && (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            Add steroid given elsewhere
          </Button>
        )
      }
    >
      {error !== null && ledger === undefined && (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      )}
      {ledger === undefined && error === null && <Loading heights={[40, 120]} label="the ledgers" />}
      {adding && <ExternalSteroidForm patientId={patientId} onDone={() => setAdding(false)} />}
      {ledger !== undefined && (
        <>
          <h3 className={classes['head']}>Steroids of 12 months</h3>
          <SteroidSum steroids={ledger.steroids} zone={ledger.timeZone} />
          {ledger.steroids.lines !== null && ledger.steroids.lines.length > 0 && (
            <SteroidRows
              lines={ledger.steroids.lines}
              zone={ledger.timeZone}
              renderSeries={renderSeries}
              {...(mayRecord && {
                renderWithdraw: (line) => <WithdrawSteroid patientId={patientId} line={line} />,
              })}
            />
          )}
          {ledger.radiation !== null && (
            <>
              <h3 className={classes['head']}>Radiation</h3>
              {ledger.radiation.all.injections === 0 ? (
                <p className={classes['scale']}>No injection has been recorded yet.</p>
              ) : (
                <RadiationTable radiation={ledger.radiation} renderSeries={renderSeries} />
              )}
            </>
          )}
        </>
      )}
    </Panel>
  );
}
