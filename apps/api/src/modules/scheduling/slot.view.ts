import {
  exclusionTitle,
  slotReasonTexts,
  type SlotExclusionView,
  type SlotsView,
  type SlotView,
} from '@lull/contracts';
import { clockText, minuteMs, type Slot, type SlotExclusion, type SlotFacts } from '@lull/domain';
import { firstLegalView } from './first-legal.view.js';
import { advisoryViews, reasonView, reasonViews } from './reasons.view.js';
import { clockOf, freeTimeView, plannedHoldViews, preparationView } from './session.view.js';
import type { SlotSearchAnswer } from './slot-finder.js';

export function slotsView(answer: SlotSearchAnswer): SlotsView {
  const { facts, window, searchedFrom, searchedUntil, found } = answer;
  const { zone } = facts.calendar;
  return {
    firstLegal: firstLegalView({ ...facts, ledger: answer.ledger, zone }),
    window,
    searchedFrom,
    searchedUntil,
    slots: found.accepted ? found.value.slots.map((slot) => slotView(facts, slot)) : [],
    excluded: found.accepted ? found.value.excluded.map((each) => exclusionView(each, zone)) : [],
    refusals: found.accepted ? [] : reasonViews(found.refusals, zone),
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
    advisories: advisoryViews(advisories, calendar.zone),
    preparation: preparationView(clockOf(facts), start, durationMinutes, profile.sedation, profile.stages),
  };
}

function exclusionView(
  { code, resourceKind, starts, days, example }: SlotExclusion,
  zone: string,
): SlotExclusionView {
  const { detail } = reasonView(example.refusal, zone);
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
