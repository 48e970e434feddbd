import type { DecisionView, LastResponseView, SeriesDecisionsView } from '@lull/contracts';
import { decisionWordTexts, seriesEndReasonTexts } from '@lull/contracts/plain';
import { civilDateAt, momentWords, spanWords } from '@lull/domain';
import { baselineSourceWords } from '../../ui/baseline-words.js';
import { dateText, dateTimeText } from '../../ui/clock.js';
import { sessionsText } from '../../ui/counted.js';

type Last = Pick<LastResponseView, 'response' | 'duration' | 'judgedFrom' | 'unjudged'>;

/** What is known of how long relief lasted; what is not known says so, and no bound is left out. */
export function lastedText(
  { response, duration, judgedFrom, unjudged }: Last,
  now: number,
  zone: string,
): string {
  if (duration === null)
    return now < judgedFrom && response === 'not-evaluable'
      ? `too early: it can be judged from ${dateText(civilDateAt(judgedFrom, zone))} on`
      : (unjudged ?? 'what was recorded does not tell');
  const { lower, upper } = duration;
  if (upper === null)
    return `relief until ${momentWords(lower, Math.floor)} at least, then not heard of or injected again`;
  if (upper === 0) return 'no relief at any look';
  return lower === 0
    ? `relief ended by ${momentWords(upper, Math.ceil)}`
    : `relief until ${spanWords(lower, upper)}`;
}

/** What going on does with the next session. */
export function nextText({ next }: Pick<SeriesDecisionsView, 'next'>, zoneOf: ZoneOf): string {
  if (next === null) return 'No next session is booked.';
  const when = dateTimeText(next.start, zoneOf(next.clinicId));
  return next.fate === 'confirmed'
    ? `Continue confirms the session of ${when}.`
    : `The next session, ${when}, stands already.`;
}

export type ZoneOf = (clinicId: string | undefined) => string;

/** `Stop frees 3 sessions and offers their times to the waitlist.` */
export function freedText({ freed }: Pick<SeriesDecisionsView, 'freed'>): string {
  if (freed.length === 0) return 'Stop frees nothing: no session lies ahead.';
  return `Stop frees ${sessionsText(freed.length)} and offers ${freed.length === 1 ? 'its time' : 'their times'} to the waitlist.`;
}

/** The task that a reason of a stop opens. */
export function afterStopText(
  { afterStop }: Pick<SeriesDecisionsView, 'afterStop'>,
  reason: keyof SeriesDecisionsView['afterStop'] | null,
): string {
  if (reason === null) return 'It decides which task is opened.';
  const task = afterStop[reason];
  if (task === undefined) return 'No task is opened.';
  const due = `due in ${task.dueInDays} ${task.dueInDays === 1 ? 'day' : 'days'}`;
  if (task.kind === 'after-death')
    return `Nothing is sent to the patient any more, and tasks to call the patient are closed. Opens a task: see to what is left, ${due}.`;
  const words = task.kind === 'other-treatment' ? 'look for another treatment' : 'telephone the patient';
  return `Opens a task: ${words}, ${due}.`;
}

const fieldWords: Readonly<Record<string, string>> = {
  minimumIntervalDays: 'minimum days',
  targetIntervalDays: 'target days',
  maximumIntervalDays: 'maximum days',
  sedation: 'sedation',
};

/** `target days 14 to 21, sedation moderate to none` */
export function changesText({ changes, drugs }: Pick<DecisionView, 'changes' | 'drugs'>): string {
  return [
    ...Object.entries(changes).map(
      ([field, [before, after]]) => `${fieldWords[field] ?? field} ${before} to ${after}`,
    ),
    ...(drugs === null ? [] : [`drugs: ${drugs}`]),
  ].join(', ');
}

/** What was decided, in one line; `Stop: no response` */
export function decisionText({ word, endReason }: Pick<DecisionView, 'word' | 'endReason'>): string {
  const said = decisionWordTexts[word];
  return endReason === null ? said : `${said}: ${seriesEndReasonTexts[endReason]}`;
}

/** What was done, for the toast that takes it back. */
export function doneText({ decisions }: SeriesDecisionsView): string {
  const [latest] = decisions;
  if (latest === undefined) return '';
  const { sessions } = latest;
  switch (latest.word) {
    case 'stop':
      return sessions === 0
        ? 'No session lay ahead.'
        : `${sessionsText(sessions)} freed; the times are offered to the waitlist.`;
    case 'continue':
      return sessions === 0 ? 'The series goes on.' : 'The next session is confirmed.';
    case 'change':
      return sessions === 0
        ? 'The plan is changed.'
        : 'The plan is changed, and the next session is confirmed.';
    case 'pause':
      return 'What is booked stays booked.';
  }
}

/** `Baseline 7 (check-in) · quality A`: what the response was judged against, and how far its looks can be trusted. */
export function groundsText({ baseline, quality }: Pick<LastResponseView, 'baseline' | 'quality'>): string {
  const source = baselineSourceWords[baseline.source] ?? baseline.source;
  return [
    baseline.value === null ? 'Baseline missing' : `Baseline ${baseline.value} (${source})`,
    quality === null ? 'no looks to grade' : `quality ${quality}`,
  ].join(' · ');
}
