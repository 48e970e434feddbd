import type { DiagnosticView } from '@lull/contracts';

const findingWords: Readonly<Record<string, string>> = {
  'sympathetically-maintained-supported': 'sympathetically maintained pain supported',
  'sympathetically-independent-supported': 'sympathetically independent pain supported',
  indeterminate:
    'indeterminate: relief without proof of the injection’s effect (placebo, systemic effect, spread to somatic nerves)',
  'technical-failure': 'technical failure: not interpretable, repeat',
  'temperature-not-recorded': 'provisional: temperature not recorded',
  'pain-not-rated': 'provisional: pain not rated in the window',
};

/** What relieves pain by itself, or takes the feeling of it: the codes are the domain's. */
const confounderWords: Readonly<Record<string, string>> = {
  opioid: 'an opioid',
  ketamine: 'ketamine',
  propofol: 'propofol',
  'sensory-motor-loss': 'loss of feeling or strength',
};

/** The result with what stands against it: with a confounder, relief is no proof, and no relief stays what it is (clinical reference 1.7). */
export function diagnosticText(diagnostic: DiagnosticView | null): string | null {
  if (diagnostic === null) return null;
  const result = findingWords[diagnostic.finding] ?? diagnostic.finding;
  if (diagnostic.confounders.length === 0) return result;
  return `${result}; confounded by ${diagnostic.confounders.map((code) => confounderWords[code] ?? code).join(' and ')}${diagnostic.reliefInWindow === true ? ': relief is no proof' : ''}`;
}

/** Sedation in a diagnostic injection, whatever was given, also where nobody wrote it down; null without any. */
export function sedationWarning({ sedatives, sedation }: DiagnosticView): string | null {
  if (sedatives.length === 0)
    return sedation === 'none'
      ? null
      : `The session was under ${sedation} sedation, and which drug was given is not recorded: whether it confounds the result cannot be told. Repeat without sedation where the result decides.`;
  return `Sedated with ${sedatives.join(' and ')}: pain rated under sedation shows little. Repeat without sedation where the result decides.`;
}

/** `+5.6 °C`; not recorded is said, never drawn as no rise. */
export function riseText({ temperatureRiseC }: DiagnosticView): string {
  if (temperatureRiseC === null) return 'not recorded';
  return `${temperatureRiseC < 0 ? '−' : '+'}${Math.abs(temperatureRiseC).toFixed(1)} °C`;
}

export function windowText({ reliefInWindow }: DiagnosticView): string {
  if (reliefInWindow === null) return 'not rated';
  return reliefInWindow ? 'at least half' : 'less than half';
}
