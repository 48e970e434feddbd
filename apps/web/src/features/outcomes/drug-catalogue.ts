import type { DrugRole } from '@lull/contracts';

/** Strengths that the clinic injects, in percent: drug and strength are chosen together (hazard H25). */
const anaesthetics = [
  { drug: 'bupivacaine', percent: 0.25 },
  { drug: 'bupivacaine', percent: 0.5 },
  { drug: 'ropivacaine', percent: 0.2 },
  { drug: 'ropivacaine', percent: 0.5 },
  { drug: 'lidocaine', percent: 1 },
  { drug: 'lidocaine', percent: 2 },
] as const;

const solutionText = ({ drug, percent }: (typeof anaesthetics)[number]): string => `${drug} ${percent} %`;

/** Ingredients to choose from; anything else can be written. A diagnostic result is read with the sedatives in mind. */
export const drugsOfRole: Readonly<Record<DrugRole, readonly string[]>> = {
  'local-anaesthetic': anaesthetics.map(solutionText),
  steroid: ['dexamethasone', 'triamcinolone', 'methylprednisolone', 'betamethasone'],
  contrast: ['iohexol', 'iopamidol'],
  sedative: ['midazolam', 'fentanyl', 'propofol', 'ketamine'],
  reversal: ['flumazenil', 'naloxone'],
  other: ['atropine', 'ephedrine', 'lipid emulsion'],
};

/** The solution of the catalogue that `text` names, if any: `bupivacaine 0.25 %`. */
export function solutionOf(text: string): { readonly drug: string; readonly percent: number } | undefined {
  return anaesthetics.find((each) => solutionText(each) === text);
}
