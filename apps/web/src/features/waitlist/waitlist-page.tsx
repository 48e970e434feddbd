import { Button, Group } from '@mantine/core';
import type { ClinicView, FreedTimeView, SeriesToPlaceView, WaitlistEntryView } from '@lull/contracts';
import { civilDaysBetween, civilDateAt } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { resourceNames } from '../../api/clinics.js';
import { useHeldTimesChanged } from '../../api/held-times.js';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { dateTimeText, timeText } from '../../ui/clock.js';
import { CountDown } from '../../ui/count-down.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { Page } from '../../ui/page.js';
import { Panel } from '../../ui/panel.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { Candidates } from './candidates.js';
import { SeriesToPlace } from './series-to-place.js';
import { ChangeWishesPanel } from './waitlist-panels.js';
import { causeWords, priorityWords, wishesText } from './waitlist-words.js';
import { closeFreedTime, waitlistQuery, withdrawEntry } from './waitlist.queries.js';
import classes from './waitlist.module.css';

interface WaitlistPageProps {
  readonly clinic: ClinicView;
  readonly today: string;
  /** The freed time that is looked at; absent: the nearest. */
  readonly freedTimeId: string | null;
  readonly onFreedTime: (id: string) => void;
  readonly onOpenHeld: (id: string) => void;
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
  readonly renderToPlace: (series: SeriesToPlaceView) => ReactNode;
}

/** Times that fell free, who could take them, everybody who waits, and what has no time yet (wireframe 8). */
export function WaitlistPage(props: WaitlistPageProps) {
  const { clinic, today, freedTimeId, onFreedTime, onOpenHeld, patientLink, renderToPlace } = props;
  const member = useOwnSignIn();
  const { data: waitlist, error, refetch } = useQuery(waitlistQuery(clinic.id));
  const [changing, setChanging] = useState<string | null>(null);
  const nameOf = resourceNames(clinic);
  const freedTimes = waitlist?.freedTimes ?? [];
  const freed = freedTimes.find(({ id }) => id === freedTimeId) ?? freedTimes[0];
  const changed = waitlist?.entries.find(({ id }) => id === changing);
  return (
    <Page title="Waitlist" note={clinic.name}>
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {waitlist === undefined && error === null && (
        <Loading heights={[36, 120, 36, 36]} label="the waitlist" />
      )}
      {waitlist !== undefined && (
        <>
          <Panel title="Freed times">
            {freed === undefined ? (
              <EmptyState sentence="No time has fallen free. A cancelled, missed or moved session puts its time here." />
            ) : (
              <>
                <ul className={classes['gaps']} aria-label="Freed times">
                  {freedTimes.map((each) => (
                    <li key={each.id}>
                      <button
                        type="button"
                        className={classes['gap']}
                        aria-pressed={each.id === freed.id}
                        onClick={() => onFreedTime(each.id)}
                      >
                        <b className="tabular">
                          {dateTimeText(each.start, clinic.timeZone)} to {timeText(each.end, clinic.timeZone)}
                        </b>
                        <span>
                          {nameOf(each.roomId)}, {nameOf(each.physicianId)}; {causeWords[each.cause]}
                          {each.offer !== null && `; offered to ${each.offer.patientName}`}
                        </span>
                      </button>
                    </li>
                  ))}
                </ul>
                <FreedTimeHead freed={freed} onOpenHeld={onOpenHeld} />
                {member.may('waitlist', 'match') && (
                  <Candidates key={freed.id} {...{ freed, patientLink }} zone={clinic.timeZone} />
                )}
              </>
            )}
          </Panel>
          <Panel title={`Waiting (${waitlist.entries.length})`}>
            {waitlist.entries.length === 0 ? (
              <EmptyState sentence="Nobody waits. Put a patient on the waitlist from their series, or where a time is refused." />
            ) : (
              <Entries
                entries={waitlist.entries}
                {...{ today, nameOf, patientLink }}
                zone={clinic.timeZone}
                mayChange={member.may('waitlist', 'change')}
                onChange={setChanging}
              />
            )}
          </Panel>
        </>
      )}
      {member.may('series', 'read') && (
        <SeriesToPlace
          key={clinic.id}
          clinicId={clinic.id}
          {...{ today, patientLink }}
          renderActions={renderToPlace}
        />
      )}
      {changed !== undefined && (
        <ChangeWishesPanel
          key={changed.id}
          entry={changed}
          {...{ clinic, today }}
          onClose={() => setChanging(null)}
        />
      )}
    </Page>
  );
}

interface FreedTimeHeadProps {
  readonly freed: FreedTimeView;
  readonly onOpenHeld: (id: string) => void;
}

/** The offer that waits for its answer, or the way to take the time off the list. */
function FreedTimeHead({ freed, onOpenHeld }: FreedTimeHeadProps) {
  const member = useOwnSignIn();
  const changed = useHeldTimesChanged();
  const announce = useAnnounce();
  const closing = useChange(
    (_: object, key: string) => closeFreedTime(freed, key),
    async () => {
      announce('The time is off the list.');
      await changed();
    },
  );
  const { offer } = freed;
  return (
    <Group justify="space-between" my="xs">
      {offer === null ? (
        <span />
      ) : (
        <span>
          Offered to <b>{offer.patientName}</b>,{' '}
          <CountDown until={offer.expiresAt} what={`Offer to ${offer.patientName}`} /> left
          {freed.goesOn && '; then the next is asked'}
        </span>
      )}
      <Group gap="xs">
        {offer !== null && member.may('held-time', 'book') && (
          <Button size="xs" onClick={() => onOpenHeld(offer.id)}>
            Record the answer
          </Button>
        )}
        {member.may('waitlist', 'change') && (
          <Button size="xs" variant="default" loading={closing.isPending} onClick={() => closing.mutate({})}>
            Take off the list
          </Button>
        )}
      </Group>
      {closing.error !== null && <ProblemNotice {...noticeOf(closing.error)} />}
    </Group>
  );
}

interface EntriesProps {
  readonly entries: readonly WaitlistEntryView[];
  readonly today: string;
  readonly zone: string;
  readonly nameOf: (id: string) => string;
  readonly patientLink: WaitlistPageProps['patientLink'];
  readonly mayChange: boolean;
  readonly onChange: (id: string) => void;
}

function Entries({ entries, today, zone, nameOf, patientLink, mayChange, onChange }: EntriesProps) {
  const announce = useAnnounce();
  const changed = useHeldTimesChanged();
  const withdrawing = useChange(withdrawEntry, async ({ patientName }) => {
    announce(`${patientName} is off the waitlist.`);
    await changed();
  });
  return (
    <>
      {withdrawing.error !== null && <ProblemNotice {...noticeOf(withdrawing.error)} />}
      <TableFrame label="Patients who wait">
        <thead>
          <tr>
            <th scope="col">Patient</th>
            <th scope="col">Wants</th>
            <th scope="col">Since</th>
            <th scope="col">Priority</th>
            <th scope="col">Can come</th>
            {mayChange && <th scope="col">Actions</th>}
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row">{patientLink(entry.patientId, entry.patientName)}</th>
              <td className={table['nowrap']}>
                {entry.procedureCode} {entry.side} {entry.durationMinutes} min
                {entry.state === 'offered' && <span className={table['small']}>offered a time</span>}
              </td>
              <td className={table['nowrap']}>{civilDaysBetween(civilDateAt(entry.since, zone), today)} d</td>
              <td>{priorityWords[entry.priority]}</td>
              <td>
                {wishesText(entry, nameOf)}
                {entry.note !== null && <span className={table['small']}>{entry.note}</span>}
              </td>
              {mayChange && (
                <td>
                  <Group gap={4} wrap="nowrap">
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Change wishes: ${entry.patientName}`}
                      onClick={() => onChange(entry.id)}
                    >
                      Change
                    </Button>
                    <Button
                      size="compact-xs"
                      variant="default"
                      aria-label={`Take off the waitlist: ${entry.patientName}`}
                      disabled={withdrawing.isPending}
                      onClick={() => withdrawing.mutate(entry)}
                    >
                      Take off
                    </Button>
                  </Group>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </TableFrame>
    </>
  );
}
