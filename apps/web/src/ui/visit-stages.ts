/** A hold as the wire has it, as far as the stages of a visit need it. */
interface StageHold {
  readonly resourceId: string;
  readonly kind: string;
  readonly stage: string;
  readonly start: number;
  readonly end: number;
}

export interface VisitStage {
  readonly stage: string;
  readonly start: number;
  readonly end: number;
  /** What is held for it, the patient left out. */
  readonly resourceIds: readonly string[];
}

export const stageWords: Readonly<Record<string, string>> = {
  prepare: 'Prepare',
  procedure: 'Procedure',
  turnover: 'Turnover',
  recover: 'Recovery',
};

/** The stages of one visit in their order, with what each holds. */
export function visitStages(holds: readonly StageHold[]): VisitStage[] {
  const stages = new Map<string, VisitStage>();
  for (const { stage, start, end, kind, resourceId } of holds) {
    const known = stages.get(stage);
    stages.set(stage, {
      stage,
      start: Math.min(start, known?.start ?? start),
      end: Math.max(end, known?.end ?? end),
      resourceIds: [...(known?.resourceIds ?? []), ...(kind === 'patient' ? [] : [resourceId])],
    });
  }
  return [...stages.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}
