import type { LapseForecastView, SeriesReviewView } from '@lull/contracts';
import { civilDateAt } from '@lull/domain';
import { dateText } from '../../ui/clock.js';
import { sideWord } from '../../ui/side-word.js';
import classes from './relief-panel.module.css';

interface SuggestedReviewProps {
  readonly review: SeriesReviewView;
  readonly nextSessionAt: number | null;
  readonly zone: string;
}

/** When to look again, in the decision's words: a range by the primary definition, and where the next session lies to it. */
export function SuggestedReview({ review, nextSessionAt, zone }: SuggestedReviewProps) {
  const suggested = review.targets.flatMap(({ side, byThreshold }) => {
    const forecast = byThreshold.find(({ threshold }) => threshold === 50)?.forecast ?? null;
    return forecast === null ? [] : [{ side, forecast }];
  });
  if (suggested.length === 0) return null;
  return (
    <section aria-label="Suggested review">
      {suggested.map(({ side, forecast }) => (
        <p key={side} className={classes['suggested']}>
          {suggested.length > 1 && <strong>{sideWord(side)}: </strong>}
          {reviewText(forecast)}
          {forecast.basis === 'prior' && ' Made from a prior, not your clinic’s data.'}{' '}
          {nextText(forecast, nextSessionAt, zone)}
        </p>
      ))}
    </section>
  );
}

/** Always a range, never a booking (clinical reference 2.4, hazard H14). */
export function reviewText({ from, ordinal, days50, reviewBetween }: LapseForecastView): string {
  if (reviewBetween !== null)
    return `A review would be well placed between ${dateText(reviewBetween.from)} and ${dateText(reviewBetween.to)}. ${nothingBooked}`;
  if (from === null)
    return `A review would be well placed ${Math.floor(days50[0])} to ${Math.ceil(days50[1])} days after #${ordinal}, which has no session yet. ${nothingBooked}`;
  return 'By this prediction relief has probably ended by now: ask the patient.';
}

const nothingBooked = 'It is information: nothing is booked by it.';

function nextText(
  { of, reviewBetween }: LapseForecastView,
  nextSessionAt: number | null,
  zone: string,
): string {
  if (of === 'next-injection' || reviewBetween === null || nextSessionAt === null) return '';
  const next = civilDateAt(nextSessionAt, zone);
  const where = next < reviewBetween.from ? 'before' : next > reviewBetween.to ? 'after' : 'within';
  return `The next session, ${dateText(next)}, lies ${where} it.`;
}
