import { useState } from 'react';
import { useTexts } from '../words/page-texts.js';

interface ChangeFormProps {
  readonly busy: boolean;
  readonly onBack: () => void;
  readonly onAsk: (note: string) => Promise<void>;
}

/** Asks for another time: the clinic calls, nothing moves by itself. */
export function ChangeForm({ busy, onBack, onAsk }: ChangeFormProps) {
  const words = useTexts();
  const [note, setNote] = useState('');
  return (
    <form
      className="inner"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onAsk(note.trim());
      }}
    >
      <p className="hint">{words.changeHint}</p>
      <label>
        {words.changeNote}
        <textarea
          rows={2}
          maxLength={1000}
          value={note}
          onChange={({ target }) => setNote(target.value)}
          // It appears because somebody asked for it, and stands below the button that was pressed.
          ref={(field) => field?.focus()}
        />
      </label>
      <div className="row">
        <button type="submit" className="main" disabled={busy}>
          {words.changeSend}
        </button>
        <button type="button" onClick={onBack}>
          {words.back}
        </button>
      </div>
    </form>
  );
}
