import type { Refusal } from '../decision.js';
import { overlaps } from '../time/interval.js';
import { isFree, missingSkills } from './choose-resources.js';
import type { BookingQuestion } from './booking-question.js';
import type { PlannedHold } from './resource-profile.js';
import type { HeldMark, Resource } from './resource.js';

/**
 * BOOK-05, BOOK-06: the patient, the physician and the room are free for all of their stages, or the
 * refusal says who is busy, from when, until when and with what. Never overridable: two holds of one
 * resource cannot stand in the book (product rules 1 and 2).
 */
export function busyResourceRefusals(question: BookingQuestion): Refusal[] {
  const { patient, physician, room } = question.facts;
  return [patient, physician, room].flatMap((resource) => {
    const clash = question.holds.find(
      (hold) => hold.resourceId === resource.id && !isFree(question.busy, resource.id, hold.interval),
    );
    return clash === undefined ? [] : [busyRefusal(question, resource, clash)];
  });
}

function busyRefusal(question: BookingQuestion, resource: Resource, clash: PlannedHold): Refusal {
  const { facts, busy } = question;
  const stretch =
    (busy.get(resource.id) ?? []).find((each) => overlaps(each, clash.interval)) ?? clash.interval;
  const inTheWay = facts.holds.filter(
    (each) =>
      each.resourceId === resource.id &&
      overlaps(each.interval, clash.interval) &&
      (facts.sessionId === null || each.sessionId !== facts.sessionId),
  );
  const hold = inTheWay.find(({ held }) => held === undefined) ?? inTheWay[0];
  if (hold?.held !== undefined) return heldRefusal(resource, clash, hold.held);
  return {
    code: resource.kind === 'patient' ? 'scheduling.patient-busy' : 'scheduling.resource-busy',
    facts: {
      resourceId: resource.id,
      resourceKind: resource.kind,
      resourceName: resource.name,
      stage: clash.stage,
      busyFrom: stretch.start,
      busyUntil: stretch.end,
      ...(hold && { cause: hold.cause }),
      ...(hold?.sessionId != null && { sessionId: hold.sessionId }),
    },
    overridable: false,
    remedy: { code: 'start-at', facts: { at: facts.start + stretch.end - clash.interval.start } },
  };
}

/** HELD-01: a resource that is only held for some minutes: who holds it, and until when one would have to wait. */
function heldRefusal(resource: Resource, clash: PlannedHold, held: HeldMark): Refusal {
  return {
    code: 'scheduling.resource-held',
    facts: {
      resourceId: resource.id,
      resourceKind: resource.kind,
      resourceName: resource.name,
      stage: clash.stage,
      heldBy: held.by,
      heldUntil: held.until,
    },
    overridable: false,
    remedy: { code: 'wait-until', facts: { at: held.until } },
  };
}

/**
 * BOOK-07: enough bays, C-arms and nurses are free for each stage, or the refusal says of which kind
 * too few are, for which stage, and from when there would be enough. Never overridable.
 */
export function exhaustedPoolRefusals({ facts, choice }: BookingQuestion): Refusal[] {
  return choice.unmet.map(({ stage, need, interval, found, freeFrom }) => ({
    code: 'scheduling.none-free',
    facts: {
      resourceKind: need.resourceKind,
      stage,
      wanted: need.count,
      free: found,
      from: interval.start,
      until: interval.end,
      ...(need.skill !== undefined && { skill: need.skill }),
      ...(freeFrom !== null && { freeFrom }),
    },
    overridable: false,
    ...(freeFrom !== null && {
      remedy: { code: 'start-at', facts: { at: facts.start + freeFrom - interval.start } },
    }),
  }));
}

/**
 * PROF-05: a physician or a room that a booking names has the skills that the profile asks of its kind, as a
 * member of a pool must to be chosen. Never overridable: a room without fluoroscopy has none for a reason either.
 */
export function unqualifiedRefusals({ facts }: Pick<BookingQuestion, 'facts'>): Refusal[] {
  return [facts.physician, facts.room].flatMap((resource) =>
    missingSkills(facts.profile, resource).map((skill) => ({
      code: 'scheduling.resource-unqualified',
      facts: { resourceId: resource.id, resourceKind: resource.kind, resourceName: resource.name, skill },
      overridable: false,
      remedy: { code: 'choose-another-resource', facts: { resourceKind: resource.kind } },
    })),
  );
}
