import type { AuditAction, AuditEventView } from '@lull/contracts';
import { Button, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { civilDateAt } from '@lull/domain';
import { ChainState } from './chain-state.js';
import classes from './trail-page.module.css';
import { clockTextToSecond, TrailChange } from './trail-change.js';
import { TrailPatient } from './trail-patient.js';
import { trailQuery, type TrailQuestion } from './trail.queries.js';

/** What stands in the address bar. */
export interface TrailFilters {
  readonly from?: string;
  readonly to?: string;
  readonly by?: string;
  readonly patient?: string;
  readonly action?: AuditAction;
}

interface TrailPageProps {
  readonly filters: TrailFilters;
  readonly question: TrailQuestion;
  readonly zone: string;
  readonly onFilters: (filters: TrailFilters) => void;
}

const actions: readonly { value: AuditAction; label: string }[] = [
  { value: 'read', label: 'read' },
  { value: 'create', label: 'created' },
  { value: 'update', label: 'changed' },
  { value: 'delete', label: 'deleted' },
  { value: 'execute', label: 'executed' },
];

function actionWord(action: AuditAction): string {
  return actions.find(({ value }) => value === action)?.label ?? action;
}

/** Who read or wrote what of whom; nothing here can be changed. */
export function TrailPage({ filters, question, zone, onFilters }: TrailPageProps) {
  const {
    data: pages,
    error,
    refetch,
    hasNextPage,
    fetchNextPage,
    isFetchingNextPage,
  } = useInfiniteQuery(trailQuery(question));
  const events = pages?.pages.flatMap((page) => page.rows) ?? [];
  const who = events.find(({ member }) => member?.id === filters.by)?.member?.name;
  const without = (...names: readonly (keyof TrailFilters)[]): TrailFilters =>
    Object.fromEntries(Object.entries(filters).filter(([name]) => !names.some((each) => each === name)));
  const day = (name: 'from' | 'to', label: string) => (
    <TextInput
      type="date"
      label={label}
      value={filters[name] ?? ''}
      onChange={({ currentTarget }) =>
        onFilters({ ...without(name), ...(currentTarget.value !== '' && { [name]: currentTarget.value }) })
      }
    />
  );
  return (
    <Page title="Audit trail" note={<ChainState zone={zone} />}>
      <form className={classes['filters']} aria-label="Filters" onSubmit={(event) => event.preventDefault()}>
        {day('from', 'From')}
        {day('to', 'To')}
        <Select
          label="What was done"
          placeholder="anything"
          clearable
          data={[...actions]}
          value={filters.action ?? null}
          onChange={(value) => {
            const action = actions.find((each) => each.value === value)?.value;
            onFilters({ ...without('action'), ...(action !== undefined && { action }) });
          }}
        />
        {filters.by !== undefined && (
          <Button variant="default" onClick={() => onFilters(without('by'))}>
            Only by {who ?? 'one member'} ×
          </Button>
        )}
      </form>
      <div className={classes['filters']}>
        <TrailPatient
          patient={filters.patient}
          onPatient={(patient) =>
            onFilters({ ...without('patient'), ...(patient !== undefined && { patient }) })
          }
        />
      </div>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {pages === undefined && error === null && (
        <Loading heights={[34, 34, 34, 34, 34, 34]} label="the trail" />
      )}
      {pages !== undefined && events.length === 0 && (
        <EmptyState sentence="Nothing was read or written by these filters." />
      )}
      {events.length > 0 && (
        <TableFrame label="Audit events">
          <thead>
            <tr>
              <th scope="col" className={table['number']}>
                No.
              </th>
              <th scope="col">When</th>
              <th scope="col">Who</th>
              <th scope="col">What</th>
              <th scope="col">Patient</th>
              <th scope="col">Before and after</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <EventRow
                key={event.sequence}
                event={event}
                zone={zone}
                onMember={(by) => onFilters({ ...filters, by })}
                onPatient={(patient) => onFilters({ ...filters, patient })}
              />
            ))}
          </tbody>
        </TableFrame>
      )}
      {hasNextPage && (
        <Button mt="sm" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          Show older
        </Button>
      )}
    </Page>
  );
}

interface EventRowProps {
  readonly event: AuditEventView;
  readonly zone: string;
  readonly onMember: (id: string) => void;
  readonly onPatient: (id: string) => void;
}

/** Nobody of the practice: a patient on the own page, or the system itself. */
const whoElse = ({ byPatient }: AuditEventView) => (byPatient ? 'the patient' : 'the system');

function EventRow({ event, zone, onMember, onPatient }: EventRowProps) {
  const { member, patientIds, change } = event;
  const held =
    typeof change === 'object' && change !== null ? (change as Readonly<Record<string, unknown>>) : {};
  return (
    <tr>
      <td className={table['number']}>{event.sequence}</td>
      <td className={table['nowrap']}>
        {clockTextToSecond(event.at, zone)}
        <span className={table['small']}>{dateText(civilDateAt(event.at, zone))}</span>
      </td>
      <td>
        {member === null ? (
          whoElse(event)
        ) : (
          <button type="button" className={table['link']} onClick={() => onMember(member.id)}>
            {member.name}
          </button>
        )}
        {event.roles.length > 0 && <span className={table['small']}>{event.roles.join(', ')}</span>}
      </td>
      <th scope="row">
        {event.resource.replaceAll('-', ' ')} {actionWord(event.action)}
        <span className={table['small']}>{event.purpose}</span>
      </th>
      <td>
        {patientIds.slice(0, 3).map((id) => (
          <button
            key={id}
            type="button"
            className={`${table['link']} ${classes['id']}`}
            onClick={() => onPatient(id)}
            aria-label={`Only patient ${id}`}
          >
            {id.slice(0, 8)}
          </button>
        ))}
        {patientIds.length > 3 && <span className={table['small']}>and {patientIds.length - 3} more</span>}
      </td>
      <td>
        {Object.keys(held).length > 0 && (
          <details>
            <summary>show</summary>
            <TrailChange change={held} pairs={event.action === 'update'} zone={zone} />
          </details>
        )}
      </td>
    </tr>
  );
}
