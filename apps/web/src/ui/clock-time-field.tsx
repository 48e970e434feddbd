import { TextInput } from '@mantine/core';
import { isClockTime } from '@lull/domain';
import { useState, type KeyboardEvent } from 'react';

interface ClockTimeFieldProps {
  readonly label: string;
  /** `08:30`, or empty; with `seconds` also `08:30:15`. */
  readonly value: string;
  readonly seconds?: boolean;
  readonly required?: boolean;
  readonly onChange: (time: string) => void;
  readonly error?: string | null;
}

const stepMinutes = 5;
const minutesPerDay = 24 * 60;

/**
 * A time of day in 24 hours whatever the browser's language: the native field shows AM and PM where that is
 * the custom, and twelve o'clock has been mistaken. Takes 8:45, 845, 8 or 2:30pm; arrows step by five minutes.
 * What cannot be read is handed on as it was typed, and its fault stands beside it: the time that was there
 * before is not what was meant.
 */
export function ClockTimeField({
  label,
  value,
  seconds = false,
  required = true,
  onChange,
  error = null,
}: ClockTimeFieldProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const clockTimeOf = seconds ? timeWithSecondsOf : timeOf;
  const finish = (): void => {
    if (typed === null) return;
    const time = seconds && typed.trim() === '' ? '' : clockTimeOf(typed);
    setTyped(null);
    if (time !== value) onChange(time ?? typed.trim());
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') finish();
    const sign = event.key === 'ArrowUp' ? 1 : event.key === 'ArrowDown' ? -1 : 0;
    const from = clockTimeOf(typed ?? value)?.slice(0, 5) ?? null;
    if (sign === 0 || from === null) return;
    event.preventDefault();
    setTyped(null);
    onChange(stepped(from, sign * stepMinutes));
  };
  // The first two figures of a time are no fault yet.
  const unreadable =
    typed === null
      ? value !== '' && clockTimeOf(value) === null
      : typed.length > 2 && clockTimeOf(typed) === null;
  return (
    <TextInput
      label={label}
      inputMode="numeric"
      placeholder="08:30"
      autoComplete="off"
      required={required}
      withAsterisk={false}
      error={unreadable ? 'Write a time such as 08:30.' : error}
      value={typed ?? value}
      onChange={({ currentTarget }) => {
        const text = currentTarget.value;
        setTyped(text);
        if (isClockTime(text)) onChange(text);
      }}
      onBlur={finish}
      onKeyDown={onKeyDown}
    />
  );
}

function timeOf(text: string): string | null {
  const [, typedHours, minutes = '00', half] =
    /^(\d{1,2})(?:[:.h]?(\d{2}))?(?:\s*([ap])\.?m\.?)?$/i.exec(text.trim()) ?? [];
  if (typedHours === undefined) return null;
  const hours = half === undefined ? typedHours : hoursOf(Number(typedHours), half.toLowerCase());
  if (hours === null) return null;
  const time = `${hours.padStart(2, '0')}:${minutes}`;
  return isClockTime(time) ? time : null;
}

/** Twelve of `12:05 am` are none, and twelve of `12:05 pm` are twelve. */
function hoursOf(twelve: number, half: string): string | null {
  if (twelve < 1 || twelve > 12) return null;
  return String((twelve % 12) + (half === 'p' ? 12 : 0));
}

/** `08:30:15`; whole minutes stay without seconds. */
function timeWithSecondsOf(text: string): string | null {
  const [, minute = '', second = '00'] = /^(.*\d[:.h]\d{2})(?::([0-5]\d))$/.exec(text.trim()) ?? [
    undefined,
    text,
  ];
  const time = timeOf(minute);
  return time === null || second === '00' ? time : `${time}:${second}`;
}

function stepped(time: string, minutes: number): string {
  const from = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const to = (from + minutes + minutesPerDay) % minutesPerDay;
  return `${String(Math.floor(to / 60)).padStart(2, '0')}:${String(to % 60).padStart(2, '0')}`;
}
