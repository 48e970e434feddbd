import type { SedationLevel } from '../sedation/sedation-level.js';
import type { SeriesPurpose } from '../series/series-rules.js';
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
  oxycodone: 'opioid',
  meperidine: 'opioid',
  pethidine: 'opioid',
  nalbuphine: 'opioid',
  butorphanol: 'opioid',
  buprenorphine: 'opioid',
  tramadol: 'opioid',
  ketamine: 'ketamine',
  esketamine: 'ketamine',
  propofol: 'propofol',
};

/** By name, whatever it was recorded as: what was given for another reason relieves pain all the same. */
function confounderOf(drug: string): DiagnosticConfounder | undefined {
  const name = drug.trim().toLowerCase();
  return Object.hasOwn(confounding, name) ? confounding[name] : undefined;
}

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
  for (const { drug } of record.drugs) {
    const known = confounderOf(drug);
    if (known !== undefined) confounders.add(known);
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
  return [
    ...new Set(
      drugs
        .filter(({ role, drug }) => role === 'sedative' || confounderOf(drug) !== undefined)
        .map(({ drug }) => drug.trim()),
    ),
  ];
}

/**
 * DIA-04: a diagnostic series that is planned with sedation is warned of before anything is given: afterwards the
 * rating cannot be mended (clinical reference 1.7). Null where there is nothing to say.
 */
export function plannedSedationWarning(purpose: SeriesPurpose, sedation: SedationLevel): string | null {
  if (purpose !== 'diagnostic' || sedation === 'none') return null;
  return 'Sedation in a diagnostic injection confounds its result: pain rated under sedation shows little. Plan it without sedation where the result decides.';
}
