import type { DayView } from '@lull/contracts';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { dayReadinessQuery } from '../../api/readiness.js';
import { dateText, timeText } from '../../ui/clock.js';
import { VerdictMark } from '../../ui/readiness-mark.js';
import { SessionStatus } from '../../ui/session-status.js';
import { stageWords, visitStages } from '../../ui/visit-stages.js';
import { flagWords } from './session-words.js';
import classes from './session-hover-card.module.css';

interface Shown {
  readonly sessionId: string;
  readonly left: number;
  readonly top: number;
}

export interface HoverCard {
  readonly shown: Shown | null;
  readonly enter: (sessionId: string, anchor: HTMLElement) => void;
  readonly show: (sessionId: string, anchor: HTMLElement) => void;
  readonly leave: () => void;
  readonly hide: () => void;
  readonly stay: () => void;
}

const showAfterMs = 400;
const hideAfterMs = 180;
const width = 280;
const likelyHeight = 240;

/** After 400 ms of pointing, or at once by the keyboard; can be pointed at; goes with Esc (WCAG 1.4.13). */
export function useHoverCard(): HoverCard {
  const [shown, setShown] = useState<Shown | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const waitingFor = useRef<string>(undefined);
  const actions = useMemo(() => {
    const stop = (): void => {
      clearTimeout(timer.current);
      timer.current = undefined;
      waitingFor.current = undefined;
    };
    const show = (sessionId: string, anchor: HTMLElement): void => {
      stop();
      setShown({ sessionId, ...placeBeside(anchor) });
    };
    return {
      show,
      enter: (sessionId: string, anchor: HTMLElement): void => {
        if (waitingFor.current === sessionId) return;
        stop();
        waitingFor.current = sessionId;
        timer.current = setTimeout(() => show(sessionId, anchor), showAfterMs);
      },
      leave: (): void => {
        if (waitingFor.current === 'nobody') return;
        stop();
        waitingFor.current = 'nobody';
        timer.current = setTimeout(() => setShown(null), hideAfterMs);
      },
      hide: (): void => {
        stop();
        setShown(null);
      },
      stay: stop,
    };
  }, []);
  useEffect(() => actions.stay, [actions]);
  useEffect(() => {
    if (shown === null) return undefined;
    const listen = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') actions.hide();
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [actions, shown]);
  return { shown, ...actions };
}

function placeBeside(anchor: HTMLElement): { left: number; top: number } {
  const box = anchor.getBoundingClientRect();
  const right = box.right + 6;
  return {
    left: right + width < window.innerWidth ? right : Math.max(8, box.left - width - 6),
    top: Math.max(56, Math.min(box.top, window.innerHeight - likelyHeight)),
  };
}

interface SessionHoverCardProps {
  readonly hover: HoverCard;
  readonly day: DayView;
  readonly nameOf: (resourceId: string) => string;
}

export function SessionHoverCard({ hover, day, nameOf }: SessionHoverCardProps) {
  const { shown } = hover;
  const { data: readiness } = useQuery({ ...dayReadinessQuery(day.clinicId, day.date), enabled: false });
  const session = shown === null ? undefined : day.sessions.find(({ id }) => id === shown.sessionId);
  if (shown === null || session === undefined) return null;
  const zone = day.timeZone;
  const summary = readiness?.get(session.id);
  return (
    <div
      role="tooltip"
      className={classes['card']}
      style={{ left: shown.left, top: shown.top, width }}
      onPointerEnter={hover.stay}
      onPointerLeave={hover.leave}
    >
      <div className={classes['title']}>
        <b>{session.patientName}</b>
        <SessionStatus state={session.state} />
      </div>
      <div className={classes['line']}>born {dateText(session.birthDate).slice(4)}</div>
      <div className={classes['line']}>
        {session.procedureCode}, <b>{session.side}</b>, {session.ordinal} of {session.plannedCount} planned,
        sedation: {session.sedation}
      </div>
      <div className={classes['line']}>
        {nameOf(session.physicianId)}, {nameOf(session.roomId)}
      </div>
      {summary !== undefined && (
        <div className={classes['line']}>
          <VerdictMark verdict={summary.verdict} />{' '}
          {summary.stoodAt !== null
            ? 'As it stood when the patient entered the room.'
            : (summary.next?.text ?? 'All is done that should be by now.')}
        </div>
      )}
      <ul className={`${classes['stages']} tabular`}>
        {visitStages(session.holds).map(({ stage, start, end }) => (
          <li key={stage}>
            {timeText(start, zone)} to {timeText(end, zone)} {(stageWords[stage] ?? stage).toLowerCase()}
          </li>
        ))}
      </ul>
      {session.flags.length > 0 && (
        <ul className={classes['flags']} aria-label="To know">
          {session.flags.map((flag) => (
            <li key={flag}>{flagWords(flag)}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
