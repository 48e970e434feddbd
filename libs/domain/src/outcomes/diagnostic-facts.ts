import type { DiagnosticConfounder, DiagnosticFacts } from './diagnostic-result.js';

/** What one injection's record says that a diagnostic result is read from. */
export interface DiagnosticRecord {
  readonly side: 'left' | 'right';
  readonly temperatures: readonly {
    readonly foot: 'left' | 'right';
    readonly minute: number;
    readonly celsius: number;
  }[];
  readonly drugs: readonly { readonly role: string; readonly drug: string }[];
  readonly complications: readonly { readonly code: string }[];
}

/** Sedatives that relieve pain by themselves, by ingredient. */
const confounding: Readonly<Record<string, DiagnosticConfounder>> = {
  fentanyl: 'opioid',
  alfentanil: 'opioid',
  remifentanil: 'opioid',
  sufentanil: 'opioid',
  morphine: 'opioid',
  hydromorphone: 'opioid',
  ketamine: 'ketamine',
  propofol: 'propofol',
};
const lossOfFeelingOrStrength: readonly string[] = ['temporary-numbness', 'weakness-injected-side'];

/**
 * DIA-02: the facts of a diagnostic result from the record: the temperature of the treated foot before (minute 0)
 * and the highest after, and what confounds the rating. A sedative that is not known to relieve pain is no
 * confounder. `reliefInWindow` comes from the scores. Source: clinical reference 1.7 and 3.7.
 */
export function diagnosticFacts(record: DiagnosticRecord, reliefInWindow: boolean | null): DiagnosticFacts {
  const treated = record.temperatures.filter((reading) => reading.foot === record.side);
  const after = treated.filter((reading) => reading.minute > 0).map((reading) => reading.celsius);
  const confounders = new Set<DiagnosticConfounder>();
  for (const { drug, role } of record.drugs) {
    const name = drug.trim().toLowerCase();
    const known = Object.hasOwn(confounding, name) ? confounding[name] : undefined;
    if (role === 'sedative' && known !== undefined) confounders.add(known);
  }
  if (record.complications.some(({ code }) => lossOfFeelingOrStrength.includes(code))) {
    confounders.add('sensory-motor-loss');
  }
  return {
    temperatureBeforeC: treated.find((reading) => reading.minute === 0)?.celsius ?? null,
    temperatureAfterC: after.length === 0 ? null : Math.max(...after),
    reliefInWindow,
    confounders: [...confounders],
  };
}

/**
 * DIA-03: every sedative given with a diagnostic injection, by name: each raises a warning beside the result, whether
 * or not it is known to relieve pain, for a rating under sedation shows little. Source: clinical reference 1.7 (ISIS:
 * routine sedation is not indicated).
 */
export function sedativesGiven({ drugs }: Pick<DiagnosticRecord, 'drugs'>): readonly string[] {
  return [...new Set(drugs.filter(({ role }) => role === 'sedative').map(({ drug }) => drug.trim()))];
}
