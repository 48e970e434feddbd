import { backFillMeritTexts, reasonOf, type WaitlistCandidateView } from '@lull/contracts';
import type { Ranked, Unjudged } from './back-fill.js';
import { decisionView } from './reasons.view.js';
import { clockOf, preparationView } from './session.view.js';

export function candidateView(
  { waiting, ranking, facts }: Ranked,
  asked: WaitlistCandidateView['asked'],
): WaitlistCandidateView {
  const { zone } = facts.calendar;
  const { decision, fit, merits } = ranking;
  return {
    entry: waiting.entry,
    fit,
    asked,
    merits: merits.map(({ code, facts: known }) => ({
      code,
      detail: backFillMeritTexts[code].detail(known),
    })),
    ...decisionView(decision, zone),
    preparation: preparationView(
      clockOf(facts),
      facts.start,
      facts.durationMinutes,
      facts.profile.sedation,
      facts.profile.stages,
    ),
  };
}

/** What is missing stands as a reason like any other; without a profile there is no preparation to tell. */
export function unjudgedView({ waiting, refusals }: Unjudged): WaitlistCandidateView {
  return {
    entry: waiting.entry,
    fit: 'not-possible',
    asked: null,
    merits: [],
    refusals: refusals.map(reasonOf),
    advisories: [],
    preparation: null,
  };
}
