import { Button, Checkbox, Group, NumberInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { FreedTimeView, WaitlistCandidateView } from '@lull/contracts';
import { clockText, offerMinutes } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useHeldTimesChanged } from '../../api/held-times.js';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { codeOf, isProblem, noticeOf, sentenceOf } from '../../api/problem.js';
import { useSessionChanged } from '../../api/sessions.js';
import { useChange } from '../../api/use-change.js';
import { useAnnounce } from '../../ui/announcer.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import { TableFrame } from '../../ui/table-frame.js';
import table from '../../ui/table.module.css';
import { fitLooks } from './waitlist-words.js';
import { bookFreedTime, candidatesQuery, offerFreedTime } from './waitlist.queries.js';
import classes from './waitlist.module.css';

interface CandidatesProps {
  readonly freed: FreedTimeView;
  readonly zone: string;
  readonly patientLink: (id: string, name: ReactNode) => ReactNode;
}

/** The best of them come first, and the telephone is picked up for one at a time. */
const atOnce = 20;

/** Who of the waitlist could take one freed time, in the order in which they are asked. */
export function Candidates({ freed, zone, patientLink }: CandidatesProps) {
  const member = useOwnSignIn();
  const announce = useAnnounce();
  const heldChanged = useHeldTimesChanged();
  const sessionChanged = useSessionChanged();
  const [minutes, setMinutes] = useState<number>(offerMinutes.usual);
  const [goOn, setGoOn] = useState(false);
  const [shown, setShown] = useState(atOnce);
  const { data: found, error, refetch } = useQuery(candidatesQuery(freed.id));
  const offering = useChange(
    (entryId: string, key: string) => offerFreedTime(freed, { entryId, minutes, goOn }, key),
    async ({ offer }) => {
      announce(offer === null ? 'Offered.' : `Offered to ${offer.patientName}.`);
      await heldChanged();
    },
  );
  const booking = useChange(
    (entryId: string, key: string) => bookFreedTime(freed, entryId, key),
    async (session) => {
      const sentence = `${session.patientName}, ${clockText(session.start, zone)}, ${session.state}.`;
      announce(sentence);
      notifications.show({ title: 'Booked', message: sentence });
      await Promise.all([sessionChanged(session), heldChanged()]);
    },
  );
  const failure = offering.error ?? booking.error;
  const pending = offering.isPending || booking.isPending;
  const mayOffer = member.may('waitlist', 'offer') && freed.offer === null;
  if (found === undefined) {
    return error === null ? (
      <Loading heights={[36, 36, 36]} label="who could come" />
    ) : (
      <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />
    );
  }
  if (found.candidates.length === 0)
    return (
      <EmptyState sentence="Nobody waits at this clinic. Put a patient on the waitlist from their series." />
    );
  return (
    <>
      {failure !== null && (
        <ProblemNotice
          sentence={
            isProblem(failure) && failure.errors.length > 0
              ? failure.errors.map(({ detail }) => detail).join(' ')
              : sentenceOf(failure)
          }
          code={codeOf(failure)}
        />
      )}
      {mayOffer && (
        <Group gap="md" align="flex-end" mb="xs">
          <NumberInput
            label="Minutes to answer"
            size="xs"
            w={130}
            min={offerMinutes.least}
            max={offerMinutes.most}
            step={5}
            allowDecimal={false}
            value={minutes}
            onChange={(value) => typeof value === 'number' && setMinutes(value)}
          />
          <Checkbox
            size="sm"
            label="Not answered or declined: offer it to the next"
            checked={goOn}
            onChange={({ currentTarget }) => setGoOn(currentTarget.checked)}
          />
        </Group>
      )}
      <TableFrame label="Who could take this time">
        <thead>
          <tr>
            <th scope="col">Fit</th>
            <th scope="col">Patient</th>
            <th scope="col">Why</th>
            <th scope="col">Checks</th>
            {mayOffer && <th scope="col">Actions</th>}
          </tr>
        </thead>
        <tbody>
          {found.candidates.slice(0, shown).map((candidate) => {
            const { entry, fit, asked } = candidate;
            return (
              <tr key={entry.id} data-fit={fit}>
                <td className={table['nowrap']}>
                  <span aria-hidden>{fitLooks[fit].marks}</span>
                  <span className={table['small']}>{fitLooks[fit].word}</span>
                </td>
                <th scope="row">
                  {patientLink(entry.patientId, entry.patientName)}
                  <span className={table['small']}>
                    {entry.procedureCode} {entry.side}
                    {entry.phone !== null && `, ${entry.phone}`}
                  </span>
                </th>
                <td>{candidate.merits.map(({ detail }) => detail).join('; ')}</td>
                <td>
                  <Checks candidate={candidate} />
                  {asked !== null && (
                    <span className={table['small']}>
                      {asked === 'declined' ? 'Declined this time before' : 'Did not answer before'}
                    </span>
                  )}
                </td>
                {mayOffer && (
                  <td>
                    {fit !== 'not-possible' && entry.state === 'waiting' && (
                      <Group gap={4} wrap="nowrap">
                        <Button
                          size="compact-xs"
                          disabled={pending}
                          aria-label={`Offer to ${entry.patientName}`}
                          onClick={() => offering.mutate(entry.id)}
                        >
                          Offer {minutes} min
                        </Button>
                        <Button
                          size="compact-xs"
                          variant="default"
                          disabled={pending}
                          aria-label={`Book for ${entry.patientName}`}
                          onClick={() => booking.mutate(entry.id)}
                        >
                          Book
                        </Button>
                      </Group>
                    )}
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </TableFrame>
      {found.candidates.length > shown && (
        <Button size="xs" variant="default" mt="xs" onClick={() => setShown(shown + atOnce)}>
          More candidates ({found.candidates.length - shown})
        </Button>
      )}
    </>
  );
}

/** Every reason against it, or what is to be said and asked on the telephone. */
function Checks({ candidate: { refusals, advisories } }: { readonly candidate: WaitlistCandidateView }) {
  const lines = refusals.length > 0 ? refusals : advisories;
  if (lines.length === 0) return <>✓ can be ready in time</>;
  return (
    <ul className={classes['checks']}>
      {lines.map(({ code, detail }) => (
        <li key={`${code} ${detail}`}>
          <span aria-hidden>{refusals.length > 0 ? '✕ ' : '• '}</span>
          {detail}
        </li>
      ))}
    </ul>
  );
}
