import { useState } from 'react';

/** What somebody else changed while a form was open, by the names of its fields. */
export interface Meanwhile {
  /** Left alone here: the form has taken theirs over. */
  readonly theirs: readonly string[];
  /** Changed here too: what was typed here stands, and would replace theirs. */
  readonly both: readonly string[];
}

/**
 * The row that a form was begun from. It stays while the form is open, whatever is read anew behind it: a change is
 * sent with the version of what was seen, or it would silently replace what somebody saved meanwhile.
 */
export function useEditedRow<Row, Draft extends object>(row: Row, draftOf: (row: Row) => Draft) {
  const [seen, setSeen] = useState(row);
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  /** What was typed, carried onto the row as it stands now: fields that were left alone follow the row. */
  const carryOver = (now: Row, typed: Draft): Draft => {
    const { draft, ...told } = carriedOver(draftOf(seen), draftOf(now), typed);
    setSeen(now);
    setMeanwhile(told);
    return draft;
  };
  return { seen, meanwhile, carryOver };
}

function carriedOver<Draft extends object>(
  before: Draft,
  now: Draft,
  typed: Draft,
): Meanwhile & { readonly draft: Draft } {
  const fields = Object.keys(before) as (keyof Draft & string)[];
  const changed = fields.filter((field) => !same(before[field], now[field]));
  const both = changed.filter(
    (field) => !same(before[field], typed[field]) && !same(now[field], typed[field]),
  );
  const theirs = changed.filter((field) => !both.includes(field));
  return {
    draft: { ...typed, ...Object.fromEntries(theirs.map((field) => [field, now[field]])) },
    theirs,
    both,
  };
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
