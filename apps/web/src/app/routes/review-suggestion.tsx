import { useQuery } from '@tanstack/react-query';
import { reliefQuery, seriesReviewQuery } from '../../features/outcomes/outcomes.queries.js';
import { SuggestedReview } from '../../features/outcomes/suggested-review.js';

interface ReviewSuggestionProps {
  readonly seriesId: string;
  readonly zone: string;
}

/** The prediction's word in the decision; while it is not known the decision stands without it. */
export function ReviewSuggestion({ seriesId, zone }: ReviewSuggestionProps) {
  const { data: review } = useQuery(seriesReviewQuery(seriesId));
  const { data: relief } = useQuery(reliefQuery(seriesId));
  if (review === undefined) return null;
  return <SuggestedReview review={review} nextSessionAt={relief?.nextSession?.start ?? null} zone={zone} />;
}
