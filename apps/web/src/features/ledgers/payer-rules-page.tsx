import type { PayerRuleView } from '@lull/contracts';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { SidePanel } from '../../ui/side-panel.js';
import table from '../../ui/table.module.css';
import { TableFrame } from '../../ui/table-frame.js';
import { ruleWords } from './ledger-words.js';
import { payerRulesQuery } from './ledgers.queries.js';
import { PayerRuleForm } from './payer-rule-form.js';

interface PayerRulesPageProps {
  readonly today: string;
  readonly mayWrite: boolean;
  /** The form is open: `new`, or the id of the version that another one follows. */
  readonly writing: string | null;
  readonly onWriting: (what: string | null) => void;
}

/** What payers ask for, as the clinic wrote it down: every version with its day, its source and its author. */
export function PayerRulesPage({ today, mayWrite, writing, onWriting }: PayerRulesPageProps) {
  const { data: rules, error, refetch } = useQuery(payerRulesQuery);
  const payers = [...new Set(rules?.map(({ payer }) => payer))];
  const before = rules?.find(({ id }) => id === writing) ?? null;
  const close = (): void => onWriting(null);
  return (
    <Page
      title="Payers"
      note="How often payers pay, and what they ask for. Asked when a session is booked; each can be set aside with a reason."
      actions={mayWrite && <Button onClick={() => onWriting('new')}>New payer</Button>}
    >
      {error !== null && rules === undefined && (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      )}
      {rules === undefined && error === null && <Loading heights={[28, 120]} label="the payers" />}
      {rules?.length === 0 && (
        <EmptyState sentence="No payer’s rules are written down yet. Without them, nobody is asked how often a payer pays." />
      )}
      {payers.map((payer) => {
        const versions = rules?.filter((each) => each.payer === payer) ?? [];
        return (
          <Panel
            key={payer}
            title={payer}
            actions={
              mayWrite && (
                <Button variant="default" size="xs" onClick={() => onWriting(versions[0]?.id ?? null)}>
                  Write new version
                </Button>
              )
            }
          >
            <Versions payer={payer} versions={versions} today={today} />
          </Panel>
        );
      })}
      {mayWrite && writing !== null && rules !== undefined && (
        <SidePanel title={before === null ? 'New payer' : `New version for ${before.payer}`} onClose={close}>
          <PayerRuleForm key={writing} before={before} onDone={close} />
        </SidePanel>
      )}
    </Page>
  );
}

function Versions({
  payer,
  versions,
  today,
}: {
  readonly payer: string;
  readonly versions: readonly PayerRuleView[];
  readonly today: string;
}) {
  const inForce = versions.find(({ validFrom }) => validFrom <= today)?.id;
  return (
    <TableFrame label={`Rules of ${payer}`}>
      <thead>
        <tr>
          <th scope="col">From</th>
          <th scope="col">Asks for</th>
          <th scope="col">Source</th>
          <th scope="col">Written by</th>
        </tr>
      </thead>
      <tbody>
        {versions.map((rule) => (
          <tr key={rule.id} data-chosen={rule.id === inForce}>
            <th scope="row" className={table['nowrap']}>
              {dateText(rule.validFrom)}
              <span className={table['small']}>
                {rule.id === inForce ? 'in force' : rule.validFrom > today ? 'to come' : 'before'}
              </span>
            </th>
            <td>
              {ruleWords(rule).map((words) => (
                <div key={words}>{words}</div>
              ))}
              {ruleWords(rule).length === 0 && <span className={table['quiet']}>nothing</span>}
            </td>
            <td>{rule.source}</td>
            <td>{rule.writtenBy ?? <span className={table['quiet']}>came with the demonstration</span>}</td>
          </tr>
        ))}
      </tbody>
    </TableFrame>
  );
}
