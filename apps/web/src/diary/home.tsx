import type { DiaryEntryRequest, DiaryPageView } from '@lull/contracts';
import { useState, useSyncExternalStore } from 'react';
import { newKey } from '../api/new-key.js';
import type { Outbox } from './outbox.js';
import { Question } from './questions/question.js';
import { Unclaimed } from './questions/unclaimed.js';
import { ThankYou } from './questions/thank-you.js';
import { Symptoms } from './symptoms/symptoms.js';
import type { Diary } from './use-diary.js';
import { Visits } from './visits/visits.js';
import { useTexts } from './words/page-texts.js';

interface HomeProps {
  readonly diary: Diary;
  readonly page: DiaryPageView;
  readonly outbox: Outbox;
}

/** The open page: the one question first, then what else there is. */
export function Home({ diary, page, outbox }: HomeProps) {
  const words = useTexts();
  const [saved, setSaved] = useState<string | null>(null);
  const kept = useSyncExternalStore(outbox.listen, outbox.state);
  const now = (): number => Date.now() + diary.aheadMs;
  const { owner, question } = page;
  const answered = kept.waiting.some(
    (each) => each.owner === owner && each.kind === 'entry' && each.body.slot === question?.slot,
  );
  const save = async (body: DiaryEntryRequest): Promise<void> => {
    const key = newKey();
    await outbox.save({ key, owner, kind: 'entry', body });
    setSaved(key);
  };
  return (
    <>
      {kept.refused.size > 0 && (
        <div className="card warn" role="alert">
          {[...new Set(kept.refused.values())].map((because) => (
            <p key={because}>{words.refused[because]}</p>
          ))}
          <button type="button" onClick={() => void outbox.forgetRefused()}>
            {words.understood}
          </button>
        </div>
      )}
      <Unclaimed {...{ page, outbox, kept }} aheadMs={diary.aheadMs} />
      {question === null || answered ? (
        <ThankYou {...{ page, kept, saved }} />
      ) : (
        <Question
          key={question.slot}
          question={question}
          timeZone={page.clinic.timeZone}
          {...{ now }}
          onSave={save}
        />
      )}
      <Symptoms
        clinic={page.clinic}
        kept={kept}
        onReport={async (report) => {
          const key = newKey();
          await outbox.save({
            key,
            owner,
            kind: 'symptoms',
            body: { ...report, at: new Date(now()).toISOString() },
          });
          return key;
        }}
      />
      <Visits diary={diary} page={page} />
      <p className="hint">{words.install}</p>
    </>
  );
}
