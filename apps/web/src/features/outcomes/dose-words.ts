import type { AnaestheticOverMaximum } from '@lull/domain';

/** `31.25 mg`: binary fractions left out. */
export function mgText(mg: number): string {
  return `${Number(mg.toFixed(3))} mg`;
}

/** `286 % of the maximum for 70 kg`, of all local anaesthetics of the session together. */
export function percentOfMaximum({
  drugs,
  percent,
  atLeast,
  weightKg,
  bothSides,
}: AnaestheticOverMaximum): string {
  const amount = `${atLeast ? 'at least ' : ''}${percent} % of the maximum for ${weightKg} kg`;
  const together = [drugs.length > 1 ? 'all drugs' : null, bothSides ? 'both sides' : null].filter(
    (part) => part !== null,
  );
  return together.length === 0 ? amount : `${amount}, ${together.join(' and ')} together`;
}
