import type { PlanTimeView, SeriesPlanOccurrenceView } from '@lull/contracts';
import type { PlannedOccurrence, PlanTime } from '@lull/domain';
import { reasonView, reasonViews } from './reasons.view.js';

export function occurrenceView(
  occurrence: PlannedOccurrence,
  ordinal: number,
  zone: string,
): SeriesPlanOccurrenceView {
  const { time } = occurrence;
  return {
    ordinal,
    state: occurrence.state,
    target: occurrence.target,
    dueBy: occurrence.dueBy,
    overdue: occurrence.overdue,
    time: time === null ? null : timeView(time),
    sessionState: time?.planned.state ?? null,
    daysMoved: occurrence.daysMoved,
    daysSincePrevious: occurrence.daysSincePrevious,
    chosen: occurrence.chosen,
    choiceRefusals: reasonViews(occurrence.choiceRefusals, zone),
    outsideWishes: occurrence.outsideWishes,
    obstacles: occurrence.obstacles.map(({ days, refusal }) => ({
      days,
      reason: reasonView(refusal, zone),
    })),
    alternatives: occurrence.alternatives.map(timeView),
  };
}

function timeView({ start, room, physician }: PlanTime): PlanTimeView {
  return {
    start,
    roomId: room.id,
    roomName: room.name,
    physicianId: physician.id,
    physicianName: physician.name,
  };
}
