import { IconAlertTriangle } from '@tabler/icons-react';
import type { PreparationLanguage, PreparationSheetView } from '@lull/contracts';
import { preparationGroups, preparationTexts } from '@lull/contracts/plain';
import { dateText } from '../../ui/clock.js';
import notice from '../../ui/notice.module.css';
import classes from './preparation-sheet.module.css';
import { SpokenLanguageNote } from './spoken-language-note.js';

interface PreparationSheetProps {
  readonly sheet: PreparationSheetView;
  /** Null: the patient's own, where it is written in it. */
  readonly language: PreparationLanguage | null;
}

/** What one patient takes home: a page of paper, in words that need no colour. Above it, for staff alone, what lacks. */
export function PreparationSheet({ sheet, language: chosen }: PreparationSheetProps) {
  const language = chosen ?? sheet.language ?? 'en';
  const words = preparationTexts.words[language];
  const { clinic, texts } = sheet;
  return (
    <div className={classes['one']}>
      <ForStaff sheet={sheet} />
      <article
        data-own-foot
        lang={language}
        className={classes['sheet']}
        aria-label={`${words.title}: ${sheet.patientName}`}
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
          <h2>{words.title}</h2>
          <p>
            {words.patient} <strong>{sheet.patientName}</strong>, {words.born}{' '}
            <span className={classes['together']}>{sheet.birthDate}</span>
          </p>
          <p className={classes['when']}>
            {words.appointment}: <strong>{sheet.startsAt.text[language]}</strong>
          </p>
        </header>
        {preparationGroups.map((group) => {
          const lines = sheet.lines.filter((line) => line.group === group);
          if (lines.length === 0) return null;
          return (
            <section key={group} className={classes['group']}>
              <h3>{words.groups[group]}</h3>
              <ul>
                {lines.map(({ code, text }) => (
                  <li key={code}>{text[language]}</li>
                ))}
              </ul>
            </section>
          );
        })}
        <footer className={classes['foot']}>
          {clinic.outOfHoursText !== null && <p>{clinic.outOfHoursText}</p>}
          <p>{words.teachBack}</p>
          <p>{words.onlyThis(sheet.madeAt.text[language])}</p>
          <p className={classes['version']}>
            {texts.version} · {texts.effectiveFrom} · {sheet.policy.version}
          </p>
        </footer>
      </article>
    </div>
  );
}

function ForStaff({ sheet }: { readonly sheet: PreparationSheetView }) {
  const { notes, clinic } = sheet;
  return (
    <div className={classes['staff']}>
      <SpokenLanguageNote sheet={sheet} paper="sheet" />
      {notes.map(({ code, text }) => (
        <div key={code} className={notice['warn']}>
          <IconAlertTriangle size={18} aria-hidden />
          <div className={notice['text']}>{text}</div>
        </div>
      ))}
      {clinic.phone === null && (
        <div className={notice['note']}>
          <IconAlertTriangle size={18} aria-hidden />
          <div className={notice['text']}>
            The clinic has no telephone number in its settings, so the sheet says none.
          </div>
        </div>
      )}
      <p className={classes['about']}>
        {sheet.patientName}, born {dateText(sheet.birthDate)}. Words: version {sheet.texts.version} of{' '}
        {dateText(sheet.texts.effectiveFrom)}, {sheet.texts.author}.
      </p>
    </div>
  );
}
