import { minuteMs } from '@lull/domain';
import { useEffect, useState } from 'react';
import { useAnnounce } from './announcer.js';

interface CountDownProps {
  readonly until: number;
  /** What runs out, for those who hear it: "Held for Kaya". */
  readonly what: string;
}

/** When the rest is spoken: not every second, which nobody could listen to. */
const spokenAt = [5 * minuteMs, minuteMs, 30_000];

/** `9:41` to an instant, told politely at five minutes, one minute, half a minute, and when it is over. */
export function CountDown({ until, what }: CountDownProps) {
  const announce = useAnnounce();
  const [now, setNow] = useState(() => Date.now());
  const left = Math.max(0, until - now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const reached = left === 0 ? 0 : spokenAt.filter((mark) => left <= mark).at(-1);
  useEffect(() => {
    if (reached === undefined) return;
    announce(reached === 0 ? `${what}: the time is over.` : `${what}: ${spoken(reached)} left.`);
  }, [announce, reached, what]);
  return (
    <span className="tabular" role="timer" aria-label={`${what}: ${spoken(left)} left`}>
      {left === 0 ? 'over' : clock(left)}
    </span>
  );
}

function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function spoken(ms: number): string {
  const minutes = Math.round(ms / minuteMs);
  if (ms < minuteMs) return `${Math.ceil(ms / 1_000)} seconds`;
  return minutes === 1 ? 'one minute' : `${minutes} minutes`;
}
