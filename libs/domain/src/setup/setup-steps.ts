/** The steps from nothing to the first bookable day, in their order. */
export const setupSteps = [
  'practice',
  'clinic',
  'rooms',
  'procedures',
  'people',
  'block-time',
  'book',
  'done',
] as const;
export type SetupStep = (typeof setupSteps)[number];

/** Steps without which nothing can be booked are never left out. */
export const omittableSteps = ['block-time', 'book'] as const satisfies readonly SetupStep[];
export type OmittableStep = (typeof omittableSteps)[number];

/** What stands in the practice, counted. */
export interface SetupFacts {
  readonly clinics: number;
  /** Stretches of opening hours, over all clinics. */
  readonly openingHours: number;
  readonly rooms: number;
  readonly recoveryBays: number;
  /** Procedure types that can be booked at some sedation level. */
  readonly procedures: number;
  readonly physicians: number;
  readonly members: number;
  readonly blockTimes: number;
  readonly patients: number;
  readonly sessions: number;
}

export type SetupStepState = 'done' | 'left-out' | 'open';

export interface SetupProgress {
  readonly steps: readonly { readonly step: SetupStep; readonly state: SetupStepState }[];
  /** Where to go on: the first step that is open. */
  readonly next: SetupStep;
  /** Nothing stands in the way of the first booking any more. */
  readonly ready: boolean;
}

/**
 * SETUP-04: how far a practice has come is what stands in it, whoever made it and however; kept is only what somebody
 * left out. A clinic counts once it has hours; a visit needs a room and a bay, a procedure, and a physician.
 */
export function setupProgress(facts: SetupFacts, leftOut: readonly OmittableStep[]): SetupProgress {
  const stands: Readonly<Record<SetupStep, boolean>> = {
    practice: facts.members > 0,
    clinic: facts.clinics > 0 && facts.openingHours > 0,
    rooms: facts.rooms > 0 && facts.recoveryBays > 0,
    procedures: facts.procedures > 0,
    people: facts.physicians > 0,
    'block-time': facts.blockTimes > 0,
    book: facts.patients > 0,
    done: facts.sessions > 0,
  };
  const omitted = new Set<SetupStep>(leftOut);
  const steps = setupSteps.map((step) => ({
    step,
    state: stands[step] ? ('done' as const) : omitted.has(step) ? ('left-out' as const) : ('open' as const),
  }));
  const needed = steps.filter(({ step }) => step !== 'done' && !omittableSteps.some((each) => each === step));
  return {
    steps,
    next: steps.find(({ state }) => state === 'open')?.step ?? 'done',
    ready: needed.every(({ state }) => state === 'done'),
  };
}
