import { accept, refuse, type Decision, type Refusal } from '../decision.js';

/** Whose record is kept from colleagues who do not treat them. */
export const restrictionKinds = ['staff', 'public-figure', 'protected'] as const;
export type RestrictionKind = (typeof restrictionKinds)[number];

export const openingVerdicts = ['justified', 'not-justified'] as const;
export type OpeningVerdict = (typeof openingVerdicts)[number];

/** How long an opening lasts (trust.md 3.4). A number of this clinic, not of the code: it has a version and an author. */
export const openingPolicy = {
  version: '1',
  author: 'Lull',
  effectiveFrom: '2026-11-01',
  minutes: 60,
} as const;

/** PAT-15: a record is restricted once; who lifts it lifts what stands. */
export function checkRestriction(standing: boolean): Decision<true> {
  return standing ? refuse(no('records.restricted-already')) : accept(true);
}

export function checkLifting(standing: boolean): Decision<true> {
  return standing ? accept(true) : refuse(no('records.restriction-lifted'));
}

export interface OpeningFacts {
  readonly restricted: boolean;
  /** The same member has it open at this moment. */
  readonly open: boolean;
}

/** PAT-16: only a restricted record is opened, and not twice at once: each opening is one to answer for. */
export function checkOpening({ restricted, open }: OpeningFacts): Decision<{ readonly minutes: number }> {
  if (!restricted) return refuse(no('records.not-restricted'));
  return open ? refuse(no('records.open-already')) : accept({ minutes: openingPolicy.minutes });
}

export interface OpeningReviewFacts {
  readonly openedBy: string;
  readonly reviewer: string;
  readonly reviewed: boolean;
  readonly verdict: OpeningVerdict;
  readonly note: string;
}

/** PAT-17: nobody judges their own opening, a judgement stands, and a no says why. Every reason at once. */
export function checkOpeningReview(facts: OpeningReviewFacts): Decision<true> {
  const refusals = [
    ...(facts.openedBy === facts.reviewer ? [no('records.own-opening')] : []),
    ...(facts.reviewed ? [no('records.reviewed-already')] : []),
    ...(facts.verdict === 'not-justified' && facts.note.trim() === ''
      ? [no('records.review-unexplained')]
      : []),
  ];
  return refusals.length > 0 ? { accepted: false, refusals } : accept(true);
}

function no(code: Refusal['code']): Refusal {
  return { code, facts: {}, overridable: false };
}
