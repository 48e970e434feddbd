import {
  advisoryTexts,
  exclusionTitle,
  reasonOf,
  slotReasonTexts,
  type SlotExclusionView,
  type SlotsView,
  type SlotView,
} from '@lull/contracts';
import { clockText, minuteMs, type Slot, type SlotExclusion, type SlotFacts } from '@lull/domain';
import { inClinicTime, refusalInClinicTime } from './clinic-time.js';
import { freeTimeView, plannedHoldViews, preparationView } from './session.view.js';
import type { SlotSearchAnswer } from './slot-finder.js';

export function slotsView(answer: SlotSearchAnswer): SlotsView {
  const { facts, window, searchedFrom, searchedUntil, found } = answer;
  const { zone } = facts.calendar;
  return {
    window,
    searchedFrom,
    searchedUntil,
    slots: found.accepted ? found.value.slots.map((slot) => slotView(facts, slot)) : [],
    excluded: found.accepted ? found.value.excluded.map((each) => exclusionView(each, zone)) : [],
    refusals: found.accepted
      ? []
      : found.refusals.map((refusal) => reasonOf(refusalInClinicTime(refusal, zone))),
  };
}

function slotView(facts: SlotFacts, slot: Slot): SlotView {
  const { profile, durationMinutes, calendar } = facts;
  const { start, planned, reasons, advisories } = slot;
  return {
    ...freeTimeView(facts, slot),
    end: start + durationMinutes * minuteMs,
    state: planned.state,
    holds: plannedHoldViews(planned),
    reasons: reasons.map(({ code, facts: known, favours }) => ({
      code,
      detail: slotReasonTexts[code].detail(known),
      favours,
    })),
    advisories: advisories.map(({ code, facts: known }) => ({
      code,
      detail: advisoryTexts[code].detail(inClinicTime(known, calendar.zone)),
    })),
    preparation: preparationView(calendar.zone, start, durationMinutes, profile.sedation, profile.stages),
  };
}

function exclusionView(
  { code, resourceKind, starts, days, example }: SlotExclusion,
  zone: string,
): SlotExclusionView {
  const { detail } = reasonOf(refusalInClinicTime(example.refusal, zone));
  const text = clockText(example.start, zone);
  return {
    code,
    resourceKind,
    title: exclusionTitle(code, resourceKind),
    starts,
    days,
    example: { start: example.start, text, detail },
  };
}
