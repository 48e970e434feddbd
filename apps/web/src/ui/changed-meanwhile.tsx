import { Button } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Meanwhile } from './edited-row.js';
import classes from './notice.module.css';

interface ChangedMeanwhileProps {
  readonly meanwhile: Meanwhile | null;
  /** How the form calls its fields; a change of anything else is no news here. */
  readonly words: Readonly<Record<string, string>>;
}

/** Which fields somebody else changed while this form was open, and whose words stand in it now. */
export function ChangedMeanwhile({ meanwhile, words }: ChangedMeanwhileProps) {
  if (meanwhile === null) return null;
  const named = (fields: readonly string[]) => fields.flatMap((field) => words[field] ?? []).join(', ');
  const [theirs, both] = [named(meanwhile.theirs), named(meanwhile.both)];
  const sentences = [
    theirs !== '' && `Changed meanwhile, and taken over here: ${theirs}.`,
    both !== '' &&
      `Changed meanwhile, and by you: ${both}. Yours stands here and replaces theirs when you save.`,
    theirs + both === '' && 'Nothing that stands here was changed. What you typed can be saved.',
  ].filter((sentence) => sentence !== false);
  return (
    <output className={classes['note']}>
      <IconInfoCircle size={18} aria-hidden />
      <span className={classes['text']}>{sentences.join(' ')}</span>
    </output>
  );
}

/** The way on from a change that came too late: beside the refusal. */
export function ShowNewState({ onPress }: { readonly onPress: () => Promise<void> }) {
  const [failed, setFailed] = useState(false);
  return (
    <p>
      <Button size="compact-sm" variant="default" onClick={() => void onPress().catch(() => setFailed(true))}>
        Show the new state
      </Button>
      {failed && ' It could not be read. What you typed is kept; try again.'}
    </p>
  );
}
