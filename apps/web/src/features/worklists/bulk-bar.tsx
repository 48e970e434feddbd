import { Button } from '@mantine/core';
import type { WorklistRowView } from '@lull/contracts';
import { canBeSaid, type Word } from './record-many.js';
import classes from './worklists.module.css';

interface BulkBarProps {
  readonly chosen: readonly WorklistRowView[];
  readonly busy: boolean;
  readonly onSay: (word: Word) => void;
  readonly onClear: () => void;
}

/** What can be said of all the selected rows at once; how many of them each word is for stands on its button. */
export function BulkBar({ chosen, busy, onSay, onClear }: BulkBarProps) {
  const met = chosen.filter((row) => canBeSaid(row, 'met')).length;
  const asked = chosen.filter((row) => canBeSaid(row, 'requested')).length;
  const escorts =
    chosen.length > 0 && chosen.every(({ requirement }) => requirement?.kind === 'escort-confirmed');
  return (
    <section className={classes['bar']} aria-label="Selected rows">
      <strong>{chosen.length === 0 ? 'Nothing selected' : `${chosen.length} selected`}</strong>
      {chosen.length === 0 && <span className={classes['hint']}>J and K walk the rows, X selects one.</span>}
      {met > 0 && (
        <Button size="compact-sm" loading={busy} onClick={() => onSay('met')}>
          {escorts ? `Confirm ${met}` : `Record ${met} as done`}
        </Button>
      )}
      {asked > 0 && (
        <Button size="compact-sm" variant="default" disabled={busy} onClick={() => onSay('requested')}>
          Asked for: {asked}
        </Button>
      )}
      {chosen.length > 0 && (
        <Button size="compact-sm" variant="subtle" onClick={onClear}>
          Clear the selection
        </Button>
      )}
      {met < chosen.length && (
        <span>
          {chosen.length - met} {escorts ? 'without a name yet' : 'to be settled one by one'}
        </span>
      )}
    </section>
  );
}
