/** How use of block time is judged. */
export interface BlockUsePolicy {
  readonly version: string;
  readonly author: string;
  readonly effectiveFrom: string;
  /** Credited for making the room ready after each visit but the last. */
  readonly turnoverMinutes: number;
  /** A first visit that begins no later than this after its planned start is on time. */
  readonly onTimeMinutes: number;
  /** A shorter gap is of no use to anybody else. */
  readonly collectableMinutes: number;
}

/** Chosen here; a clinic may set its own. */
export const blockUsePolicy: BlockUsePolicy = {
  version: '1',
  author: 'Lull defaults, to be confirmed by the clinic',
  effectiveFrom: '2026-01-01',
  turnoverMinutes: 10,
  onTimeMinutes: 5,
  collectableMinutes: 30,
};
