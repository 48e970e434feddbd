import { FactList } from './fact-list.js';

interface PreparationTimesProps {
  readonly preparation: {
    readonly arriveAt: { readonly text: string };
    readonly fasting: readonly {
      readonly intake: 'solid-food' | 'full-meal' | 'light-meal' | 'clear-liquids';
      readonly stopAt: { readonly text: string };
    }[];
    readonly escortNeeded: boolean;
  };
}

const intakeWords = {
  'solid-food': 'Last solid food',
  'full-meal': 'Last full meal',
  'light-meal': 'Last light meal',
  'clear-liquids': 'Last clear liquids',
} as const;

/** What the patient is told, in clock times of the clinic: weekday, date, time and zone, never "midnight". */
export function PreparationTimes({
  preparation: { arriveAt, fasting, escortNeeded },
}: PreparationTimesProps) {
  return (
    <FactList
      title="Preparation"
      facts={[
        ...fasting.map(({ intake, stopAt }) => ({ term: intakeWords[intake], fact: stopAt.text })),
        ...(fasting.length === 0 ? [{ term: 'Fasting', fact: 'not needed' }] : []),
        { term: 'Arrive', fact: arriveAt.text },
        { term: 'Escort', fact: escortNeeded ? 'needed: somebody takes the patient home' : 'not needed' },
      ]}
    />
  );
}
