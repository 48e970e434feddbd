import type { DayView } from '@lull/contracts';
import { boardBox, type BoardScale } from '@lull/domain';
import { useQuery } from '@tanstack/react-query';
import { memo, useCallback, useEffect, useState } from 'react';
import { dayReadinessQuery } from '../../api/readiness.js';
import { durationText, timeText } from '../../ui/clock.js';
import {
  contentOf,
  type BoardColumn,
  type BoardEntry,
  type ColumnContent,
  type FreeStretch,
  type Shade,
} from './board-columns.js';
import { HeldCard } from './held-card.js';
import { dayQuery } from './schedule.queries.js';
import { BayBar, SessionCard } from './session-card.js';
import classes from './board.module.css';

interface BoardColumnProps {
  readonly clinicId: string;
  readonly date: string;
  readonly zone: string;
  readonly column: BoardColumn;
  readonly index: number;
  readonly scale: BoardScale;
  /** Free time before this is over. */
  readonly freeFrom: number;
  readonly mayBook: boolean;
  readonly nameOf: (resourceId: string) => string;
  readonly openSession: string | null;
  readonly onDrawn: () => void;
}

/** One resource's day. Its one subscription gives its own part of the day, so a move redraws two columns. */
export const BoardColumnCell = memo(function BoardColumnCell(props: BoardColumnProps) {
  const { clinicId, date, zone, column, index, scale, freeFrom, mayBook, nameOf, openSession, onDrawn } =
    props;
  const select = useCallback((day: DayView) => contentOf(day, column, nameOf), [column, nameOf]);
  const { data: content } = useQuery({ ...dayQuery(clinicId, date), select });
  const { data: readiness } = useQuery({ ...dayReadinessQuery(clinicId, date), enabled: false });
  const changed = useChanged(content);
  useEffect(onDrawn, [content, onDrawn]);
  const free = !mayBook || content === undefined ? [] : stillFree(content.free, freeFrom);
  const stops: readonly (BoardEntry | FreeStretch)[] =
    content === undefined ? [] : [...content.entries, ...free].sort((a, b) => a.start - b.start);
  return (
    <div
      role="gridcell"
      className={classes['cell']}
      data-column={index}
      data-kind={column.kind}
      style={{ gridColumn: index + 2 }}
    >
      {content?.shades.map((shade) => (
        <ShadeArea key={`${shade.kind} ${shade.start} ${shade.words}`} shade={shade} scale={scale} />
      ))}
      {content?.held.map((stretch) => (
        <HeldCard
          key={`${stretch.held.id} ${stretch.start}`}
          stretch={stretch}
          scale={scale}
          zone={zone}
          slim={column.kind === 'recovery-bay'}
        />
      ))}
      {stops.map((stop) => {
        const box = boardBox(stop, scale);
        if (box === null) return null;
        if (!('session' in stop)) {
          const words = `${stop.outsideBlockTime ? 'Outside block time' : 'Free'}, ${timeText(stop.start, zone)} to ${timeText(stop.end, zone)}, ${durationText(stop.end - stop.start)}, ${column.name}`;
          return (
            <button
              key={`free ${stop.start}`}
              type="button"
              tabIndex={-1}
              className={classes['free']}
              style={{ top: box.top, height: box.height }}
              data-free=""
              data-start={stop.start}
              data-end={stop.end}
              data-room-id={stop.roomId ?? undefined}
              data-physician-id={stop.physicianId ?? undefined}
              aria-label={`${words}. Book here.`}
            />
          );
        }
        const { session, nth } = stop;
        // Without its time: a card that moves stays the same element, and keeps the focus.
        const key = `${session.id} ${nth}`;
        const shown = {
          entry: stop,
          ...box,
          zone,
          fresh: changed.has(session.id),
          open: openSession === session.id,
        };
        return column.kind === 'recovery-bay' ? (
          <BayBar key={key} {...shown} />
        ) : (
          <SessionCard
            key={key}
            {...shown}
            pixelsPerMinute={scale.pixelsPerMinute}
            verdict={readiness?.get(session.id)?.verdict}
          />
        );
      })}
    </div>
  );
});

/** Sessions that came or changed since the column was last drawn for the same day: outlined for two seconds. */
function useChanged(content: ColumnContent | undefined): ReadonlySet<string> {
  const [drawn, setDrawn] = useState<{
    readonly content: ColumnContent | undefined;
    readonly changed: ReadonlySet<string>;
  }>({
    content,
    changed: nothingChanged,
  });
  if (drawn.content !== content) setDrawn({ content, changed: changedSince(drawn.content, content) });
  return drawn.changed;
}

const nothingChanged: ReadonlySet<string> = new Set();

function changedSince(
  before: ColumnContent | undefined,
  content: ColumnContent | undefined,
): ReadonlySet<string> {
  if (content === undefined || before === undefined || before.date !== content.date) return nothingChanged;
  const versions = new Map(before.entries.map(({ session }) => [session.id, session.version]));
  return new Set(
    content.entries
      .filter(({ session }) => versions.get(session.id) !== session.version)
      .map(({ session }) => session.id),
  );
}

function stillFree(stretches: readonly FreeStretch[], from: number): FreeStretch[] {
  return stretches
    .filter(({ end }) => end > from)
    .map((each) => (each.start >= from ? each : { ...each, start: from }));
}

function ShadeArea({ shade, scale }: { readonly shade: Shade; readonly scale: BoardScale }) {
  const box = boardBox(shade, scale);
  if (box === null) return null;
  return (
    <div className={classes['shade']} data-kind={shade.kind} style={{ top: box.top, height: box.height }}>
      <span>{shade.words}</span>
    </div>
  );
}
