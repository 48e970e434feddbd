import { useState } from 'react';
import { Choice } from '../ui/choice.js';
import { useTexts } from '../words/page-texts.js';
import { civilDateIn } from '../words/times.js';
import type { EntryDraft } from './entry-draft.js';

interface ReturnedProps {
  readonly draft: EntryDraft;
  readonly change: (part: Partial<EntryDraft>) => void;
  readonly timeZone: string;
  readonly now: () => number;
  readonly fault: string | null;
}

const dayMs = 86_400_000;

/** "Has the pain come back, and when?": it turns the time since the last look into a day (clinical reference 4). */
export function Returned({ draft, change, timeZone, now, fault }: ReturnedProps) {
  const words = useTexts();
  const [other, setOther] = useState(false);
  const today = civilDateIn(now(), timeZone);
  const yesterday = civilDateIn(now() - dayMs, timeZone);
  const day = other
    ? 'other'
    : draft.since === today
      ? 'today'
      : draft.since === yesterday
        ? 'yesterday'
        : null;
  return (
    <>
      <Choice
        legend={words.returned}
        answers={[
          { value: 'not-yet', text: words.notYet },
          { value: 'back', text: words.cameBack },
        ]}
        value={draft.returned}
        onChange={(returned) => change({ returned })}
      />
      {draft.returned === 'back' && (
        <>
          <Choice
            legend={words.returnedOn}
            answers={[
              { value: 'today', text: words.today },
              { value: 'yesterday', text: words.yesterday },
              { value: 'other', text: words.otherDay },
            ]}
            value={day}
            onChange={(chosen) => {
              setOther(chosen === 'other');
              change({ since: chosen === 'today' ? today : chosen === 'yesterday' ? yesterday : null });
            }}
            fault={fault}
          />
          {other && (
            <label>
              {words.otherDay}
              <input
                type="date"
                max={today}
                value={draft.since ?? ''}
                onChange={({ target }) => change({ since: target.value === '' ? null : target.value })}
              />
            </label>
          )}
        </>
      )}
    </>
  );
}
