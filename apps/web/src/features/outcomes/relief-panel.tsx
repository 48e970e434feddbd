import type {
  InjectionView,
  SeriesReliefView,
  SeriesReviewView,
  TargetReliefView,
  TargetReviewView,
} from '@lull/contracts';
import { reviewSentence } from '@lull/domain';
import { SegmentedControl } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { definitionWords } from '../../ui/definition-words.js';
import { EmptyState } from '../../ui/empty-state.js';
import { Panel } from '../../ui/panel.js';
import { SideMark } from '../../ui/side-mark.js';
import { DiagnosticPanel } from './diagnostic-panel.js';
import { InjectionDetails } from './injection-details.js';
import { ReliefCompare } from './relief-compare.js';
import { definitions, type Threshold } from './relief-course.js';
import { ReliefMultiples } from './relief-multiples.js';
import classes from './relief-panel.module.css';
import { ReliefTable } from './relief-table.js';
import { ReliefTimeline } from './relief-timeline.js';
import { qualityWords, responseCounts, reviewed, typicalReliefSentence } from './relief-words.js';
import { ReviewLines } from './review-lines.js';
import { TimelineLegend } from './timeline-legend.js';
import type { Span } from './timeline-layout.js';

interface ReliefSettings {
  readonly threshold: Threshold;
  readonly span: Span;
}

interface ReliefPanelProps extends ReliefSettings {
  readonly relief: SeriesReliefView;
  /** Trend and prediction; null while they are not known yet, or could not be read. */
  readonly review: SeriesReviewView | null;
  readonly onSettings: (settings: ReliefSettings) => void;
  readonly now: number;
  readonly zone: string;
  /** The next session in words, for its mark. */
  readonly nextSessionText: string | null;
  /** Beside the chosen injection: what may be done with it. */
  readonly renderActions: (injection: InjectionView) => ReactNode;
  /** To the page that is printed for others. */
  readonly summaryLink?: ReactNode;
  /** What is decided by the picture, so that both are on one screen. */
  readonly beside?: ReactNode;
  /** On paper: when, and by whom. */
  readonly printed?: string;
}

/** What each injection did, and what happened between: the page's picture, its sentence and its table. */
export function ReliefPanel({
  relief,
  review,
  threshold,
  span,
  onSettings,
  now,
  zone,
  nextSessionText,
  renderActions,
  summaryLink,
  beside,
  printed,
}: ReliefPanelProps) {
  const given = relief.targets.filter((target) => target.injections.length > 0);
  const some = given.length > 0;
  const scores = relief.targets.reduce((sum, target) => sum + target.scores.length, 0);
  const controls = (
    <>
      {summaryLink}
      <SegmentedControl
        size="xs"
        aria-label="Relief means at least"
        value={String(threshold)}
        data={[
          { value: '50', label: '50 % relief' },
          { value: '30', label: '30 % relief' },
        ]}
        onChange={(value) => onSettings({ threshold: value === '30' ? 30 : 50, span })}
      />
      <SegmentedControl
        size="xs"
        aria-label="Time shown"
        value={span}
        data={[
          { value: 'whole', label: 'Whole series' },
          { value: 'last-3', label: 'Last 3 injections' },
        ]}
        onChange={(value) => onSettings({ threshold, span: value === 'last-3' ? 'last-3' : 'whole' })}
      />
    </>
  );
  return (
    <Panel title="Relief between injections" actions={some ? controls : undefined}>
      {some ? (
        given.map((target, index) => (
          <Target
            key={target.side}
            beside={index === 0 ? beside : undefined}
            target={target}
            several={relief.targets.length > 1}
            version={relief.definitionVersion}
            instruments={relief.instruments}
            review={review?.targets.find(({ side }) => side === target.side) ?? null}
            nextSession={
              relief.nextSession === null
                ? null
                : { start: relief.nextSession.start, text: nextSessionText ?? 'next' }
            }
            {...{ threshold, span, now, zone, renderActions }}
          />
        ))
      ) : (
        <>
          <EmptyState
            sentence={`No injection has been recorded yet${scores === 0 ? '' : `; ${scores === 1 ? '1 pain score is' : `${scores} pain scores are`} kept for the baseline`}. After the first one, pain scores, relief and the time between injections stand here.`}
          />
          {beside}
        </>
      )}
      {some && printed !== undefined && <p className={classes['printed']}>{printed}</p>}
    </Panel>
  );
}

interface TargetProps extends Pick<
  ReliefPanelProps,
  'threshold' | 'span' | 'now' | 'zone' | 'renderActions' | 'beside'
> {
  readonly target: TargetReliefView;
  readonly several: boolean;
  readonly version: string;
  readonly instruments: SeriesReliefView['instruments'];
  readonly review: TargetReviewView | null;
  readonly nextSession: { readonly start: number; readonly text: string } | null;
}

function Target({
  target,
  several,
  version,
  instruments,
  review,
  nextSession,
  threshold,
  span,
  now,
  zone,
  renderActions,
  beside,
}: TargetProps) {
  const forecast = review?.byThreshold.find((each) => each.threshold === threshold)?.forecast ?? null;
  const prediction =
    forecast === null || forecast.from === null ? null : { ...forecast, from: forecast.from };
  const [chosen, setChosen] = useState<number | null>(null);
  const judged = target.injections.find((each) => each.ordinal === chosen);
  const { absoluteMinimum, relativePercent } = definitions[threshold];
  return (
    <div className={classes['target']}>
      {several && (
        <h3 className={classes['side']}>
          <SideMark side={target.side} />
        </h3>
      )}
      <div className={beside === undefined ? undefined : classes['with-beside']}>
        <div className={classes['seen']}>
          <p className={classes['sentence']}>
            {reviewSentence(reviewed(target.injections, threshold), threshold)}
          </p>
          <p className={classes['note']}>
            {target.injections.length} {target.injections.length === 1 ? 'injection' : 'injections'},{' '}
            {target.scores.length} pain scores. {responseCounts(target.injections, threshold)}
          </p>
          <ReliefTimeline
            {...{ target, threshold, instruments, span, nextSession, now, zone, chosen }}
            prediction={prediction}
            onChoose={(ordinal) => setChosen(ordinal === chosen ? null : ordinal)}
          />
          <TimelineLegend predicted={prediction !== null} />
        </div>
        {beside !== undefined && <div className={classes['beside']}>{beside}</div>}
      </div>
      {review !== null && <ReviewLines review={review} threshold={threshold} />}
      <DiagnosticPanel injections={target.injections} />
      {judged !== undefined && (
        <section className={classes['chosen']} aria-label={`Injection ${judged.ordinal}`}>
          <div className={classes['chosen-head']}>
            <h3>
              Injection #{judged.ordinal} <SideMark side={judged.injection.side} />
            </h3>
            <div className={classes['actions']}>{renderActions(judged.injection)}</div>
          </div>
          <InjectionDetails judged={judged} zone={zone} />
        </section>
      )}
      {target.injections.length > 1 && (
        <>
          <h3 className={classes['part']}>Each injection on one scale</h3>
          <ReliefCompare injections={target.injections} threshold={threshold} />
          <ReliefMultiples {...{ target, threshold, zone }} />
        </>
      )}
      <ReliefTable
        {...{ target, threshold, instruments, now, zone, chosen }}
        onChoose={(ordinal) => setChosen(ordinal === chosen ? null : ordinal)}
      />
      <p className={classes['definition']}>
        Relief: at least {absoluteMinimum} points and {relativePercent} % below the baseline; a score within 6
        hours of a rescue analgesic is no relief. Response: relief for at least 7 days. Relief ended after:
        counted from the injection, with the pain before relief began or in between. Coverage: share of the
        known time that was relieved; its bounds take what is unknown, and the time between a relieved and an
        unrelieved score, once as pain and once as relief; time between scores is known time. Quality: A{' '}
        {qualityWords.A}, B {qualityWords.B}, C {qualityWords.C}. Not known is never zero.{' '}
        {typicalReliefSentence()}{' '}
        <span className={classes['version']}>Definitions in force: {definitionWords(version)}.</span>
      </p>
    </div>
  );
}
