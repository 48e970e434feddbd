import { verdictWords } from '@lull/contracts/plain';
import { minuteMs, type Verdict } from '@lull/domain';
import { memo, type CSSProperties } from 'react';
import { timeText } from '../../ui/clock.js';
import { VerdictMark } from '../../ui/readiness-mark.js';
import { statusClass, statusLooks } from '../../ui/session-status.js';
import type { BoardEntry } from './board-columns.js';
import { flagMark, sessionSentence, sideMark } from './session-words.js';
import classes from './session-card.module.css';

interface SessionCardProps {
  readonly entry: BoardEntry;
  readonly top: number;
  readonly height: number;
  readonly pixelsPerMinute: number;
  readonly zone: string;
  /** Changed by somebody a moment ago. */
  readonly fresh: boolean;
  readonly open: boolean;
  /** Undefined: it is over, not known yet, or not for this reader. */
  readonly verdict: Verdict | undefined;
}

/** The session's card in its room or with its physician. Events are the grid's: nothing is bound here. */
export const SessionCard = memo(function SessionCard({
  entry,
  top,
  height,
  pixelsPerMinute,
  zone,
  fresh,
  open,
  verdict,
}: SessionCardProps) {
  const { session, lane, lanes, stages } = entry;
  const { word, icon: Symbol } = statusLooks[session.state];
  const room = height < 40 ? 'tiny' : 'full';
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes['card']} ${statusClass(session.state)}`}
      style={place(top, height, lane, lanes, stripPixels)}
      data-session={session.id}
      data-start={entry.start}
      data-room={room}
      data-fresh={freshMark(fresh, session.version)}
      data-open={open || undefined}
      aria-roledescription="session"
      aria-label={`${sessionSentence(session, zone)}${verdict === undefined ? '' : `, readiness: ${verdictWords[verdict].toLowerCase()}`}`}
    >
      {stages.map(({ stage, start, end }) =>
        stage === 'procedure' ? null : (
          <span
            key={stage}
            className={classes['stage']}
            style={{
              top: ((start - entry.start) / minuteMs) * pixelsPerMinute,
              height: ((end - start) / minuteMs) * pixelsPerMinute,
            }}
          >
            {stage}
          </span>
        ),
      )}
      <span className={classes['line']}>
        <Symbol className={classes['icon']} size={14} aria-hidden />
        <span className="tabular">{timeText(session.start, zone)}</span>
        <b className={classes['name']}>{session.patientName}</b>
      </span>
      {room !== 'tiny' && (
        <span className={classes['line']}>
          <span className={classes['what']}>
            {session.procedureCode} <b>{sideMark(session.side)}</b> {session.ordinal}/{session.plannedCount}
          </span>
          <span className={classes['word']}>{word}</span>
          {verdict !== undefined && <VerdictMark verdict={verdict} small />}
          {session.flags.map((flag) => (
            <abbr key={flag} className={classes['flag']}>
              {flagMark(flag)}
            </abbr>
          ))}
        </span>
      )}
    </button>
  );
});

interface BayBarProps {
  readonly entry: BoardEntry;
  readonly top: number;
  readonly height: number;
  readonly zone: string;
  readonly fresh: boolean;
  readonly open: boolean;
}

/** A patient's stay in a recovery bay, before or after the procedure: slim, since the card tells the rest. */
export const BayBar = memo(function BayBar({ entry, top, height, zone, fresh, open }: BayBarProps) {
  const { session, lane, lanes, stages, start } = entry;
  const [first] = stages;
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${classes['bar']} ${statusClass(session.state)}`}
      style={place(top, height, lane, lanes, 0)}
      data-session={session.id}
      data-start={start}
      data-stage={first?.stage}
      data-fresh={freshMark(fresh, session.version)}
      data-open={open || undefined}
      aria-roledescription="session"
      aria-label={sessionSentence(session, zone, first?.stage)}
    >
      <span>{session.patientName}</span>
    </button>
  );
});

/** Alternates with the version, so that the outline starts again when the same session changes again. */
function freshMark(fresh: boolean, version: number): string | undefined {
  return fresh ? `v${version % 2}` : undefined;
}

/** The width of the strip that names the block time; cards stand beside it. */
const stripPixels = 22;

function place(top: number, height: number, lane: number, lanes: number, left: number): CSSProperties {
  if (lanes === 1) return { top, height };
  const width = `(100% - ${left}px) / ${lanes}`;
  return { top, height, left: `calc(${left}px + ${width} * ${lane})`, width: `calc(${width} - 2px)` };
}
