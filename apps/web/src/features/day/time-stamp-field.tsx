import { Button, TextInput } from '@mantine/core';
import { instantOf, wallTimeAt } from '@lull/domain';
import { WallTimeField } from '../../ui/wall-time-field.js';
import classes from './day-form.module.css';

/** When it was, if not now; null: the server's clock says it (hazard H24). */
export interface StampDraft {
  readonly at: string;
  readonly reason: string;
}

export function readStamp(
  stamp: StampDraft | null,
  zone: string,
): { readonly at: string | null; readonly reason: string | null; readonly fault: string | null } {
  if (stamp === null) return { at: null, reason: null, fault: null };
  const instant = instantOf(stamp.at.slice(0, 16), zone);
  if (!instant.accepted) return { at: null, reason: null, fault: 'Enter when it was.' };
  return {
    at: new Date(instant.value).toISOString(),
    reason: stamp.reason.trim() === '' ? null : stamp.reason,
    fault: null,
  };
}

interface TimeStampFieldProps {
  readonly name: string;
  readonly zone: string;
  readonly value: StampDraft | null;
  readonly onChange: (value: StampDraft | null) => void;
  readonly error?: string | undefined;
}

/** The time is the server's; another one is written with its reason, which is kept. */
export function TimeStampField({ name, zone, value, onChange, error }: TimeStampFieldProps) {
  if (value === null)
    return (
      <Button
        variant="subtle"
        w="fit-content"
        onClick={() => onChange({ at: wallTimeAt(Date.now(), zone), reason: '' })}
      >
        It was not now…
      </Button>
    );
  return (
    <div className={classes['when']}>
      <WallTimeField
        id={`field-${name}`}
        label="When it was"
        description="The clinic's time"
        value={value.at}
        onChange={(at) => onChange({ ...value, at })}
        error={error}
      />
      <TextInput
        id="field-timeReason"
        label="Why it is recorded later"
        value={value.reason}
        onChange={({ currentTarget }) => onChange({ ...value, reason: currentTarget.value })}
      />
      <Button variant="subtle" w="fit-content" onClick={() => onChange(null)}>
        It was now
      </Button>
    </div>
  );
}
