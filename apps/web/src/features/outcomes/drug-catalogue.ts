/** What the clinic injects, chosen rather than typed (hazard H25); concentrations in percent. */
export const anaesthetics = [
  { drug: 'bupivacaine', percent: 0.25 },
  { drug: 'bupivacaine', percent: 0.5 },
  { drug: 'ropivacaine', percent: 0.2 },
  { drug: 'ropivacaine', percent: 0.5 },
  { drug: 'lidocaine', percent: 1 },
  { drug: 'lidocaine', percent: 2 },
] as const;

export const steroids = ['dexamethasone', 'triamcinolone', 'methylprednisolone', 'betamethasone'] as const;

/** Sedatives are given by what the session's sedation needs; a diagnostic result is read with them in mind. */
export const sedatives = ['midazolam', 'fentanyl', 'propofol', 'ketamine'] as const;

export function anaestheticKey({ drug, percent }: { readonly drug: string; readonly percent: number }): string {
  return `${drug} ${percent}`;
}
