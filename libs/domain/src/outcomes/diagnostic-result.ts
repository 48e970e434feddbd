import { exact } from './exact.js';

/** What is known about a diagnostic injection when its result is read. */
export interface DiagnosticFacts {
  /** Skin temperature of the foot on the injected side, in °C; null when not recorded. */
  readonly temperatureBeforeC: number | null;
  readonly temperatureAfterC: number | null;
  /** At least 50 % relief in the diagnostic window (`immediateRelief`); null when pain was not rated in it. */
  readonly reliefInWindow: boolean | null;
  /** Present when pain was rated. */
  readonly confounders: readonly DiagnosticConfounder[];
}

/** Sedation that relieves pain by itself, or loss of feeling or strength: relief is then no proof. */
export type DiagnosticConfounder = 'opioid' | 'ketamine' | 'propofol' | 'sensory-motor-loss';

export interface DiagnosticDefinition {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  readonly successRiseC: number;
}

/** Rise of at least 2 °C: clinical reference 3.7. */
export const diagnosticDefinition: DiagnosticDefinition = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2024-01-01',
  successRiseC: 2,
};

/** Never more than "supported": a saline injection brings much the same immediate relief. */
export type DiagnosticFinding =
  | 'sympathetically-maintained-supported'
  | 'sympathetically-independent-supported'
  | 'indeterminate'
  | 'technical-failure'
  | 'temperature-not-recorded'
  | 'pain-not-rated';

export interface DiagnosticResult {
  readonly finding: DiagnosticFinding;
  /** May still change, or can never be settled, because something was not recorded. */
  readonly provisional: boolean;
  readonly confounded: boolean;
  readonly confounders: readonly DiagnosticConfounder[];
}

/**
 * DIA-01: what a diagnostic injection supports: the matrix of temperature rise and relief in the window, with the
 * modifier `confounded` (clinical reference 1.7). Without a temperature nothing but a provisional result is given,
 * whatever the relief; with one, but without a rating in the window, likewise. No rise and no relief is a
 * technical failure: not interpretable, to be repeated, and no evidence about the source of the pain.
 */
export function diagnosticResult(
  facts: DiagnosticFacts,
  definition: DiagnosticDefinition = diagnosticDefinition,
): DiagnosticResult {
  const finding = findingOf(facts, definition);
  return {
    finding,
    provisional: finding === 'temperature-not-recorded' || finding === 'pain-not-rated',
    confounded: facts.confounders.length > 0,
    confounders: facts.confounders,
  };
}

function findingOf(facts: DiagnosticFacts, definition: DiagnosticDefinition): DiagnosticFinding {
  const { temperatureBeforeC, temperatureAfterC, reliefInWindow } = facts;
  if (temperatureBeforeC === null || temperatureAfterC === null) return 'temperature-not-recorded';
  if (reliefInWindow === null) return 'pain-not-rated';
  const rose = exact(temperatureAfterC) - exact(temperatureBeforeC) >= exact(definition.successRiseC);
  if (rose) {
    return reliefInWindow ? 'sympathetically-maintained-supported' : 'sympathetically-independent-supported';
  }
  return reliefInWindow ? 'indeterminate' : 'technical-failure';
}
