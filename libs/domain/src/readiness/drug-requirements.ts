import { isAllergicTo } from '../patients/allergy.js';
import { anticoagulants, findAnticoagulant, type HourRange } from '../patients/anticoagulants.js';
import { hourMs, minuteMs } from '../time/zone.js';
import {
  beforeStart,
  dueOnTheDay,
  requirementOf,
  type RequirementFacts,
  type RequirementRule,
} from './requirement-facts.js';

const noHold: HourRange = { least: 0, most: 0 };

function usualHold(name: string): HourRange | null {
  const drug = findAnticoagulant(name);
  if (drug === null) return null;
  if (typeof drug.hold === 'string') return noHold;
  return { least: drug.hold.least, most: Math.max(drug.hold.most, drug.renalHold?.most ?? 0) };
}

function longest(holds: readonly HourRange[]): HourRange {
  return {
    least: Math.max(0, ...holds.map(({ least }) => least)),
    most: Math.max(0, ...holds.map(({ most }) => most)),
  };
}

/** The longest of the catalogue: an unknown drug may be any of them (clinical.md, hazard H7: stop and ask). */
const longestKnown = longest(anticoagulants.flatMap(({ name }) => usualHold(name) ?? []));

/** A hold of a day or less is counted in hours, so that another time of the same day is another question. */
const countedInHours = 24;

function drugsOf({ flags }: RequirementFacts): readonly string[] {
  return flags.anticoagulantDrugs.length === 0 ? [''] : flags.anticoagulantDrugs;
}

/**
 * READY-10: nobody enters the room before it is known, by an answer of the last days, whether the patient takes an
 * anticoagulant. An old answer is asked again. Source: clinical.md 3.5 and hazard H7 (drug list at most 7 days old).
 */
export const anticoagulantKnown: RequirementRule = (facts) => {
  const { flags, policy } = facts;
  const { lead, valid } = policy;
  const known = { kind: 'anticoagulant-known', owner: 'nurse', action: 'ask-about-anticoagulants' } as const;
  const stops = { step: 'in-room', code: 'readiness.anticoagulant-unknown' } as const;
  if (flags.anticoagulant === 'not-asked' || flags.anticoagulantAskedAt === null)
    return requirementOf(facts, {
      ...known,
      reason: 'not-asked',
      dueAt: beforeStart(facts, lead.anticoagulantDecision) - longestKnown.most * hourMs,
      stops,
      byRecord: 'missing',
    });
  const old = flags.anticoagulantAskedAt < beforeStart(facts, valid.anticoagulantAnswer);
  return requirementOf(facts, {
    ...known,
    reason: old ? 'asked-too-long-ago' : 'always',
    why: { askedAt: flags.anticoagulantAskedAt },
    dueAt: beforeStart(facts, lead.anticoagulantAskedAgain),
    stops,
    byRecord: old ? 'missing' : 'met',
  });
};

/**
 * READY-11: who takes an anticoagulant enters the room only with the prescriber's recorded decision, made for this day
 * (and for this hour, where the usual hold is counted in hours) and for all of the drugs. The product neither makes
 * the decision nor says it to a patient; the usual holds only tell by when it must be asked for. An unknown drug asks
 * for the longest of them. Source: clinical.md 3.5 and hazard H7.
 */
export const anticoagulantDecision: RequirementRule = (facts) => {
  const { visit, flags, policy } = facts;
  if (flags.anticoagulant !== 'present') return null;
  const drugs = drugsOf(facts);
  const holds = drugs.map(usualHold);
  const unknown = holds.includes(null);
  const hold = longest(holds.map((each) => each ?? longestKnown));
  const byTheHour =
    unknown || holds.some((each) => each !== null && each.most > 0 && each.most <= countedInHours);
  return requirementOf(facts, {
    kind: 'anticoagulant-decision',
    reason: unknown ? 'takes-unknown-drug' : 'takes-anticoagulant',
    why: { drugs: drugs.length },
    owner: 'physician',
    action: 'ask-the-prescriber',
    dueAt: visit.start - hold.most * hourMs - policy.lead.anticoagulantDecision * minuteMs,
    lastAt: visit.start - hold.least * hourMs,
    stops: { step: 'in-room', code: 'readiness.anticoagulant-undecided' },
    restsOn: {
      drugs: drugs.toSorted().join(', '),
      date: facts.date,
      ...(byTheHour && { start: visit.start }),
    },
  });
};

/** READY-12: with a drug that needs it, the INR was measured lately and lies within the gate. Source: clinical.md 3.5. */
export const inrInRange: RequirementRule = (facts) => {
  const { flags, policy } = facts;
  const needed = drugsOf(facts).some((name) => findAnticoagulant(name)?.needsNormalInr === true);
  if (flags.anticoagulant !== 'present' || !needed) return null;
  return requirementOf(facts, {
    kind: 'inr-in-range',
    reason: 'needs-normal-inr',
    why: { maximum: policy.inrMaximum },
    owner: 'nurse',
    action: 'measure-inr',
    dueAt: dueOnTheDay(facts),
    validFrom: beforeStart(facts, policy.valid.inr),
  });
};

/**
 * READY-13: allergies were asked about, contrast too where it is used; those listed were reviewed for this visit; one
 * that matches what the patient will meet was answered by the physician. Unknown is not "none": what nobody asked,
 * and a match, keep the patient out of the room. A match is by name, so every list is looked at by a person.
 * Source: clinical.md 3.6 and hazard H8.
 */
export const allergyReviewed: RequirementRule = (facts) => {
  const { visit, flags, policy } = facts;
  const { allergies } = flags;
  const contrast = visit.usesContrast ? flags.contrastReaction : 'absent';
  const reviewed = { kind: 'allergy-reviewed', dueAt: beforeStart(facts, policy.lead.question) } as const;
  const stops = { step: 'in-room', code: 'readiness.allergy-unanswered' } as const;
  if (allergies.state === 'not-asked' || contrast === 'not-asked')
    return requirementOf(facts, {
      ...reviewed,
      reason: 'not-asked',
      why: { contrast: allergies.state !== 'not-asked' },
      owner: 'nurse',
      action: 'ask-about-allergies',
      stops,
      byRecord: 'missing',
    });
  const substances = allergies.state === 'listed' ? allergies.substances : [];
  const matches =
    visit.substances.filter((each) => isAllergicTo(allergies, each) === true).length +
    (contrast === 'present' ? 1 : 0);
  if (matches === 0 && substances.length === 0)
    return requirementOf(facts, {
      ...reviewed,
      reason: 'none-known',
      owner: 'nurse',
      action: 'review-allergies',
      byRecord: 'met',
    });
  const restsOn = {
    planned: sortedText(visit.substances),
    allergies: sortedText(substances),
    contrast: contrast === 'present',
  };
  return matches === 0
    ? requirementOf(facts, {
        ...reviewed,
        reason: 'allergy-listed',
        why: { listed: substances.length },
        owner: 'nurse',
        action: 'review-allergies',
        restsOn,
      })
    : requirementOf(facts, {
        ...reviewed,
        reason: 'allergy-matches',
        why: { matches },
        owner: 'physician',
        action: 'answer-allergy',
        stops,
        restsOn,
      });
};

function sortedText(names: readonly string[]): string {
  return names
    .map((name) => name.trim().toLowerCase())
    .toSorted()
    .join(', ');
}
