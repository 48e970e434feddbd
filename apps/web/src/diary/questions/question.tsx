import type { DiaryAsk, DiaryEntryRequest } from '@lull/contracts';
import { useRef, useState, type FormEvent } from 'react';
import { Choice } from '../ui/choice.js';
import { Scale, zeroToTen } from '../ui/scale.js';
import { useTexts } from '../words/page-texts.js';
import { entryRequest, faultsOf, nothingAnswered, type EntryDraft } from './entry-draft.js';
import { Peg } from './peg.js';
import { Returned } from './returned.js';

interface QuestionProps {
  readonly question: { readonly slot: string; readonly asks: readonly DiaryAsk[] };
  readonly timeZone: string;
  /** The time by the server's clock. */
  readonly now: () => number;
  readonly onSave: (entry: DiaryEntryRequest) => Promise<void>;
}

const percents: readonly number[] = zeroToTen.map((step) => step * 10);

/** One number and Save: ten seconds. The rest is asked where the schedule asks it, and may be left out. */
export function Question({ question, timeZone, now, onSave }: QuestionProps) {
  const words = useTexts();
  const [draft, setDraft] = useState<EntryDraft>(nothingAnswered);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const asked = (ask: DiaryAsk): boolean => question.asks.includes(ask);
  const change = (part: Partial<EntryDraft>): void => setDraft({ ...draft, ...part });
  const faults = faultsOf(draft, question.asks);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const entry = entryRequest(draft, question, now());
    if (entry === null || faults.since || faults.peg) {
      setTried(true);
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('fieldset:has(> * .fault, > .fault) input')?.focus(),
      );
      return;
    }
    setBusy(true);
    try {
      await onSave(entry);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form ref={form} className="card" noValidate onSubmit={(event) => void save(event)}>
      {asked('nrs') && (
        <Scale
          legend={words.worst}
          hint={words.worstHint}
          ends={[words.noPain, words.worstPain]}
          values={zeroToTen}
          value={draft.nrs}
          onChange={(nrs) => change({ nrs })}
          fault={tried && faults.nrs ? words.chooseNumber : null}
        />
      )}
      {asked('relief') && (
        <Scale
          legend={words.relief}
          hint={words.reliefHint}
          values={percents}
          unit="%"
          value={draft.relief}
          onChange={(relief) => change({ relief })}
        />
      )}
      {asked('rescue') && (
        <Choice
          legend={words.rescue}
          answers={[
            { value: 'yes', text: words.yes },
            { value: 'no', text: words.no },
          ]}
          value={draft.rescue}
          onChange={(rescue) => change({ rescue })}
        />
      )}
      {asked('returned') && (
        <Returned
          {...{ draft, change, timeZone, now }}
          fault={tried && faults.since ? words.chooseDay : null}
        />
      )}
      {asked('hdss') && (
        <Choice
          long
          legend={words.hdss}
          answers={words.hdssAnswers.map((text, index) => ({ value: index + 1, text }))}
          value={draft.hdss}
          onChange={(hdss) => change({ hdss })}
          fault={tried && faults.hdss ? words.chooseAnswer : null}
        />
      )}
      {asked('peg') && (
        <Peg
          value={draft.peg}
          onChange={(peg) => change({ peg })}
          fault={tried && faults.peg ? words.chooseAll : null}
        />
      )}
      {asked('pgic') && (
        <Choice
          long
          legend={words.pgic}
          answers={words.pgicAnswers.map((text, index) => ({ value: index + 1, text }))}
          value={draft.pgic}
          onChange={(pgic) => change({ pgic })}
        />
      )}
      <button type="submit" className="main" disabled={busy}>
        {busy ? words.saving : words.save}
      </button>
    </form>
  );
}
