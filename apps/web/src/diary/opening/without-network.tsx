import { useState } from 'react';
import { newKey } from '../../api/new-key.js';
import type { Unsent } from '../api/unsent.js';
import { Question } from '../questions/question.js';
import { useTexts } from '../words/page-texts.js';
import { civilDateIn, phoneZone } from '../words/times.js';

interface WithoutNetworkProps {
  readonly waiting: readonly Unsent[];
  readonly onSave: (entry: Unsent) => Promise<void>;
}

/**
 * No network, so nobody's page can open: the one number is taken all the same. It is nobody's until somebody has opened
 * their page and said that it is theirs; the phone knows no name.
 */
export function WithoutNetwork({ waiting, onSave }: WithoutNetworkProps) {
  const words = useTexts();
  const timeZone = phoneZone();
  const [slot] = useState(() => civilDateIn(Date.now(), timeZone));
  const saved = waiting.some(
    (each) => each.owner === null && each.kind === 'entry' && each.body.slot === slot,
  );
  if (saved)
    return (
      <p className="card" role="status">
        {words.offlineSaved}
      </p>
    );
  return (
    <>
      <p>{words.offlineAnswer}</p>
      <Question
        question={{ slot, asks: ['nrs'] }}
        timeZone={timeZone}
        now={() => Date.now()}
        onSave={(body) => onSave({ key: newKey(), owner: null, kind: 'entry', body })}
      />
    </>
  );
}
