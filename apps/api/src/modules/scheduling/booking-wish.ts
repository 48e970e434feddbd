import type { BookSessionRequest, PlacementRequest } from '@lull/contracts';
import { refusalCodes, type Override, type RefusalCode } from '@lull/domain';
import { fieldInvalid, Refused } from '../../platform/errors.js';
import type { BookingWish } from './booking.js';
import type { SessionToChange } from './session.repository.js';

/** What a move does not say stays as it is. */
export function moveOf(
  session: SessionToChange,
  { roomId, physicianId, startsAt, durationMinutes, sedation, overrides = [] }: PlacementRequest,
): BookingWish {
  return wishOf(
    {
      clinicId: session.clinicId,
      seriesId: session.seriesId,
      roomId,
      physicianId,
      overrides,
      durationMinutes: durationMinutes ?? session.durationMinutes,
      sedation: sedation ?? session.sedation,
    },
    Date.parse(startsAt),
  );
}

/** By hand: what adds up over many sessions is asked as well. */
export function askingLedger(wish: BookingWish): BookingWish {
  return { ...wish, asksLedger: true };
}

export function wishOf(request: Omit<BookSessionRequest, 'startsAt'>, start: number): BookingWish {
  const { seriesId, clinicId, roomId, physicianId } = request;
  return {
    seriesId,
    clinicId,
    roomId,
    physicianId,
    start,
    durationMinutes: request.durationMinutes ?? null,
    sedation: request.sedation ?? null,
    overrides: (request.overrides ?? []).map(overrideOf),
  };
}

function overrideOf({ code, reason }: { code: string; reason: string }, index: number): Override {
  if (isRefusalCode(code)) return { code, reason };
  const message = `"${code}" is not a code of a refusal.`;
  throw new Refused(fieldInvalid('code', 'known', message, `/overrides/${index}/code`));
}

function isRefusalCode(code: string): code is RefusalCode {
  return refusalCodes.some((each) => each === code);
}
