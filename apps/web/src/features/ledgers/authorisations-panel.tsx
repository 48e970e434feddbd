import type { AuthorisationsView, AuthorisationView, UnitState } from '@lull/contracts';
import { Button } from '@mantine/core';
import { civilDaysBetween } from '@lull/domain';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import notice from '../../ui/notice.module.css';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { sideWord } from '../../ui/side-word.js';
import table from '../../ui/table.module.css';
import { TableFrame } from '../../ui/table-frame.js';
import { AuthorisationForm } from './authorisation-form.js';
import { ruleWords } from './ledger-words.js';
import { authorisationsQuery } from './ledgers.queries.js';
import classes from './ledgers.module.css';

/** So many days before it ends, an authorisation runs out. */
const runsOutDays = 14;

interface AuthorisationsPanelProps {
  readonly seriesId: string;
  /** The civil day of the clinic. */
  readonly today: string;
  readonly mayAdd: boolean;
  /** A link to a session on its day. */
  readonly renderSession: (session: {
    readonly sessionId: string;
    readonly clinicId: string;
    readonly start: number;
  }) => ReactNode;
}

/** What payers authorised for the series, what is left of it, and which session each unit is for. */
export function AuthorisationsPanel({ seriesId, today, mayAdd, renderSession }: AuthorisationsPanelProps) {
  const { data: view, error, refetch } = useQuery(authorisationsQuery(seriesId));
  const [adding, setAdding] = useState(false);
  const add = mayAdd && !adding && (
    <Button variant="default" size="xs" onClick={() => setAdding(true)}>
      Add authorisation
    </Button>
  );
  return (
    <Panel title="Authorisations" actions={view !== undefined && view.authorisations.length > 0 && add}>
      {error !== null && view === undefined && (
        <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
      )}
      {view === undefined && error === null && <Loading heights={[80]} label="the authorisations" />}
      {adding && <AuthorisationForm seriesId={seriesId} onDone={() => setAdding(false)} />}
      {view?.authorisations.length === 0 && !adding && (
        <EmptyState
          sentence="No payer has authorised anything for this series here: who pays is not known."
          action={add}
        />
      )}
      {view !== undefined && view.withoutUnit.length > 0 && (
        <div className={notice['warn']} role="note">
          <IconAlertTriangle size={18} aria-hidden />
          <div className={notice['text']}>
            {view.withoutUnit.length === 1
              ? 'One session stands'
              : `${view.withoutUnit.length} sessions stand`}{' '}
            without an authorised unit:
            <ul className={classes['sessions']}>
              {view.withoutUnit.map((session) => (
                <li key={session.sessionId}>{renderSession(session)}</li>
              ))}
            </ul>
          </div>
        </div>
      )}
      {view !== undefined && view.authorisations.length > 0 && (
        <>
          <TableFrame label="Authorisations of this series">
            <thead>
              <tr>
                <th scope="col">Payer</th>
                <th scope="col">Valid</th>
                <th scope="col">For</th>
                <th scope="col">Units</th>
                <th scope="col">Reserved and used by</th>
              </tr>
            </thead>
            <tbody>
              {view.authorisations.map((each) => (
                <AuthorisationRow key={each.id} authorisation={each} {...{ today, renderSession }} />
              ))}
            </tbody>
          </TableFrame>
          {view.payerRules.length > 0 && <PayerRulesInForce {...{ view, today }} />}
        </>
      )}
    </Panel>
  );
}

function PayerRulesInForce({
  view: { payerRules },
  today,
}: {
  readonly view: AuthorisationsView;
  readonly today: string;
}) {
  const begun = payerRules.filter(({ validFrom }) => validFrom <= today);
  const inForce = begun.filter(
    ({ payer }, index) =>
      begun.findIndex((each) => each.payer.toLowerCase() === payer.toLowerCase()) === index,
  );
  return (
    <ul className={classes['sessions']} aria-label="What the payers ask for">
      {inForce.map((rule) => (
        <li key={rule.id}>
          {rule.payer} asks for {ruleWords(rule).join(', ') || 'nothing that is written down'}
          <span className={table['small']}>
            {rule.source}, from {dateText(rule.validFrom)}
          </span>
        </li>
      ))}
    </ul>
  );
}

const stateWords: Readonly<Record<UnitState, string>> = {
  reserved: 'reserved',
  used: 'used',
  returned: 'given back',
};

function AuthorisationRow({
  authorisation,
  today,
  renderSession,
}: Pick<AuthorisationsPanelProps, 'today' | 'renderSession'> & {
  readonly authorisation: AuthorisationView;
}) {
  const { payer, number, side, codes, units, left, reserved, used, validFrom, validTo, sessions } =
    authorisation;
  const marks: readonly (UnitState | 'left')[] = [
    ...Array.from({ length: used }, () => 'used' as const),
    ...Array.from({ length: reserved }, () => 'reserved' as const),
    ...Array.from({ length: left }, () => 'left' as const),
  ];
  return (
    <tr>
      <th scope="row">
        {payer}
        <span className={table['small']}>{number}</span>
      </th>
      <td className={table['nowrap']}>
        {dateText(validFrom)}
        <br />
        to {dateText(validTo)}
        <Running {...{ left, validFrom, validTo, today }} />
      </td>
      <td>
        {sideWord(side)}
        <span className={table['small']}>{codes.length === 0 ? 'no codes named' : codes.join(', ')}</span>
      </td>
      <td className={table['nowrap']}>
        <span className={classes['meter']} aria-hidden>
          {marks.map((state, index) => (
            <span key={`${state} ${index}`} className={classes['unit']} data-state={state} />
          ))}
        </span>
        <b>
          {left} of {units} left
        </b>
        <span className={table['small']}>
          {reserved} reserved, {used} used
        </span>
      </td>
      <td>
        {sessions.length === 0 ? (
          <span className={table['quiet']}>no session</span>
        ) : (
          sessions.map(({ state, ...session }) => (
            <div key={session.sessionId}>
              {renderSession(session)}: {stateWords[state]}
            </div>
          ))
        )}
      </td>
    </tr>
  );
}

function Running({
  left,
  validFrom,
  validTo,
  today,
}: Pick<AuthorisationView, 'left' | 'validFrom' | 'validTo'> & { readonly today: string }) {
  const days = civilDaysBetween(today, validTo);
  const word =
    days < 0
      ? 'over'
      : today < validFrom
        ? 'not begun'
        : left === 0
          ? 'used up'
          : days <= runsOutDays
            ? `runs out in ${days} ${days === 1 ? 'day' : 'days'}`
            : left === 1
              ? 'last unit'
              : null;
  return word === null ? null : <b className={table['small']}>{word}</b>;
}
