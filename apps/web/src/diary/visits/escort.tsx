import type { OwnSessionView } from '@lull/contracts';
import { useId, useState, type FormEvent } from 'react';
import { nameEscort } from '../api/diary-client.js';
import type { Diary } from '../use-diary.js';
import { useTexts } from '../words/page-texts.js';
import { useVisitChange } from './use-visit-change.js';
import { unchangedText } from './unchanged-text.js';

interface EscortProps {
  readonly diary: Diary;
  readonly visit: OwnSessionView;
}

/** Who goes home with the patient, named by the patient. Confirming is the clinic's: a typed name is no escort yet (H5). */
export function Escort({ diary, visit }: EscortProps) {
  const words = useTexts();
  const { name, confirmed } = visit.escort;
  const [naming, setNaming] = useState(name === null);
  return (
    <div className="inner">
      <h3>{words.escort}</h3>
      <p className="hint">{words.escortWhy}</p>
      {name !== null && (
        <p>
          <b>{words.escortIs(name)}</b>
          {confirmed && <> {words.escortConfirmed}</>}
        </p>
      )}
      {naming ? (
        <EscortForm {...{ diary, visit }} onDone={() => setNaming(false)} />
      ) : (
        <button type="button" onClick={() => setNaming(true)}>
          {words.escortOther}
        </button>
      )}
    </div>
  );
}

const telephone = /^\+?[\d ()./-]{5,40}$/;

function EscortForm({ diary, visit, onDone }: EscortProps & { readonly onDone: () => void }) {
  const words = useTexts();
  const faultId = useId();
  const [name, setName] = useState('');
  const [phone, setPhone] = useState('');
  const [missing, setMissing] = useState(false);
  const change = useVisitChange(diary);
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const escort = { name: name.trim(), phone: phone.trim() };
    const fits = escort.name !== '' && telephone.test(escort.phone);
    setMissing(!fits);
    if (fits && (await change.run(() => nameEscort(visit, escort)))) onDone();
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)} aria-describedby={faultId}>
      <label>
        {words.escortName}
        <input
          autoComplete="off"
          maxLength={100}
          value={name}
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label>
        {words.escortPhone}
        <input
          type="tel"
          autoComplete="off"
          maxLength={40}
          value={phone}
          onChange={({ target }) => setPhone(target.value)}
        />
      </label>
      <p id={faultId} role="alert" className="fault">
        {missing ? words.escortNeeds : change.unchanged !== null && unchangedText(change.unchanged, words)}
      </p>
      <button type="submit" disabled={change.busy}>
        {words.escortSend}
      </button>
    </form>
  );
}
