import { civilDateAt, civilDay, clockParts, minuteMs, wallTimeAt, type CivilDate } from '@lull/domain';
import { useSyncExternalStore } from 'react';

// A board asks for the same few hundred instants thousands of times, and a zone's rules are slow to ask.
const timeTexts = new Map<string, Map<number, string>>();
const mostTexts = 5_000;

/** `08:30` in the clinic's zone. */
export function timeText(instant: number, zone: string): string {
  let ofZone = timeTexts.get(zone);
  if (ofZone === undefined || ofZone.size > mostTexts) timeTexts.set(zone, (ofZone = new Map()));
  let text = ofZone.get(instant);
  if (text === undefined) ofZone.set(instant, (text = wallTimeAt(instant, zone).slice(11)));
  return text;
}

/** `Tue 1 Dec 2026` of a civil date, whatever the zone of the browser. */
export function dateText(date: CivilDate): string {
  const { weekday, date: day } = clockParts(civilDay(date, 'UTC').start, 'UTC');
  return `${weekday} ${day}`;
}

/** `Tue 1 Dec 2026, 08:30` in the clinic's zone. */
export function dateTimeText(instant: number, zone: string): string {
  return `${dateText(civilDateAt(instant, zone))}, ${timeText(instant, zone)}`;
}

/** `1 h 20 min`, `45 min`. */
export function durationText(ms: number): string {
  const minutes = Math.round(ms / minuteMs);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Now, told anew at every whole minute; one timer however many listen. */
export function useMinute(): number {
  return useSyncExternalStore(listenToMinutes, minuteNow);
}

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setTimeout> | undefined;

function minuteNow(): number {
  return Math.floor(Date.now() / minuteMs) * minuteMs;
}

function listenToMinutes(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === undefined) wait();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearTimeout(timer);
    timer = undefined;
  };
}

function wait(): void {
  timer = setTimeout(
    () => {
      for (const listener of listeners) listener();
      wait();
    },
    minuteMs - (Date.now() % minuteMs),
  );
}
