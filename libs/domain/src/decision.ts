import type { AdvisoryCode, RefusalCode, RemedyCode } from './refusal-codes.js';

/** What explains a refusal or an advisory: flat, so that it crosses the wire and fills a sentence as it is. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** The nearest way out of a refusal (product rule 2: say why not). */
export interface Remedy {
  readonly code: RemedyCode;
  readonly facts: Facts;
}

/** One reason for a no. `overridable` means: a member with the right may, with a reason that is audited. */
export interface Refusal<Code extends RefusalCode = RefusalCode> {
  readonly code: Code;
  readonly facts: Facts;
  readonly overridable: boolean;
  readonly remedy?: Remedy;
}

/** Something to know that does not stand in the way. */
export interface Advisory {
  readonly code: AdvisoryCode;
  readonly facts: Facts;
}

/** A member's word that one kind of refusal shall not stop this. Whether that member may, the service knows. */
export interface Override {
  readonly code: RefusalCode;
  readonly reason: string;
}

/** A refusal that an override set aside: to be written to the audit trail with its reason. */
export interface Overridden {
  readonly refusal: Refusal;
  readonly reason: string;
}

export interface Accepted<T> {
  readonly accepted: true;
  readonly value: T;
  readonly advisories: readonly Advisory[];
}

export interface Refused {
  readonly accepted: false;
  /** All of them at once, never only the first; never empty. */
  readonly refusals: readonly Refusal[];
}

/** What every rule of the domain answers. */
export type Decision<T> = Accepted<T> | Refused;

export function accept<T>(value: T, advisories: readonly Advisory[] = []): Accepted<T> {
  return { accepted: true, value, advisories };
}

/** Precondition: at least one refusal. */
export function refuse(...refusals: readonly [Refusal, ...Refusal[]]): Refused {
  return { accepted: false, refusals };
}

/**
 * Parts refusals into those that stand and those that an override with a reason sets aside.
 * A refusal that is not overridable always stands, whoever asks (product rule 2).
 */
export function applyOverrides(
  refusals: readonly Refusal[],
  overrides: readonly Override[],
): { readonly standing: readonly Refusal[]; readonly overridden: readonly Overridden[] } {
  const standing: Refusal[] = [];
  const overridden: Overridden[] = [];
  for (const refusal of refusals) {
    const reason = overrides.find((override) => override.code === refusal.code)?.reason.trim() ?? '';
    if (refusal.overridable && reason !== '') overridden.push({ refusal, reason });
    else standing.push(refusal);
  }
  return { standing, overridden };
}
