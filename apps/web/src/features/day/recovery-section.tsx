import type { RecoveryReadingView, RecoveryView } from '@lull/contracts';
import { minuteMs } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { useOwnSignIn } from '../../api/own-sign-in.js';
import { noticeOf } from '../../api/problem.js';
import { durationText, timeText, useMinute } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import type { DaySectionProps } from './day-section.js';
import { Findings } from './findings.js';
import { ReadingForm } from './reading-form.js';
import classes from './recovery.module.css';
import { recoveryQuery } from './recovery.queries.js';
import { effectWords } from './recovery-words.js';

/** Readings while the patient recovers: when the next is due, the form, and what was read. */
export function RecoverySection({ session, zone }: DaySectionProps) {
  const member = useOwnSignIn();
  const { data: visit, error, refetch } = useQuery(recoveryQuery(session.id));
  if (error !== null) return <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />;
  if (visit === undefined) return <Loading heights={[280]} label="the recovery" />;
  const recovering = visit.sessionState === 'recovering';
  if (!recovering && visit.readings.length === 0)
    return (
      <p>
        {visit.sessionState === 'discharged' ? 'Nothing was recorded.' : 'Read once the patient recovers.'}
      </p>
    );
  const outlasting = visit.readings[0]?.outlasting ?? [];
  return (
    <>
      {recovering && <Timers visit={visit} zone={zone} />}
      <Findings
        findings={outlasting.map((effect) => ({
          key: effect,
          weight: 'ask',
          sentence: `${effectWords[effect]}, longer than expected: record it as a complication of the injection.`,
        }))}
      />
      {recovering && member.may('recovery', 'record') && <ReadingForm visit={visit} zone={zone} />}
      {visit.readings.length > 0 && <Readings readings={visit.readings} zone={zone} />}
    </>
  );
}

function Timers({ visit, zone }: { readonly visit: RecoveryView; readonly zone: string }) {
  const now = useMinute();
  const due = visit.nextReadingDue;
  const until = visit.observedUntil;
  return (
    <div className={classes['timers']} role="status">
      {due !== null && (
        <div className={classes['timer']} data-due={due < now + minuteMs}>
          Next reading
          <strong>{due < now + minuteMs ? 'now' : timeText(due, zone)}</strong>
          {due >= now + minuteMs && `in ${durationText(due - now)}`}
        </div>
      )}
      {until !== null && (
        <div className={classes['timer']}>
          Observe until
          <strong>{timeText(until, zone)}</strong>
          {until > now ? `${durationText(until - now)} to go` : 'the time is over'}
        </div>
      )}
    </div>
  );
}

const shown = (value: number | null, unit = ''): string => (value === null ? '–' : `${value}${unit}`);

function Readings({
  readings,
  zone,
}: {
  readonly readings: readonly RecoveryReadingView[];
  readonly zone: string;
}) {
  return (
    // A table wider than a phone scrolls by itself, by keys too.
    <div className={classes['frame']} tabIndex={0} role="group" aria-label="Readings">
      <table className={`${classes['readings']} tabular`}>
        <thead>
          <tr>
            <th scope="col">At</th>
            <th scope="col">Aldrete</th>
            <th scope="col">PADSS</th>
            <th scope="col">Pain</th>
            <th scope="col">Legs L / R</th>
            <th scope="col">Stands</th>
            <th scope="col">Feet L / R, °C</th>
            <th scope="col">Noted</th>
          </tr>
        </thead>
        <tbody>
          {readings.map((reading) => (
            <tr key={reading.id}>
              <th scope="row">{timeText(reading.at, zone)}</th>
              <td>{shown(reading.aldreteTotal)}</td>
              <td>{shown(reading.padssTotal)}</td>
              <td>{shown(reading.nrs)}</td>
              <td>
                {shown(reading.leftLegStrength)} / {shown(reading.rightLegStrength)}
              </td>
              <td>{reading.standsSafely === null ? '–' : reading.standsSafely ? 'safely' : 'not safely'}</td>
              <td>
                {shown(reading.leftFootC)} / {shown(reading.rightFootC)}
              </td>
              <td>
                {[...reading.effects.map((effect) => effectWords[effect]), reading.note, reading.recordedBy]
                  .filter((part) => part !== null)
                  .join(', ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
