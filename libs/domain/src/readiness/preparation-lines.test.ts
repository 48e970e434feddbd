import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sedationLevels } from '../sedation/sedation-level.js';
import { clockText } from '../time/clock-text.js';
import { hourMs, instantOf, minuteMs } from '../time/zone.js';
import { fastingCutOffs } from './fasting.js';
import { preparationFor, type Preparation, type PreparationFacts } from './preparation-lines.js';
import { policyOn } from './readiness-policy.js';
import type { ReadinessFlags, ReadinessVisit } from './readiness-visit.js';
import { readinessOf } from './readiness.js';
import { evidenceFor, flags, takes, visit } from './readiness.builder.js';
import type { RequirementKind } from './requirement.js';
import { requirementsFor } from './requirements-for.js';

const newYork = 'America/New_York';
const berlin = 'Europe/Berlin';
const moderate = { sedation: 'moderate' } as const;

function instant(wallTime: string, zone = newYork, occurrence?: 'first' | 'second'): number {
  const found = instantOf(wallTime, zone, occurrence);
  if (!found.accepted) throw new Error(`no such time: ${wallTime}`);
  return found.value;
}

interface Story {
  readonly visit?: Partial<ReadinessVisit>;
  readonly flags?: Partial<ReadinessFlags>;
  /** What was met for the visit as it stands, or for it as it was before it changed. */
  readonly met?: readonly RequirementKind[];
  readonly metFor?: Partial<ReadinessVisit>;
  readonly waived?: readonly RequirementKind[];
  readonly escortName?: string;
  readonly now?: number;
}

function facts(story: Story): PreparationFacts {
  const planned = visit(story.visit);
  const person = flags(story.flags);
  const policy = policyOn('2026-06-08');
  const before = requirementsFor(visit({ ...story.visit, ...story.metFor }), person, policy);
  const evidence = before.flatMap((each) => {
    if (story.met?.includes(each.kind)) return [evidenceFor(each, 'met', 1)];
    return story.waived?.includes(each.kind) ? [evidenceFor(each, 'waived', 1)] : [];
  });
  const now = story.now ?? planned.bookedAt;
  return {
    visit: planned,
    durationMinutes: 30,
    flags: person,
    cutOffs: fastingCutOffs(planned, policy.fasting, { glp1: person.glp1 === 'present' }),
    requirements: readinessOf(requirementsFor(planned, person, policy), evidence, now).requirements,
    escortName: story.escortName ?? null,
    now,
  };
}

const told = (story: Story): Preparation => preparationFor(facts(story));

/** `code` or `code Sun 7 Jun 2026, 23:59 EDT`, those of the food alone where it is about them. */
function said({ lines }: Preparation, zone = newYork): string[] {
  return lines.map(({ code, at }) => (at === null ? code : `${code} ${clockText(at, zone)}`));
}

const foodCodes = ['liquid-diet-from', 'no-full-meal-after', 'no-solid-food-after', 'clear-liquids-until'];
const foodOf = (preparation: Preparation, zone = newYork): string[] =>
  said(preparation, zone).filter((each) => foodCodes.some((code) => each.startsWith(code)));
const codesOf = ({ lines }: Preparation): string[] => lines.map(({ code }) => code);

describe('READY-50: what a patient is told', () => {
  it('S8, S12: unsedated is nothing special, with the way home advised and no word of a fast', () => {
    expect(said(told({}))).toEqual([
      'arrive-at Mon 8 Jun 2026, 12:30 EDT',
      'nothing-special',
      'bring-medicine-list',
      'tell-us-at-once',
      'escort-advised',
      'leave-after Mon 8 Jun 2026, 14:00 EDT',
      'questions',
    ]);
  });

  it('S9, S10: sedated is the fast in clock times, the escort, and until when nobody drives', () => {
    expect(said(told({ visit: moderate }))).toEqual([
      'arrive-at Mon 8 Jun 2026, 12:30 EDT',
      'no-full-meal-after Mon 8 Jun 2026, 05:00 EDT',
      'no-solid-food-after Mon 8 Jun 2026, 07:00 EDT',
      'clear-liquids-until Mon 8 Jun 2026, 11:00 EDT',
      'bring-medicine-list',
      'tell-us-at-once',
      'bring-escort',
      'leave-after Mon 8 Jun 2026, 14:30 EDT',
      'no-driving-until Tue 9 Jun 2026, 13:30 EDT',
      'questions',
    ]);
  });

  it('names the escort who is settled for this time', () => {
    const escort = ({ lines }: Preparation) => lines.find(({ code }) => code === 'bring-escort')?.name;
    expect(escort(told({ visit: moderate, escortName: 'Sam Lee' }))).toBe('Sam Lee');
    expect(escort(told({ visit: moderate }))).toBeUndefined();
  });

  it('H7: speaks of a blood thinner only to who takes one, as agreed', () => {
    expect(codesOf(told({ flags: takes('apixaban') }))).toContain('blood-thinner-as-agreed');
    for (const anticoagulant of ['absent', 'not-asked'] as const)
      expect(codesOf(told({ flags: { anticoagulant } }))).not.toContain('blood-thinner-as-agreed');
  });

  it.each<[string, Story, string[]]>([
    ['with diabetes', { flags: { diabetes: 'present' } }, ['fasting-clinic-calls', 'diabetes-clinic-calls']],
    ['with a GLP-1 drug', { flags: { glp1: 'present' } }, ['fasting-clinic-calls']],
    ['before diabetes was asked about', { flags: { diabetes: 'not-asked' } }, ['fasting-clinic-calls']],
    [
      'whose signature was waived',
      { flags: { diabetes: 'present' }, waived: ['fasting-signed-off', 'glucose-plan'] },
      ['fasting-clinic-calls', 'diabetes-clinic-calls'],
    ],
    [
      'whose signed fast was for another hour',
      {
        flags: { diabetes: 'present' },
        met: ['fasting-signed-off', 'glucose-plan'],
        metFor: { start: instant('2026-06-08T09:00') },
      },
      ['fasting-clinic-calls', 'diabetes-clinic-calls'],
    ],
  ])('H4: a fast is told with no time to a sedated patient %s', (_story, story, expected) => {
    const preparation = told({ ...story, visit: moderate });
    expect(foodOf(preparation)).toEqual([]);
    expect(codesOf(preparation).filter((code) => code.endsWith('clinic-calls'))).toEqual(expected);
  });

  it('H4: tells the times of a fast that is signed, and of diabetes what was agreed', () => {
    const preparation = told({
      visit: moderate,
      flags: { diabetes: 'present' },
      met: ['fasting-signed-off', 'glucose-plan'],
    });
    expect(foodOf(preparation)).toHaveLength(3);
    expect(codesOf(preparation)).toContain('diabetes-plan-as-agreed');
  });

  it('tells a signed fast with a GLP-1 drug as a day of liquids', () => {
    expect(
      foodOf(told({ visit: moderate, flags: { glp1: 'present' }, met: ['fasting-signed-off'] })),
    ).toEqual([
      'liquid-diet-from Sun 7 Jun 2026, 13:00 EDT',
      'clear-liquids-until Mon 8 Jun 2026, 11:00 EDT',
    ]);
  });

  it('keeps the plan for the glucose out of a visit that neither fasts nor has a steroid', () => {
    expect(codesOf(told({ flags: { diabetes: 'present' } }))).not.toContain('diabetes-clinic-calls');
    expect(codesOf(told({ visit: { withSteroid: true }, flags: { diabetes: 'present' } }))).toContain(
      'diabetes-clinic-calls',
    );
  });
});

describe('READY-50: H3, the time vectors of the clinical reference', () => {
  const at = (wallTime: string, zone: string) => {
    const start = instant(wallTime, zone);
    return told({ visit: { ...moderate, zone, start, arriveAt: start - 30 * minuteMs } });
  };
  it.each([
    [
      'the night the clocks go forward in New York',
      at('2025-03-09T08:00', newYork),
      newYork,
      ['no-full-meal-after Sat 8 Mar 2025, 23:00 EST', 'no-solid-food-after Sun 9 Mar 2025, 01:00 EST'],
    ],
    [
      'the night they go back, the first of two 01:00',
      at('2025-11-02T08:00', newYork),
      newYork,
      ['no-full-meal-after Sun 2 Nov 2025, 01:00 EDT', 'no-solid-food-after Sun 2 Nov 2025, 02:00 EST'],
    ],
    [
      'the night they go forward in Berlin',
      at('2025-03-30T08:00', berlin),
      berlin,
      ['no-full-meal-after Sat 29 Mar 2025, 23:00 CET', 'no-solid-food-after Sun 30 Mar 2025, 01:00 CET'],
    ],
  ])('%s', (_story, preparation, zone, expected) => {
    const [fullMeal, solidFood] = foodOf(preparation, zone);
    expect([fullMeal, solidFood]).toEqual(expected);
  });
});

describe('READY-51: 00:00 is never said', () => {
  it('a fast that would begin then is told as 23:59 of the evening before', () => {
    const start = instant('2026-06-09T08:00');
    const preparation = told({ visit: { ...moderate, start, arriveAt: start - 30 * minuteMs } });
    expect(foodOf(preparation)[0]).toBe('no-full-meal-after Mon 8 Jun 2026, 23:59 EDT');
  });

  it('in no line, of any start and level; no fast gets shorter, nobody drives sooner, the cut-offs stay in order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 * 366 * 288 }),
        fc.constantFrom(...sedationLevels),
        fc.constantFrom(newYork, berlin),
        (fiveMinutes, sedation, zone) => {
          const start = Date.UTC(2025, 0, 1) + fiveMinutes * 5 * minuteMs;
          const story = facts({ visit: { sedation, zone, start, arriveAt: start - 30 * minuteMs } });
          const { lines } = preparationFor(story);
          for (const { code, at } of lines)
            if (at !== null && code !== 'arrive-at') expect(clockText(at, zone)).not.toContain(' 00:00 ');
          const food = lines.flatMap(({ code, at }) => (foodCodes.includes(code) && at !== null ? [at] : []));
          expect(food).toEqual(food.toSorted((a, b) => a - b));
          story.cutOffs.forEach(({ lastAt }, index) => expect(food[index]).toBeLessThanOrEqual(lastAt));
          const wheel = lines.find(({ code }) => code === 'no-driving-until')?.at;
          if (sedation !== 'none') expect(wheel).toBeGreaterThanOrEqual(start + 24 * hourMs);
        },
      ),
    );
  });
});

describe('READY-50: what staff is told beside it', () => {
  it.each<[string, Story, string[]]>([
    ['nothing, of a visit that lacks nothing', {}, []],
    [
      'that nobody asked about diabetes',
      { visit: moderate, flags: { diabetes: 'not-asked' }, escortName: 'Sam Lee' },
      ['fasting-not-asked'],
    ],
    [
      'that the physician has not signed the fast, and that no glucose plan is agreed',
      { visit: moderate, flags: { diabetes: 'present' }, escortName: 'Sam Lee' },
      ['fasting-not-signed', 'glucose-plan-open'],
    ],
    [
      'that it is too late to fast, and that no escort is named',
      { visit: moderate, now: instant('2026-06-08T06:00') },
      ['too-late-to-fast', 'escort-not-named'],
    ],
    [
      'that nobody asked about anticoagulants',
      { flags: { anticoagulant: 'not-asked', anticoagulantAskedAt: null } },
      ['anticoagulant-not-asked'],
    ],
  ])('%s', (_story, story, expected) => {
    expect(told(story).notes).toEqual(expected);
  });
});
