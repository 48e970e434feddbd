import type { DiaryEntryRequest, DiaryPageView } from '@lull/contracts';
import type { Outbox, OutboxState } from '../outbox.js';
import { useTexts } from '../words/page-texts.js';
import { useLanguage } from '../words/texts.js';
import { civilDateIn, whenText } from '../words/times.js';

interface UnclaimedProps {
  readonly page: DiaryPageView;
  readonly outbox: Outbox;
  readonly kept: OutboxState;
  readonly aheadMs: number;
}

/** What was saved without a network before a page was open: sent as this patient's if they say so, else deleted. */
export function Unclaimed({ page, outbox, kept, aheadMs }: UnclaimedProps) {
  const words = useTexts();
  const language = useLanguage();
  return kept.waiting.map((entry) => {
    if (entry.owner !== null || entry.kind !== 'entry') return null;
    const body = placed(entry.body, page, aheadMs);
    // Before a page was open only pain could be asked for.
    if (body.nrs === undefined) return null;
    return (
      <div key={entry.key} className="card warn">
        <p>{words.unclaimed(whenText(Date.parse(body.at), page.clinic.timeZone, language), body.nrs)}</p>
        <div className="row">
          <button type="button" onClick={() => void outbox.save({ ...entry, owner: page.owner, body })}>
            {words.mine}
          </button>
          <button type="button" onClick={() => void outbox.forget(entry.key)}>
            {words.notMine}
          </button>
        </div>
      </div>
    );
  });
}

/** By the server's clock, and for the question that was open on that day, if it still is. */
function placed(
  body: DiaryEntryRequest,
  { question, clinic }: DiaryPageView,
  aheadMs: number,
): DiaryEntryRequest {
  const at = Date.parse(body.at) + aheadMs;
  const day = civilDateIn(at, clinic.timeZone);
  const open = question !== null && question.slot.length === day.length && question.slot <= day;
  return {
    slot: open ? question.slot : day,
    at: new Date(at).toISOString(),
    ...(body.nrs !== undefined && { nrs: body.nrs }),
  };
}
