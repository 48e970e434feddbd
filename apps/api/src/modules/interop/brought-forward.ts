import { civilDateAt, minuteMs, sedationRules } from '@lull/domain';
import type { InjectionOfBook, SessionOfBook } from './book.js';

/**
 * For the demonstration alone: the book ends on a Monday, a visitor comes on any day after it. What stood booked for
 * the days between is told as if it had happened, by the clock: discharged, in recovery, in the room, arrived, a few
 * missed. All of it is synthetic, like the book; a real book is never told forward.
 */
export function broughtForward(
  sessions: readonly SessionOfBook[],
  now: number,
  zone: string,
): SessionOfBook[] {
  const today = civilDateAt(now, zone);
  return sessions.map((session) =>
    session.state === 'booked' ? toldUntil(session, now, civilDateAt(session.start, zone) < today) : session,
  );
}

function toldUntil(session: SessionOfBook, now: number, earlierDay: boolean): SessionOfBook {
  const chance = chanceOf(session.reference);
  const after = (instant: number, minutes: number): number => instant + Math.round(minutes) * minuteMs;
  const arrivedAt = after(session.start, -28 + chance * 18);
  const roomInAt = after(session.start, chance * 4);
  const needleOutAt = after(roomInAt, 14 + chance * 7);
  const roomOutAt = after(needleOutAt, 4);
  const dischargedAt = after(roomOutAt, sedationRules[session.sedation].recoveryMinutes - 4 + chance * 8);
  if (now < arrivedAt) return session;
  if (chance < 0.06) return now < after(session.start, 20) ? session : { ...session, state: 'no-show' };
  if (now < roomInAt) return { ...session, state: 'arrived', arrivedAt };
  if (now < roomOutAt) return { ...session, state: 'in-room', arrivedAt, roomInAt };
  if (now < dischargedAt) return { ...session, state: 'recovering', arrivedAt, roomInAt, roomOutAt };
  // Today's injections are left to the physician who looks in: recording one is part of the tour.
  const injection = earlierDay ? usualInjection(needleOutAt, chance) : null;
  return { ...session, state: 'discharged', arrivedAt, roomInAt, roomOutAt, dischargedAt, injection };
}

function usualInjection(needleOutAt: number, chance: number): InjectionOfBook {
  return {
    needleOutAt,
    levels: [chance < 0.35 ? 'L2' : 'L3'],
    localAnaesthetic: { drug: 'bupivacaine', percent: 0.25, volumeMl: 12 },
    steroid: chance < 0.6 ? null : { drug: 'dexamethasone', doseMg: 8 },
    fluoroSeconds: 20 + Math.round(chance * 50),
    temperatureBeforeC: 27 + Math.round(chance * 20) / 10,
    temperatureAfterC: 30 + Math.round(chance * 50) / 10,
    complication: null,
  };
}

/** A number from 0 to 1 that is the same for the same session: the demonstration is the same on every machine. */
export function chanceOf(reference: string): number {
  let mixed = 0x811c9dc5;
  for (const sign of reference) mixed = Math.imul(mixed ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return (Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d) >>> 0) / 0x1_0000_0000;
}
