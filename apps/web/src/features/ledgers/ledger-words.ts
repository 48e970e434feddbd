import type { PayerRuleView, SteroidLedgerView, SteroidSource } from '@lull/contracts';

export const sourceWords: Readonly<Record<SteroidSource, string>> = {
  patient: 'Patient says',
  letter: 'Letter',
  record: 'Record',
  other: 'Other',
};

/** `126.667 mg`, without zeros behind the figures (hazard H25). */
export const mg = (amount: number): string => `${Number(amount.toFixed(1))} mg`;

/** What the sum says, in words: what is unknown is not within. */
export function verdictWords({ verdict, limitMg, unknownDoses, knownMg }: SteroidLedgerView): string {
  if (verdict === 'over') return `above ${limitMg} mg`;
  const left = `${mg(limitMg - knownMg)} below the limit of ${limitMg} mg`;
  return verdict === 'within'
    ? left
    : `at least; ${unknownDoses} ${unknownDoses === 1 ? 'dose' : 'doses'} not known`;
}

/** What a payer asks for, one thing after another. */
export function ruleWords(rule: PayerRuleView): string[] {
  const relief = [
    rule.minReliefPct === null ? null : `at least ${rule.minReliefPct} % relief`,
    rule.minReliefDays === null ? null : `for ${rule.minReliefDays} days`,
  ].filter((each) => each !== null);
  return [
    rule.maxPerSeries === null ? null : `at most ${rule.maxPerSeries} in a series`,
    rule.maxPer12Months === null ? null : `at most ${rule.maxPer12Months} in 12 months`,
    rule.minIntervalDays === null ? null : `${rule.minIntervalDays} days between two`,
    relief.length === 0 ? null : relief.join(' '),
    rule.requiresFunction ? 'better function' : null,
    rule.requiresPhysicalTherapy ? 'physical therapy' : null,
    rule.priorAuthorisation ? 'authorisation beforehand' : null,
  ].filter((each) => each !== null);
}
