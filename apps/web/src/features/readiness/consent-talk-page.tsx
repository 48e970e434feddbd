import { IconInfoCircle } from '@tabler/icons-react';
import type { PreparationLanguage, PreparationSheetView } from '@lull/contracts';
import { consentTalk, preparationTexts } from '@lull/contracts/plain';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { noticeOf } from '../../api/problem.js';
import { dateText } from '../../ui/clock.js';
import { Loading } from '../../ui/loading.js';
import notice from '../../ui/notice.module.css';
import { Page } from '../../ui/page.js';
import { ProblemNotice } from '../../ui/problem-notice.js';
import classes from './preparation-sheet.module.css';
import { preparationSheetQuery } from './preparation.queries.js';
import { SheetActions } from './sheet-actions.js';
import { SpokenLanguageNote } from './spoken-language-note.js';

interface ConsentTalkPageProps {
  readonly sessionId: string;
  /** Null: the patient's own, where it is written in it. */
  readonly language: PreparationLanguage | null;
  readonly onLanguage: (language: PreparationLanguage | null) => void;
  /** The way back to where the session stands. */
  readonly back: ReactNode;
}

/** The talk before consent as one page of paper that the patient reads along and takes home; nothing is signed on it. */
export function ConsentTalkPage({ sessionId, language, onLanguage, back }: ConsentTalkPageProps) {
  const { data: sheet, error, refetch } = useQuery(preparationSheetQuery(sessionId));
  return (
    <Page
      title="Talk before consent"
      onPaper={false}
      note={back}
      actions={<SheetActions {...{ language, onLanguage }} sheets={sheet === undefined ? 0 : 1} />}
    >
      {error !== null && <ProblemNotice {...noticeOf(error)} onRetry={() => void refetch()} />}
      {sheet === undefined && error === null && <Loading heights={[36, 320]} label="the page" />}
      {sheet !== undefined && <TalkSheet sheet={sheet} language={language ?? sheet.language ?? 'en'} />}
    </Page>
  );
}

interface TalkSheetProps {
  readonly sheet: PreparationSheetView;
  readonly language: PreparationLanguage;
}

function TalkSheet({ sheet, language }: TalkSheetProps) {
  const { clinic, patientName } = sheet;
  const words = preparationTexts.words[language];
  const title = consentTalk.title[language];
  return (
    <div className={classes['one']}>
      <div className={classes['staff']}>
        <SpokenLanguageNote sheet={sheet} paper="page" />
        <div className={notice['note']}>
          <IconInfoCircle size={18} aria-hidden />
          <div className={notice['text']}>
            Not a form: the patient signs the clinic’s own. Consent is recorded with the session.
          </div>
        </div>
        <p className={classes['about']}>
          {patientName}, born {dateText(sheet.birthDate)}. Words: version {consentTalk.version} of{' '}
          {dateText(consentTalk.effectiveFrom)}, {consentTalk.author}.
        </p>
      </div>
      <article
        data-own-foot
        lang={language}
        className={classes['sheet']}
        aria-label={`${title}: ${patientName}`}
      >
        <header className={classes['head']}>
          <div>
            <strong>{clinic.name}</strong>
            {clinic.phone !== null && (
              <span>
                {words.telephone} {clinic.phone}
              </span>
            )}
          </div>
          <h2>{title}</h2>
          <p>
            {words.patient} <strong>{patientName}</strong>, {words.born}{' '}
            <span className={classes['together']}>{sheet.birthDate}</span>
          </p>
        </header>
        <section className={classes['group']}>
          <ul>
            {Object.entries(consentTalk.items).map(([item, sentence]) => (
              <li key={item}>{sentence[language]}</li>
            ))}
          </ul>
        </section>
        <footer className={classes['foot']}>
          <p>{consentTalk.noForm[language]}</p>
          <p className={classes['version']}>
            {consentTalk.version} · {consentTalk.effectiveFrom}
          </p>
        </footer>
      </article>
    </div>
  );
}
