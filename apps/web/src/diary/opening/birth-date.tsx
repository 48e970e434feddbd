import { useId, useRef, useState, type FormEvent } from 'react';
import { birthDateOf, type BirthDateDraft } from '../birth-date.js';
import type { NotOpened } from '../use-diary.js';
import type { OpeningTexts } from '../words/opening-en.js';
import { useLanguage, useOpeningTexts } from '../words/texts.js';
import { monthNames } from '../words/month-names.js';

interface BirthDateProps {
  /** The 30 minutes of access are over. */
  readonly ended: boolean;
  readonly onOpen: (birthDate: string) => Promise<NotOpened | null>;
}

type Fault = NotOpened | 'not-a-date';

/** Three fields, because no order of day and month is everybody's; the month by its name. */
export function BirthDate({ ended, onOpen }: BirthDateProps) {
  const words = useOpeningTexts();
  const language = useLanguage();
  const [draft, setDraft] = useState<BirthDateDraft>({ day: '', month: '', year: '' });
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const faultId = useId();
  const first = useRef<HTMLFieldSetElement>(null);
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const birthDate = birthDateOf(draft, Date.now());
    if (birthDate === null) return setFault('not-a-date');
    setBusy(true);
    const why = await onOpen(birthDate);
    setBusy(false);
    setFault(why);
    if (why !== null) first.current?.querySelector<HTMLElement>('input, select')?.focus();
  };
  const change = (part: Partial<BirthDateDraft>): void => setDraft({ ...draft, ...part });
  const day = (
    <label key="day" className="short">
      {words.day}
      <input
        inputMode="numeric"
        autoComplete="bday-day"
        maxLength={3}
        value={draft.day}
        onChange={({ target }) => change({ day: target.value })}
      />
    </label>
  );
  const month = (
    <label key="month">
      {words.month}
      <select
        autoComplete="bday-month"
        value={draft.month}
        onChange={({ target }) => change({ month: target.value })}
      >
        <option value="">–</option>
        {monthNames(language).map((name, index) => (
          <option key={name} value={index + 1}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <form className="card" noValidate onSubmit={(event) => void open(event)}>
      {ended && <p className="note">{words.ended}</p>}
      <fieldset ref={first} aria-describedby={fault === null ? undefined : faultId}>
        <legend>{words.birthDate}</legend>
        <p className="hint">{words.birthDateWhy}</p>
        <div className="date">
          {language === 'es' ? [day, month] : [month, day]}
          <label className="short">
            {words.year}
            <input
              inputMode="numeric"
              autoComplete="bday-year"
              maxLength={5}
              value={draft.year}
              onChange={({ target }) => change({ year: target.value })}
            />
          </label>
        </div>
      </fieldset>
      <p id={faultId} role="alert" className="fault">
        {fault !== null && faultText(fault, words)}
      </p>
      <button type="submit" className="main" disabled={busy}>
        {busy ? words.opening : words.open}
      </button>
    </form>
  );
}

function faultText(fault: Fault, words: OpeningTexts): string {
  const said: Readonly<Record<Fault, string>> = {
    'not-a-date': words.notADate,
    'not-accepted': words.notAccepted,
    'not-reached': words.notReached,
    'too-many': words.tooMany,
    failed: words.failed,
  };
  return said[fault];
}
