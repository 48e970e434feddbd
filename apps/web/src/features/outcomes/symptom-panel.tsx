import type {
  InjectionView,
  SeriesReliefView,
  SeriesReviewView,
  TargetReliefView,
  TargetReviewView,
} from '@lull/contracts';
import { judgedByTexts, symptomWords } from '@lull/contracts/plain';
import { definitionWords, hdss, reliefTerm, reviewSentence, symptomDefinitions } from '@lull/domain';
import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { EmptyState } from '../../ui/empty-state.js';
import { Panel } from '../../ui/panel.js';
import { SideMark } from '../../ui/side-mark.js';
import { InstrumentTable } from './instrument-table.js';
import type { Threshold } from './relief-course.js';
import classes from './relief-panel.module.css';
import { responseCounts, reviewed } from './relief-words.js';
import { ReviewLines } from './review-lines.js';
import { SymptomPicture } from './symptom-picture.js';
import { SymptomTable } from './symptom-table.js';

interface SymptomPanelProps {
  /** Of a series against sweating or for blood flow. */
  readonly relief: SeriesReliefView;
  /** Null while it is not known yet, or could not be read. */
  readonly review: SeriesReviewView | null;
  readonly threshold: Threshold;
  readonly onThreshold: (threshold: Threshold) => void;
  readonly zone: string;
  readonly renderActions: (injection: InjectionView) => ReactNode;
  readonly summaryLink?: ReactNode;
}

/** What the injections of a series did that is not given for pain: by the instrument of its symptom, never by pain. */
export function SymptomPanel({
  relief,
  review,
  threshold,
  onThreshold,
  zone,
  renderActions,
  summaryLink,
}: SymptomPanelProps) {
  const { targetSymptom, targets, instruments } = relief;
  const judged = symptomDefinitions(targetSymptom) !== null;
  const some = targets.some(({ injections }) => injections.length > 0);
  const word = symptomWords[targetSymptom];
  return (
    <Panel
      title={judged ? `Relief of ${word} between injections` : `${capital(word)} between injections`}
      note={judgedByTexts[targetSymptom]}
      actions={
        some && (
          <>
            {summaryLink}
            {judged && (
              <SegmentedControl
                size="xs"
                aria-label="Relief means at least"
                value={String(threshold)}
                data={[
                  { value: '50', label: '2 steps (success)' },
                  { value: '30', label: '1 step (partial)' },
                ]}
                onChange={(value) => onThreshold(value === '30' ? 30 : 50)}
              />
            )}
          </>
        )
      }
    >
      {some ? (
        targets
          .filter(({ injections }) => injections.length > 0)
          .map((target) => (
            <Target
              key={target.side}
              {...{ target, threshold, zone, renderActions, judged }}
              symptom={targetSymptom}
              several={targets.length > 1}
              review={review?.targets.find(({ side }) => side === target.side) ?? null}
            />
          ))
      ) : (
        <EmptyState
          sentence={`No injection has been recorded yet. After the first one, what was ${judged ? 'answered' : 'measured'} between injections stands here.`}
        />
      )}
      {instruments.length > 0 && (
        <>
          <h3 className={classes['part']}>Questionnaires and measurements</h3>
          <InstrumentTable scores={instruments} zone={zone} />
        </>
      )}
    </Panel>
  );
}

interface TargetProps extends Pick<SymptomPanelProps, 'threshold' | 'zone' | 'renderActions'> {
  readonly target: TargetReliefView;
  readonly symptom: SeriesReliefView['targetSymptom'];
  readonly judged: boolean;
  readonly several: boolean;
  readonly review: TargetReviewView | null;
}

function Target({ target, symptom, judged, several, review, threshold, zone, renderActions }: TargetProps) {
  const sentence = reviewSentence(reviewed(target.injections, threshold), reliefTerm(symptom, threshold));
  const definitions = symptomDefinitions(symptom);
  const count = target.injections.length === 1 ? '1 injection' : `${target.injections.length} injections`;
  return (
    <div className={classes['target']}>
      {several && (
        <h3 className={classes['side']}>
          <SideMark side={target.side} />
        </h3>
      )}
      {judged && (
        <>
          <p className={classes['sentence']}>{sentence}</p>
          <p className={classes['note']}>
            {count}, {target.scores.length} answers of the HDSS.{' '}
            {responseCounts(target.injections, threshold)}
          </p>
          {review !== null && <ReviewLines review={review} threshold={threshold} />}
          <SymptomPicture
            target={target}
            range={hdss.range}
            zone={zone}
            label={`Sweating by the HDSS, 1 (best) to 4 (worst), with the injections, ${target.side} side. ${sentence}`}
          />
        </>
      )}
      <SymptomTable {...{ target, judged, threshold, zone, renderActions }} />
      {definitions !== null && (
        <p className={classes['definition']}>
          Square: asked in the clinic or on the telephone; circle: from the diary; dashed: injection.{' '}
          {definitionWords(threshold === 50 ? definitions.primary : definitions.secondary)} Not known is never
          zero.
        </p>
      )}
    </div>
  );
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
