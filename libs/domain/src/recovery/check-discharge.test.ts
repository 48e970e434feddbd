import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Override } from '../decision.js';
import { checkDischarge, type DischargeFacts } from './check-discharge.js';
import { dischargeFacts, everyStep, items, readingAt, roomOut, well } from './recovery.builder.js';

const minute = 60_000;
const reasonsOf = (facts: DischargeFacts, overrides: readonly Override[] = []): string[] => {
  const decision = checkDischarge(facts, overrides);
  return decision.accepted ? [] : decision.refusals.map(({ code }) => code);
};
const sedated = (changes: Partial<DischargeFacts> = {}): DischargeFacts =>
  dischargeFacts({
    sedated: true,
    now: roomOut + 35 * minute,
    readings: [readingAt(10, { aldrete: items(9) }), readingAt(30, { ...well, aldrete: items(10) })],
    paper: { escortPresent: true, afterCareTold: true, saidBack: true },
    ...changes,
  });

describe('May the patient go home?', () => {
  it.each([
    ['an unsedated patient who is well, after 25 minutes, without an escort', dischargeFacts(), []],
    [
      'not before 20 minutes',
      dischargeFacts({ now: roomOut + 19 * minute }),
      ['discharge.observed-too-short'],
    ],
    ['at 20 minutes', dischargeFacts({ now: roomOut + 20 * minute }), []],
    ['a sedated patient with her escort and two scores of 9', sedated(), []],
    [
      'H5: not a sedated patient whose escort is not there',
      sedated({ paper: { escortPresent: false, afterCareTold: true, saidBack: true } }),
      ['discharge.escort-not-present'],
    ],
    [
      'not a sedated patient before 30 minutes',
      sedated({ now: roomOut + 29 * minute, readings: sedated().readings }),
      ['discharge.observed-too-short'],
    ],
    [
      'not with one score',
      sedated({ readings: [readingAt(30, { ...well, aldrete: items(10) })] }),
      ['discharge.score-not-reached'],
    ],
    [
      'PADSS does as well',
      sedated({ readings: [readingAt(5, { padss: items(9) }), readingAt(30, { ...well, padss: items(9) })] }),
      [],
    ],
    [
      'H6: not when nobody tested the legs',
      dischargeFacts({ readings: [readingAt(20, { ...well, leftLegStrength: null })] }),
      ['discharge.legs-not-tested'],
    ],
    [
      'H6: not when she cannot stand on the injected leg',
      dischargeFacts({ readings: [readingAt(5, well), readingAt(20, { standsSafely: false })] }),
      ['discharge.standing-not-safe'],
    ],
    [
      'but when she stands later',
      dischargeFacts({ readings: [readingAt(5, { standsSafely: false }), readingAt(20, well)] }),
      [],
    ],
    [
      'not without a pain score',
      dischargeFacts({ readings: [readingAt(20, { ...well, nrs: null })] }),
      ['discharge.pain-not-recorded'],
    ],
    [
      'not without a temperature of a foot',
      dischargeFacts({ readings: [readingAt(20, { ...well, leftFootC: null })] }),
      ['discharge.temperature-not-recorded'],
    ],
    [
      'not while a side has no record',
      dischargeFacts({ sidesWithoutRecord: ['right'] }),
      ['discharge.injection-not-recorded'],
    ],
    ['not while steps are open', dischargeFacts({ steps: everyStep().slice(1) }), ['discharge.steps-open']],
    [
      'not while a step contradicts the drugs',
      dischargeFacts({ steps: everyStep({ steroid: { state: 'not-done' } }) }),
      ['discharge.steps-disagree'],
    ],
    [
      'not before the after-care is told',
      dischargeFacts({ paper: { escortPresent: false, afterCareTold: false, saidBack: false } }),
      ['discharge.after-care-not-told'],
    ],
    [
      'H23: not before the patient has said the after-care back',
      dischargeFacts({ paper: { escortPresent: false, afterCareTold: true, saidBack: false } }),
      ['discharge.after-care-not-said-back'],
    ],
    [
      'by a record from before it was asked',
      dischargeFacts({ paper: { escortPresent: false, afterCareTold: true, saidBack: null } }),
      [],
    ],
    ['not from the room', dischargeFacts({ sessionState: 'in-room' }), ['discharge.not-recovering']],
    [
      'every reason at once',
      sedated({ now: roomOut + minute, readings: [], steps: [], sidesWithoutRecord: ['left'], paper: null }),
      [
        'discharge.not-recorded',
        'discharge.escort-not-present',
        'discharge.injection-not-recorded',
        'discharge.steps-open',
        'discharge.observed-too-short',
        'discharge.score-not-reached',
        'discharge.legs-not-tested',
        'discharge.standing-not-safe',
        'discharge.pain-not-recorded',
        'discharge.temperature-not-recorded',
        'discharge.after-care-not-told',
      ],
    ],
  ])('%s', (_, facts, expected) => {
    expect(reasonsOf(facts)).toEqual(expected);
  });

  it('what a reason sets aside is named with its reason', () => {
    const override = { code: 'discharge.observed-too-short', reason: 'Asks to leave, feels well' } as const;
    const decision = checkDischarge(dischargeFacts({ now: roomOut + 5 * minute }), [override]);
    expect(decision).toMatchObject({
      accepted: true,
      value: [{ refusal: { code: override.code }, reason: override.reason }],
    });
  });

  it('H5: nobody sets aside that a sedated patient has no escort, whatever reason is given', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (reason) => {
        const alone = sedated({ paper: { escortPresent: false, afterCareTold: true, saidBack: true } });
        expect(reasonsOf(alone, [{ code: 'discharge.escort-not-present', reason }])).toEqual([
          'discharge.escort-not-present',
        ]);
      }),
    );
  });

  it('time alone takes reasons away and never adds one', () => {
    fc.assert(
      fc.property(fc.nat(120), fc.nat(120), fc.boolean(), (minutes, more, isSedated) => {
        const at = (count: number) => sedated({ sedated: isSedated, now: roomOut + count * minute });
        const [early, late] = [reasonsOf(at(minutes)), reasonsOf(at(minutes + more))];
        expect(early).toEqual(expect.arrayContaining(late));
      }),
    );
  });
});
