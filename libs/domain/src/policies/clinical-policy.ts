import { accept, refuse, type Advisory, type Decision, type Refusal } from '../decision.js';
import { civilDateAt, type CivilDate } from '../time/zone.js';
import {
  clinicalPolicies,
  figureChoices,
  type ClinicalFigures,
  type ClinicalPolicyKind,
  type ClinicalVersion,
  type PolicyHead,
} from './clinical-figures.js';
import { differencesBetween, figuresByPath, isLike, outOfRange, policyFault, versionOn } from './figures.js';

/** All versions of one kind that a clinic has, in the order in which they were written; the proposed one is the first. */
export type ClinicalVersions<Kind extends ClinicalPolicyKind> = readonly [
  ClinicalVersion<Kind>,
  ...ClinicalVersion<Kind>[],
];

/** A version as it is stored. */
export interface StoredClinicalVersion extends PolicyHead {
  readonly body: unknown;
}

/**
 * POL-05: what Lull proposes of a kind, and the clinic's own versions after it; null: one of them lacks a figure, or has
 * one of another kind, and nobody guesses what it meant.
 */
export function clinicalVersions<Kind extends ClinicalPolicyKind>(
  kind: Kind,
  stored: readonly StoredClinicalVersion[],
): ClinicalVersions<Kind> | null {
  const { head, figures } = clinicalPolicies[kind];
  const own = stored.flatMap(({ body, version, author, effectiveFrom }) =>
    isFiguresOf(kind, body) ? [{ version, author, effectiveFrom, figures: body }] : [],
  );
  return own.length === stored.length ? [{ ...head, figures }, ...own] : null;
}

/** POL-05: every figure of the kind, no other, and each of what it may be. */
export function isFiguresOf<Kind extends ClinicalPolicyKind>(
  kind: Kind,
  body: unknown,
): body is ClinicalFigures[Kind] {
  if (!isLike(clinicalPolicies[kind].figures, body)) return false;
  const texts = figuresByPath(body).filter(([, value]) => typeof value === 'string');
  return texts.every(([path, text]) => figureChoices[path]?.includes(String(text)) === true);
}

/** The number of the version after these. */
export function nextVersionOf<Kind extends ClinicalPolicyKind>(versions: ClinicalVersions<Kind>): string {
  return String(Math.max(...versions.map(({ version }) => Number(version))) + 1);
}

/** What a further version is held against. */
export interface ClinicalFacts<Kind extends ClinicalPolicyKind> {
  /** What it is to follow: the newest. */
  readonly before: ClinicalFigures[Kind];
  readonly effectiveFrom: CivilDate;
  /** The clinic's day; of several clinics the earliest. */
  readonly today: CivilDate;
}

/**
 * POL-06: a further version of a clinical rule may stand: it has every figure of its kind, each in its range and in order
 * with the others, changes something, and begins no earlier than today. All faults at once. Source: D (ranges).
 */
export function checkClinicalFigures<Kind extends ClinicalPolicyKind>(
  kind: Kind,
  figures: unknown,
  { before, effectiveFrom, today }: ClinicalFacts<Kind>,
): Decision<ClinicalFigures[Kind]> {
  const rules = clinicalPolicies[kind];
  const faults: Refusal[] = isFiguresOf(kind, figures)
    ? [
        ...outOfRange(figures, rules.ranges),
        ...rules.order(figures),
        ...(differencesBetween(before, figures).length === 0
          ? [policyFault('policy.nothing-changed', 'figures')]
          : []),
      ]
    : [policyFault('policy.figures-incomplete', 'figures')];
  if (effectiveFrom < today) faults.push(policyFault('policy.begins-in-the-past', 'effectiveFrom'));
  const [first, ...rest] = faults;
  if (first !== undefined) return refuse(first, ...rest);
  const advisories: Advisory[] = effectiveFrom === today ? [{ code: 'policy.begins-today', facts: {} }] : [];
  return accept(figures as ClinicalFigures[Kind], advisories);
}

/** POL-07: the coming sessions on whose day, by their clinic's clocks, a version is the one in force. */
export function comingUnder<
  Kind extends ClinicalPolicyKind,
  Session extends { readonly start: number; readonly zone: string },
>(sessions: readonly Session[], versions: ClinicalVersions<Kind>, version: string): Session[] {
  return sessions.filter(
    ({ start, zone }) => versionOn(civilDateAt(start, zone), versions).version === version,
  );
}

/** Where a version stands by the clinic's day: `replaced` never judged one, because another begins no later. */
export function policyStanding<Kind extends ClinicalPolicyKind>(
  { version, effectiveFrom }: ClinicalVersion<Kind>,
  versions: ClinicalVersions<Kind>,
  today: CivilDate,
): 'before' | 'in-force' | 'to-come' | 'replaced' {
  if (versionOn(effectiveFrom, versions).version !== version) return 'replaced';
  if (effectiveFrom > today) return 'to-come';
  return versionOn(today, versions).version === version ? 'in-force' : 'before';
}
