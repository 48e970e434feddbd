import type { SpineLevel } from '@lull/contracts';

/** From above to below. */
export const spineLevels: readonly SpineLevel[] = ['L1', 'L2', 'L3', 'L4', 'L5', 'S1'];

/** The lumbar sympathetic trunk is reached at L1 to L4 (clinical reference S5); of other procedures nothing is known here. */
export function levelsOf(procedureCode: string): readonly SpineLevel[] {
  return procedureCode === 'LSB' ? ['L1', 'L2', 'L3', 'L4'] : spineLevels;
}
