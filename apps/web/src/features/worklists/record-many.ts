import type { WorklistRowView } from '@lull/contracts';
import type { RequirementKind } from '@lull/domain';
import { newKey } from '../../api/new-key.js';
import { Problem } from '../../api/problem.js';
import { recordEvidence, recordManyEvidence } from './worklists.queries.js';

export type Word = 'met' | 'requested';

/** What became of one word about many rows. */
export interface Recorded {
  readonly recorded: number;
  /** `Kaya, Aylin: why not`. */
  readonly refused: readonly string[];
}

/** The most that one call takes. */
const mostAtOnce = 50;

/** Whether the word alone says enough of this row: nothing belongs to it, or whoever was named stands there. */
export function canBeSaid({ requirement }: WorklistRowView, word: Word): boolean {
  if (requirement === null || !requirement.mayRecord) return false;
  if (word === 'requested') return requirement.standing !== 'requested';
  return requirement.needs.length === 0 || requirement.named !== null;
}

/**
 * The same word about many rows, each for itself: what one of them refuses, the others still take. `keyOf` gives the
 * same key for the same call, so that pressing again after the network failed writes nothing twice.
 */
export async function recordMany(
  rows: readonly WorklistRowView[],
  word: Word,
  keyOf: (call: string) => string,
): Promise<Recorded> {
  const sayable = rows.filter((row) => canBeSaid(row, word));
  const withNames = sayable.filter(({ requirement }) => word === 'met' && requirement?.named != null);
  const plain = sayable.filter((row) => !withNames.includes(row));
  const parts: Recorded[] = [];
  for (const row of withNames) parts.push(await confirmNamed(row, keyOf));
  for (const kind of new Set(plain.flatMap(({ requirement }) => requirement?.kind ?? []))) {
    const ofKind = plain.filter(({ requirement }) => requirement?.kind === kind);
    for (let from = 0; from < ofKind.length; from += mostAtOnce)
      parts.push(await sayTogether(ofKind.slice(from, from + mostAtOnce), kind, word, keyOf));
  }
  return {
    recorded: parts.reduce((sum, part) => sum + part.recorded, 0),
    refused: parts.flatMap(({ refused }) => refused),
  };
}

async function confirmNamed(row: WorklistRowView, keyOf: (call: string) => string): Promise<Recorded> {
  const { session, requirement, patientName } = row;
  if (session === null || requirement === null || requirement.named === null)
    return { recorded: 0, refused: [] };
  try {
    const body = { kind: requirement.kind, outcome: 'met', particulars: requirement.named } as const;
    await recordEvidence(session.id, body, keyOf(JSON.stringify([session.id, body])));
    return { recorded: 1, refused: [] };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { recorded: 0, refused: [`${patientName}: ${error.message}`] };
  }
}

async function sayTogether(
  rows: readonly WorklistRowView[],
  kind: RequirementKind,
  word: Word,
  keyOf: (call: string) => string,
): Promise<Recorded> {
  const ids = rows.flatMap(({ session }) => session?.id ?? []);
  const { answers } = await recordManyEvidence(ids, kind, word, keyOf(JSON.stringify([ids, kind, word])));
  const nameOf = (id: string): string => rows.find(({ session }) => session?.id === id)?.patientName ?? '';
  return {
    recorded: answers.filter(({ recorded }) => recorded).length,
    refused: answers
      .filter(({ recorded }) => !recorded)
      .map(
        ({ sessionId, refusals }) =>
          `${nameOf(sessionId)}: ${refusals.map(({ detail }) => detail).join(' ')}`,
      ),
  };
}

/** Keys by what is sent, for as long as a page is open. */
export function keysByCall(): (call: string) => string {
  const keys = new Map<string, string>();
  return (call) => {
    const known = keys.get(call);
    if (known !== undefined) return known;
    const made = newKey();
    keys.set(call, made);
    return made;
  };
}
