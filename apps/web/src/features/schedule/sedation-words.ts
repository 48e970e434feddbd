import type { HoldChangeView, HoldView, SedatedVisitView, SedationPreviewView } from '@lull/contracts';
import { minuteMs } from '@lull/domain';
import { timeText } from '../../ui/clock.js';

/** Whether confirming would do anything at all. */
export function changesAnything({ from, to, changes }: SedationPreviewView): boolean {
  return from !== to || changes.some(({ change }) => change !== 'same');
}

/** `added`, `30 minutes longer`: what becomes of one hold. */
export function changeWords({ change, before, after }: HoldChangeView): string {
  const length = (hold: HoldView | null) => (hold === null ? 0 : (hold.end - hold.start) / minuteMs);
  const by = Math.abs(length(after) - length(before));
  const words: Readonly<Record<typeof change, string>> = {
    added: 'added',
    dropped: 'dropped',
    longer: `${by} minutes longer`,
    shorter: `${by} minutes shorter`,
    moved: 'at another time',
    exchanged: 'another one',
    same: 'the same',
  };
  return words[change];
}

export function holdWords(hold: HoldView | null, zone: string, nameOf: (id: string) => string): string {
  if (hold === null) return 'none';
  const who = hold.kind === 'patient' ? 'Patient' : nameOf(hold.resourceId);
  return `${who}, ${timeText(hold.start, zone)} to ${timeText(hold.end, zone)}`;
}

const intakeWords = [
  ['solid-food', 'Last solid food'],
  ['full-meal', 'Last full meal'],
  ['light-meal', 'Last light meal'],
  ['clear-liquids', 'Last clear liquids'],
] as const;

export interface VisitDifference {
  readonly term: string;
  readonly before: string;
  readonly after: string;
}

/** What the patient is told, before and after; clock times of the clinic. */
export function visitDifferences(before: SedatedVisitView, after: SedatedVisitView): VisitDifference[] {
  const row = (term: string, words: (visit: SedatedVisitView) => string): VisitDifference => ({
    term,
    before: words(before),
    after: words(after),
  });
  return [
    ...intakeWords.map(([intake, term]) =>
      row(
        term,
        ({ fasting }) => fasting.find((each) => each.intake === intake)?.stopAt.text ?? 'no fasting needed',
      ),
    ),
    row('Arrive', ({ arriveAt }) => arriveAt.text),
    row('Escort', ({ escortNeeded }) =>
      escortNeeded ? 'needed: somebody takes the patient home' : 'not needed',
    ),
    row('Consent to sedation', ({ ownConsent }) => (ownConsent ? 'needed' : 'not needed')),
    row('Recovery', ({ recoveryMinutes }) => `${recoveryMinutes} minutes`),
    row('Goes home', ({ dischargeFrom }) => `not before ${dischargeFrom.text}`),
    row('Driving', ({ noDrivingUntil }) =>
      noDrivingUntil === null ? 'not forbidden' : `not before ${noDrivingUntil.text}`,
    ),
  ];
}
