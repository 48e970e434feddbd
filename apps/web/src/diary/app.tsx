import { useId } from 'react';
import { browserLanguage, useDisplay, useDocumentLanguage } from './display.js';
import { BirthDate } from './opening/birth-date.js';
import { LinkNeeded } from './opening/link-needed.js';
import { DisplayChoices } from './ui/display-choices.js';
import { Quick } from './ui/quick.js';
import { useDiary } from './use-diary.js';
import type { Outbox } from './outbox.js';
import { useOutbox } from './use-outbox.js';
import { useRest } from './use-rest.js';
import { Speaking, textsOf, useSpoken } from './words/texts.js';

interface AppProps {
  readonly token: string | null;
  readonly outbox: Outbox;
}

/** The patient's page: asked for the birth date, then one question in ten seconds. */
export function App({ token, outbox }: AppProps) {
  const [display, change] = useDisplay();
  const diary = useDiary(token);
  const { access, page } = diary;
  const offline =
    (access.step === 'link' && access.why === 'offline') ||
    (access.step === 'birth-date' && access.offline === true);
  const open = access.step === 'open' && page !== null;
  const { waiting } = useOutbox(outbox, open ? page.owner : null, diary);
  const language = useSpoken(display.language ?? page?.language ?? browserLanguage());
  const rest = useRest(offline || access.step === 'birth-date' || page !== null);
  useDocumentLanguage(language);
  const words = textsOf(language);
  const heading = useId();
  return (
    <Speaking language={language}>
      <header className="bar">
        <span className="name">{words.title}</span>
        <Quick {...{ display, change, language }} />
      </header>
      <main aria-labelledby={heading}>
        <h1 id={heading}>{open ? words.greeting(page.firstName) : words.title}</h1>
        <p role="status" className="waiting">
          {waiting.length > 0 && words.waiting(waiting.length)}
        </p>
        {(access.step === 'opening' || ((offline || open) && rest === null)) && (
          <p aria-busy="true">{words.opening}</p>
        )}
        {access.step === 'link' && <LinkNeeded why={access.why} onLink={diary.useLink} />}
        {access.step === 'birth-date' && <BirthDate ended={access.ended} onOpen={diary.open} />}
        {offline && rest !== null && (
          <rest.WithoutNetwork waiting={waiting} onSave={(entry) => outbox.save(entry)} />
        )}
        {page !== null && rest !== null && (
          // Kept as it stands behind the question for the birth date; another patient begins anew.
          <div key={page.owner} hidden={!open}>
            <rest.Home {...{ diary, page, outbox }} />
          </div>
        )}
      </main>
      <footer>
        <DisplayChoices {...{ display, change }} />
        {open && (
          <button type="button" onClick={() => void diary.close()}>
            {words.close}
          </button>
        )}
      </footer>
    </Speaking>
  );
}
