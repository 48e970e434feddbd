import { useId, useState, type FormEvent } from 'react';
import { tokenOf } from '../link-token.js';
import { useOpeningTexts } from '../words/texts.js';

interface LinkNeededProps {
  readonly why: 'none' | 'offline' | 'closed';
  readonly onLink: (token: string) => void;
}

/**
 * The page is open and knows nobody: the installed page, or one whose access has ended. It keeps no link, so it asks for
 * it; pasted too, because a link in a message opens in the browser and not in the page on the home screen.
 */
export function LinkNeeded({ why, onLink }: LinkNeededProps) {
  const words = useOpeningTexts();
  const [link, setLink] = useState('');
  const [wrong, setWrong] = useState(false);
  const faultId = useId();
  const use = (event: FormEvent): void => {
    event.preventDefault();
    const token = tokenOf(link);
    setWrong(token === null);
    if (token !== null) onLink(token);
  };
  return (
    <form className="card" noValidate onSubmit={use}>
      {why === 'offline' && <p className="note">{words.linkOffline}</p>}
      {why === 'closed' && <p className="note">{words.goodbye}</p>}
      <h2>{words.linkTitle}</h2>
      <p>{words.linkWhere}</p>
      <p className="hint">{words.linkWhy}</p>
      <label>
        {words.linkPaste}
        <input
          type="url"
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={link}
          aria-invalid={wrong}
          aria-describedby={faultId}
          onChange={({ target }) => setLink(target.value)}
        />
      </label>
      <p id={faultId} role="alert" className="fault">
        {wrong && words.linkNot}
      </p>
      <button type="submit">{words.linkUse}</button>
    </form>
  );
}
