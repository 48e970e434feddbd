import { describe, expect, it } from 'vitest';
import { clockText } from '../time/clock-text.js';
import { instantOf, minuteMs } from '../time/zone.js';
import { sedationLevels } from './sedation-level.js';
import { preparationTimes, sedationChanges, sedationRules } from './sedation-rules.js';

const zone = 'America/New_York';
function visitAt(wallTime: string, sedation: (typeof sedationLevels)[number]) {
  const decision = instantOf(wallTime, zone);
  if (!decision.accepted) throw new Error(`no such time: ${wallTime}`);
  return preparationTimes({ start: decision.value, durationMinutes: 30, prepareMinutes: 30, sedation });
}
const text = (instant: number | null): string => (instant === null ? 'never' : clockText(instant, zone));

describe('SED-01: what a sedation level means', () => {
  it('unsedated nobody fasts, and an escort is advised', () => {
    expect(sedationRules.none).toMatchObject({ fasting: [], escort: 'advised', recoveryMinutes: 30 });
  });

  it.each(['minimal', 'moderate', 'deep'] as const)('%s asks for 8, 6 and 2 hours and an escort', (level) => {
    expect(sedationRules[level].fasting.map((row) => [row.intake, row.hours])).toEqual([
      ['full-meal', 8],
      ['light-meal', 6],
      ['clear-liquids', 2],
    ]);
    expect(sedationRules[level].escort).toBe('required');
  });

  it('a deeper level never recovers for less', () => {
    const minutes = sedationLevels.map((level) => sedationRules[level].recoveryMinutes);
    expect(minutes).toEqual([30, 45, 60, 60]);
  });
});

describe('SED-02: preparation in clock times', () => {
  it('of a sedated session on an ordinary morning', () => {
    const times = visitAt('2026-06-08T08:00', 'moderate');
    expect(times.fasting.map((row) => `${row.intake}: ${text(row.lastAt)}`)).toEqual([
      'full-meal: Mon 8 Jun 2026, 00:00 EDT',
      'light-meal: Mon 8 Jun 2026, 02:00 EDT',
      'clear-liquids: Mon 8 Jun 2026, 06:00 EDT',
    ]);
    expect(text(times.arriveAt)).toBe('Mon 8 Jun 2026, 07:30 EDT');
    expect(text(times.leaveFrom)).toBe('Mon 8 Jun 2026, 09:30 EDT');
    expect(text(times.noDrivingUntil)).toBe('Tue 9 Jun 2026, 08:30 EDT');
    expect(text(times.noRigorousActivityUntil)).toBe('Tue 9 Jun 2026, 08:30 EDT');
  });

  it('counts true hours over the night the clocks go forward: 23:00 the evening before, not midnight', () => {
    const times = visitAt('2026-03-08T08:00', 'deep');
    expect(times.fasting.map((row) => text(row.lastAt))).toEqual([
      'Sat 7 Mar 2026, 23:00 EST',
      'Sun 8 Mar 2026, 01:00 EST',
      'Sun 8 Mar 2026, 06:00 EDT',
    ]);
  });

  it('of an unsedated session: no fasting, no ban on driving, but a day without rigorous activity', () => {
    const times = visitAt('2026-06-08T08:00', 'none');
    expect(times).toMatchObject({ fasting: [], noDrivingUntil: null, escort: 'advised' });
    expect(text(times.noRigorousActivityUntil)).toBe('Tue 9 Jun 2026, 08:30 EDT');
  });

  it('moves with the session', () => {
    const [early, late] = [visitAt('2026-06-08T08:00', 'minimal'), visitAt('2026-06-08T08:40', 'minimal')];
    const shift = 40 * minuteMs;
    expect(late.arriveAt - early.arriveAt).toBe(shift);
    late.fasting.forEach((row, index) =>
      expect(row.lastAt - (early.fasting[index]?.lastAt ?? 0)).toBe(shift),
    );
  });
});

describe('SED-03: what another level would change', () => {
  it.each([
    ['none', 'none', []],
    ['none', 'minimal', ['fasting', 'escort', 'ownConsent', 'noDrivingHours', 'recoveryMinutes']],
    ['minimal', 'moderate', ['recoveryMinutes', 'sedationNurse']],
    ['moderate', 'deep', []],
  ] as const)('from %s to %s', (from, to, aspects) => {
    expect(sedationChanges(from, to).toSorted()).toEqual([...aspects].toSorted());
    expect(sedationChanges(to, from).toSorted()).toEqual([...aspects].toSorted());
  });
});
