import type { DiaryAsk, DiaryEntryRequest, PainReturnedRequest } from '@lull/contracts';

/** What the patient has answered so far. What was not answered stays null, and is never sent as a zero. */
export interface EntryDraft {
  readonly nrs: number | null;
  readonly relief: number | null;
  readonly rescue: 'yes' | 'no' | null;
  readonly returned: 'not-yet' | 'back' | null;
  /** The civil date since which the pain is back. */
  readonly since: string | null;
  readonly hdss: number | null;
  readonly peg: readonly [number | null, number | null, number | null];
  readonly pgic: number | null;
}

export const nothingAnswered: EntryDraft = {
  nrs: null,
  relief: null,
  rescue: null,
  returned: null,
  since: null,
  hdss: null,
  peg: [null, null, null],
  pgic: null,
};

/** The one thing that is missing for each question; a question that is not asked lacks nothing. */
export interface EntryFaults {
  readonly nrs: boolean;
  readonly hdss: boolean;
  readonly since: boolean;
  /** Two of three are no score (clinical reference 4). */
  readonly peg: boolean;
}

export function faultsOf(draft: EntryDraft, asks: readonly DiaryAsk[]): EntryFaults {
  const answered = draft.peg.filter((score) => score !== null).length;
  return {
    nrs: asks.includes('nrs') && draft.nrs === null,
    hdss: asks.includes('hdss') && draft.hdss === null,
    since: asks.includes('returned') && draft.returned === 'back' && draft.since === null,
    peg: asks.includes('peg') && answered > 0 && answered < 3,
  };
}

/** What is sent; only what was asked and answered. Null while the one number or answer is missing. */
export function entryRequest(
  draft: EntryDraft,
  { slot, asks }: { readonly slot: string; readonly asks: readonly DiaryAsk[] },
  at: number,
): DiaryEntryRequest | null {
  const { nrs, relief, rescue, hdss, pgic, peg } = draft;
  const missing = faultsOf(draft, asks);
  if (missing.nrs || missing.hdss) return null;
  if (nrs === null && hdss === null && pgic === null) return null;
  const returned = returnedOf(draft);
  const [pain, enjoyment, activity] = peg;
  return {
    slot,
    at: new Date(at).toISOString(),
    ...(asks.includes('nrs') && nrs !== null && { nrs }),
    ...(asks.includes('hdss') && hdss !== null && { hdss }),
    ...(asks.includes('relief') && relief !== null && { reliefPercent: relief }),
    ...(asks.includes('rescue') && rescue !== null && { rescue: rescue === 'yes' }),
    ...(asks.includes('returned') && returned !== null && { returned }),
    ...(asks.includes('peg') &&
      pain !== null &&
      enjoyment !== null &&
      activity !== null && { peg: [pain, enjoyment, activity] }),
    ...(asks.includes('pgic') && pgic !== null && { pgic }),
  };
}

function returnedOf({ returned, since }: EntryDraft): PainReturnedRequest | null {
  if (returned === 'not-yet') return { notYet: true };
  return returned === 'back' && since !== null ? { on: since } : null;
}
