import type { TargetReviewView } from '@lull/contracts';
import { dateText } from '../../ui/clock.js';
import type { Threshold } from './relief-course.js';
import classes from './relief-panel.module.css';

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
            <span className={classes['line-note']}>
              {forecast.reviewBetween === null
                ? forecast.from === null
                  ? 'Days count from the next injection, which has no session yet.'
                  : 'By this prediction relief has probably ended by now: ask the patient.'
                : `A review would be well placed between ${dateText(forecast.reviewBetween.from)} and ${dateText(forecast.reviewBetween.to)}. It is information: nothing is booked by it.`}
            </span>
          </dd>
        </div>
      )}
    </dl>
  );
}
