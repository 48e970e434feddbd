import type { LastTakenRequest } from '@lull/contracts';
import { instantOf } from '@lull/domain';
import { WallTimeField } from '../../ui/wall-time-field.js';
import { BigChoice } from './big-choice.js';

/** The last dose of a drug that may lie many days back; nothing is filled in. */
export interface LastDoseDraft {
  readonly said: LastTakenRequest['said'] | null;
  /** `2026-12-01T08:30` in the clinic's zone. */
  readonly wallTime: string;
}

export const doseNotAsked: LastDoseDraft = { said: null, wallTime: '' };

/** As a request says it; null: nobody asked, or the patient does not know. */
export function readLastDose(
  { said, wallTime }: LastDoseDraft,
  zone: string,
): { readonly taken: LastTakenRequest | null; readonly fault: string | null } {
  if (said === null) return { taken: null, fault: null };
  const instant = instantOf(wallTime, zone);
  if (!instant.accepted) return { taken: null, fault: 'Enter the day and the time.' };
  return { taken: { said, at: new Date(instant.value).toISOString() }, fault: null };
}

interface LastDoseFieldProps {
  readonly value: LastDoseDraft;
  readonly onChange: (value: LastDoseDraft) => void;
  readonly error?: string | undefined;
}

/** Asked of who takes an anticoagulant, and held against the dose that the prescriber's decision counts on (H7). */
export function LastDoseField({ value, onChange, error }: LastDoseFieldProps) {
  const label = 'Last dose of the blood thinner';
  return (
    <div>
      <BigChoice
        label={label}
        name="anticoagulantDose"
        choices={[
          { value: 'at', word: 'Last at…' },
          { value: 'none-since', word: 'None since…' },
        ]}
        value={value.said}
        onChange={(said) => onChange({ ...value, said })}
        error={error}
      />
      {value.said !== null && (
        <WallTimeField
          id="last-dose-at"
          label={`${label}: when`}
          value={value.wallTime}
          required={false}
          onChange={(wallTime) => onChange({ ...value, wallTime })}
        />
      )}
    </div>
  );
}
