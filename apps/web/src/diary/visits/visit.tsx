import type { DiaryPageView, OwnSessionView } from '@lull/contracts';
import { useState } from 'react';
import { askForChange, confirmVisit } from '../api/diary-client.js';
import type { Diary } from '../use-diary.js';
import { useTexts } from '../words/page-texts.js';
import { useLanguage } from '../words/texts.js';
import { whenText } from '../words/times.js';
import { downloadVisit } from './calendar-file.js';
import { ChangeForm } from './change-form.js';
import { Escort } from './escort.js';
import { unchangedText } from './unchanged-text.js';
import { useVisitChange } from './use-visit-change.js';

interface VisitProps {
  readonly diary: Diary;
  readonly clinic: DiaryPageView['clinic'];
  readonly visit: OwnSessionView;
}

/** One visit: when to be there, how to get ready, and what to tell the clinic. */
export function Visit({ diary, clinic, visit }: VisitProps) {
  const words = useTexts();
  const language = useLanguage();
  const [asking, setAsking] = useState(false);
  const change = useVisitChange(diary);
  const when = (at: number): string => whenText(at, clinic.timeZone, language);
  return (
    <article aria-label={when(visit.startsAt.at)}>
      <dl>
        <dt>{words.beThere}</dt>
        <dd className="big">{when(visit.arriveAt.at)}</dd>
        <dt>{words.begins}</dt>
        <dd>{when(visit.startsAt.at)}</dd>
        <dt>{words.where}</dt>
        <dd>{visit.where}</dd>
      </dl>
      <p className="state">{words.visitState[visit.state]}</p>
      {visit.preparation.length > 0 && (
        <>
          <h3>{words.prepare}</h3>
          <ul className="prepare">
            {visit.preparation.map(({ code, at }) => (
              <li key={code}>
                {words.preparation[code]}
                {at !== null && <b>{when(at.at)}</b>}
              </li>
            ))}
          </ul>
        </>
      )}
      {visit.escort.needed && <Escort {...{ diary, visit }} />}
      {visit.changeRequested && <p className="note">{words.changeAsked}</p>}
      <p role="alert" className="fault">
        {change.unchanged !== null && unchangedText(change.unchanged, words)}
      </p>
      <div className="row">
        {visit.canConfirm && (
          <button
            type="button"
            className="main"
            disabled={change.busy}
            onClick={() => void change.run(() => confirmVisit(visit))}
          >
            {words.confirm}
          </button>
        )}
        {!visit.changeRequested && !asking && (
          <button type="button" onClick={() => setAsking(true)}>
            {words.change}
          </button>
        )}
        <button
          type="button"
          onClick={() =>
            downloadVisit(visit, {
              title: words.calendarTitle(clinic.name),
              description: [
                `${words.begins}: ${when(visit.startsAt.at)}`,
                ...visit.preparation.map(({ code, at }) =>
                  at === null ? words.preparation[code] : `${words.preparation[code]}: ${when(at.at)}`,
                ),
              ].join('\n'),
              now: Date.now() + diary.aheadMs,
            })
          }
        >
          {words.calendar}
        </button>
      </div>
      {asking && (
        <ChangeForm
          busy={change.busy}
          onBack={() => setAsking(false)}
          onAsk={async (note) => {
            const asked = await change.run(() => askForChange(visit, note === '' ? {} : { note }));
            if (asked) setAsking(false);
          }}
        />
      )}
    </article>
  );
}
