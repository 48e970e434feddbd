import type { TargetReviewView } from '@lull/contracts';
import type { Threshold } from './relief-course.js';
import classes from './relief-panel.module.css';
import { reviewText } from './suggested-review.js';

interface ReviewLinesProps {
  readonly review: TargetReviewView;
  readonly threshold: Threshold;
}

/** Trend by both definitions, and what is probable: always a range, never a booking. */
export function ReviewLines({ review, threshold }: ReviewLinesProps) {
  const shown = review.byThreshold.find((each) => each.threshold === threshold);
  const other = review.byThreshold.find((each) => each.threshold !== threshold);
  if (shown === undefined) return null;
  const { forecast } = shown;
  return (
    <dl className={classes['lines']}>
      <div>
        <dt>Trend</dt>
        <dd>
          {shown.trendSentence}
          {other !== undefined && <span className={classes['line-note']}>{other.trendSentence}</span>}
        </dd>
      </div>
      {forecast !== null && (
        <div>
          <dt>Prediction</dt>
          <dd>
            {forecast.sentence}
            <span className={classes['line-note']}>{reviewText(forecast)}</span>
          </dd>
        </div>
      )}
    </dl>
  );
}
