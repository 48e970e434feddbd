import type { InstrumentScoreView, TargetReliefView } from '@lull/contracts';
import { useElementSize } from '@mantine/hooks';
import { useId, useMemo, type KeyboardEvent } from 'react';
import { dateText } from '../../ui/clock.js';
import { civilDateAt, reviewSentence } from '@lull/domain';
import { injectionLabel } from './injection-words.js';
import { reliefOf, type Threshold } from './relief-course.js';
import { durationText, reviewed, statusText } from './relief-words.js';
import classes from './relief-timeline.module.css';
import { TimelineDrawing } from './timeline-drawing.js';
import type { LapseBands } from './timeline-lanes.js';
import { layoutTimeline, type Span } from './timeline-layout.js';

interface ReliefTimelineProps {
  readonly target: TargetReliefView;
  readonly threshold: Threshold;
  readonly instruments: readonly InstrumentScoreView[];
  readonly prediction: LapseBands | null;
  readonly span: Span;
  readonly nextSession: { readonly start: number; readonly text: string } | null;
  readonly now: number;
  readonly zone: string;
  readonly chosen: number | null;
  readonly onChoose: (ordinal: number) => void;
}

/** Below this the picture would lie; it scrolls sideways instead. */
const narrowest = 560;

/**
 * Relief between injections as one picture. The drawing itself is an image with a sentence as its name; the table
 * beside it is its equivalent, and each injection has a button of its own above the drawing.
 */
export function ReliefTimeline({
  target,
  threshold,
  instruments,
  prediction,
  span,
  nextSession,
  now,
  zone,
  chosen,
  onChoose,
}: ReliefTimelineProps) {
  const { ref, width: measured } = useElementSize();
  const width = Math.max(narrowest, measured === 0 ? 900 : measured);
  const titleId = useId();
  const nextSessionAt = nextSession?.start ?? null;
  const timeline = useMemo(
    () =>
      layoutTimeline({
        target,
        threshold,
        instruments,
        prediction,
        nextSessionAt,
        now,
        zone,
        span,
        width,
      }),
    [target, threshold, instruments, prediction, nextSessionAt, now, zone, span, width],
  );
  const byOrdinal = new Map(target.injections.map((each) => [each.ordinal, each]));
  const durations = new Map(
    target.injections.map((each) => {
      const relief = reliefOf(each, threshold);
      return [each.ordinal, durationText(relief) ?? statusText(relief)];
    }),
  );

  const step = (event: KeyboardEvent<HTMLButtonElement>): void => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const buttons = [...(event.currentTarget.closest('fieldset')?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const next = buttons[at + by];
    if (next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  return (
    <section ref={ref} className={classes['scroller']} aria-labelledby={titleId}>
      <span id={titleId} className="visually-hidden">
        Relief between injections, {target.side} side
      </span>
      <div className={classes['canvas']} style={{ width, height: timeline.height }}>
        <TimelineDrawing
          timeline={timeline}
          threshold={threshold}
          durations={durations}
          nextSessionText={nextSession?.text ?? null}
          label={`Time line of pain scores, injections and relief. ${reviewSentence(reviewed(target.injections, threshold), threshold)} The table holds the same.`}
        />
        <fieldset className={classes['markers']} aria-label="Injections">
          {timeline.injections.map(({ ordinal, x, row, steroid }, index) => {
            const injection = byOrdinal.get(ordinal)?.injection;
            const when =
              injection?.needleOutAt == null ? '' : dateText(civilDateAt(injection.needleOutAt, zone));
            const isChosen = chosen === ordinal;
            const isStop =
              isChosen ||
              (index === timeline.injections.length - 1 &&
                (chosen === null || timeline.injections.every((mark) => mark.ordinal !== chosen)));
            return (
              <button
                key={ordinal}
                type="button"
                className={classes['marker']}
                data-chosen={isChosen}
                data-steroid={steroid}
                style={{ left: x, top: row * 26 }}
                aria-pressed={isChosen}
                tabIndex={isStop ? 0 : -1}
                aria-label={`Injection ${ordinal}, ${when}: ${injection === undefined ? '' : injectionLabel(injection)}; relief ${durations.get(ordinal) ?? ''}`}
                onClick={() => onChoose(ordinal)}
                onKeyDown={step}
              >
                #{ordinal}
              </button>
            );
          })}
        </fieldset>
      </div>
    </section>
  );
}
