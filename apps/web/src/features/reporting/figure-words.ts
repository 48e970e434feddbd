/** Why a figure is not shown. */
export const withheldWords = (least: number): string =>
  `Fewer than ${least} of clinical detail are withheld, and figures beside them that would give them away.`;

/** ` (+6 %)`; nothing where there is nothing to compare with. */
export function changeWords(now: number, before: number): string {
  if (before === 0) return '';
  const percent = Math.round((100 * (now - before)) / before);
  return ` (${percent > 0 ? '+' : percent < 0 ? '−' : '±'}${Math.abs(percent)} %)`;
}
