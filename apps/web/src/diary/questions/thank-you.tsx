import type { DiaryEntryRequest, DiaryPageView } from '@lull/contracts';
import { useEffect, useRef } from 'react';
import type { Unsent } from '../api/unsent.js';
import type { OutboxState } from '../outbox.js';
import { useTexts } from '../words/page-texts.js';
import { useLanguage } from '../words/texts.js';
import { timeText, whenText } from '../words/times.js';
import { LastDays } from './last-days.js';

interface ThankYouProps {
  readonly page: DiaryPageView;
  readonly kept: OutboxState;
  /** The entry that was saved last; null: none in this page. */
  readonly saved: string | null;
}

/** After saving, and while nothing is asked: what became of it, the last days, and when the next question comes. */
export function ThankYou({ page, kept, saved }: ThankYouProps) {
  const words = useTexts();
  const language = useLanguage();
  const { timeZone } = page.clinic;
  const own = kept.waiting.filter((each) => each.owner === page.owner);
  const waits = own.some(({ kind }) => kind === 'entry');
  const sent = saved === null ? undefined : kept.sent.get(saved);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is gone.
  useEffect(() => {
    if (saved !== null) heading.current?.focus();
  }, [saved]);
  const pain = [
    ...page.recent.map(({ at, nrs }) => ({ at, value: nrs })),
    ...unsentScores(own, ({ nrs }) => nrs),
  ];
  const sweating = [
    ...page.recentSweating.map(({ at, hdss }) => ({ at, value: hdss })),
    ...unsentScores(own, ({ hdss }) => hdss),
  ];
  const next = page.nextQuestionAt;
  return (
    <section className="card">
      <div role="status">
        {saved !== null || waits ? (
          <>
            <h2 ref={heading} tabIndex={-1}>
              {words.thanks} ✓
            </h2>
            <p>
              {sent !== undefined
                ? words.sentAt(timeText(sent.at, timeZone, language))
                : kept.sending
                  ? words.saving
                  : kept.lasting
                    ? words.savedHere
                    : words.notKept}
            </p>
          </>
        ) : (
          <p>{words.nothingAsked}</p>
        )}
      </div>
      {(pain.length > 0 || sweating.length === 0) && (
        <LastDays scores={pain} most={10} title={words.lastDays} spoken={words.chart} timeZone={timeZone} />
      )}
      {sweating.length > 0 && (
        <LastDays
          scores={sweating}
          most={4}
          title={words.lastDaysSweating}
          spoken={words.chartSweating}
          timeZone={timeZone}
        />
      )}
      {next !== null && <p className="hint">{words.nextQuestion(whenText(next, timeZone, language))}</p>}
    </section>
  );
}

function unsentScores(
  own: readonly Unsent[],
  read: (entry: DiaryEntryRequest) => number | undefined,
): { at: number; value: number }[] {
  return own.flatMap((each) => {
    const value = each.kind === 'entry' ? read(each.body) : undefined;
    return each.kind !== 'entry' || value === undefined ? [] : [{ at: Date.parse(each.body.at), value }];
  });
}
