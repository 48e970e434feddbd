/** LEFT, RIGHT, BOTH SIDES: in capitals wherever a needle depends on it. */
export function sideWord(side: 'left' | 'right' | 'both'): string {
  return { left: 'LEFT', right: 'RIGHT', both: 'BOTH SIDES' }[side];
}
