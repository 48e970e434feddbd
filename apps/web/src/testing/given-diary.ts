import type { DiaryPageView, OwnSessionView } from '@lull/contracts';
import { clockText } from '@lull/domain';

const zone = 'America/New_York';
const clock = (at: number) => ({ at, text: clockText(at, zone) });

/** Noon in New York on Tue 1 Dec 2099. */
export const noon = Date.UTC(2099, 11, 1, 17);
const hourMs = 3_600_000;

export function ownSession(changes: Partial<OwnSessionView> = {}): OwnSessionView {
  const startsAt = noon + 7 * 24 * hourMs;
  return {
    id: '00000000-0000-4000-8000-000000000001',
    version: 3,
    state: 'booked',
    startsAt: clock(startsAt),
    arriveAt: clock(startsAt - hourMs / 2),
    preparation: [
      { code: 'no-solid-food-after', at: clock(startsAt - 8 * hourMs) },
      { code: 'blood-thinner-as-agreed', at: null },
    ],
    escort: { needed: true, name: null, confirmed: false },
    canConfirm: true,
    changeRequested: false,
    where: 'Test clinic',
    ...changes,
  };
}

/** The page of a patient who is asked the daily question. */
export function diaryPage(changes: Partial<DiaryPageView> = {}): DiaryPageView {
  return {
    owner: 'owner-1',
    firstName: 'Iris',
    language: 'en',
    now: noon,
    accessUntil: noon + hourMs / 2,
    clinic: {
      name: 'Test clinic',
      phone: '+12125550100',
      outOfHoursText: 'Call the hospital at +1 212-555-0199.',
      timeZone: zone,
    },
    question: { slot: '2099-12-01', asks: ['nrs'], nextAt: noon + 24 * hourMs },
    nextQuestionAt: noon + 24 * hourMs,
    recent: [
      { at: noon - 48 * hourMs, nrs: 7 },
      { at: noon - 24 * hourMs, nrs: 4 },
    ],
    recentSweating: [],
    sessions: [],
    ...changes,
  };
}
