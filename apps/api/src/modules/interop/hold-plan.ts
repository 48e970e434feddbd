import {
  chooseResources,
  holdsResources,
  plannedHolds,
  type PlannedHold,
  type Resource,
  type ResourceKind,
  type ResourceProfile,
} from '@lull/domain';
import type { ClinicOfBook, SessionOfBook } from './book.js';
import type { Fault } from './book-faults.js';
import type { TakenTimes } from './taken-times.js';

export interface HoldPlan {
  /** By session reference; resources are named by `resourceKey`. */
  readonly holds: ReadonlyMap<string, readonly PlannedHold[]>;
  readonly faults: readonly Fault[];
}

/** How a resource of the book is named before it has an id; a patient's name is the MRN. */
export function resourceKey(kind: ResourceKind, name: string): string {
  return `${kind} ${name}`;
}

const columnOf: Partial<Record<ResourceKind, string>> = {
  room: 'room',
  physician: 'physician',
  patient: 'series_ref',
};

/**
 * The holds of every session that still occupies something, for every stage of its profile. Sessions are placed by
 * their start, and the same book always gives the same plan. What does not fit is a fault of its row: the
 * exclusion constraint would refuse it too, but would not say which row.
 */
export function planHolds(
  clinic: ClinicOfBook,
  sessions: readonly SessionOfBook[],
  profiles: readonly ResourceProfile[],
  mrnOf: (seriesReference: string) => string,
  taken: TakenTimes,
): HoldPlan {
  const pool = resourcesOf(clinic);
  const holds = new Map<string, readonly PlannedHold[]>();
  const faults: Fault[] = [];
  const holding = sessions
    .filter((session) => holdsResources(session.state))
    .sort((a, b) => a.start - b.start || a.line - b.line);
  for (const session of holding) {
    const profile = profiles.find((each) => each.sedation === session.sedation);
    const named = [
      resource('patient', mrnOf(session.seriesReference)),
      resource('physician', session.physician),
      resource('room', session.room),
    ];
    const planned =
      profile === undefined
        ? unavailable(session, 'resource profile for this sedation')
        : place(session, profile, named, pool, taken);
    if ('code' in planned) {
      faults.push(planned);
      continue;
    }
    for (const hold of planned)
      taken.add(hold.resourceId, hold.interval, `the session on line ${session.line}`);
    holds.set(session.reference, planned);
  }
  return { holds, faults };
}

function place(
  session: SessionOfBook,
  profile: ResourceProfile,
  named: readonly Resource[],
  pool: readonly Resource[],
  taken: TakenTimes,
): readonly PlannedHold[] | Fault {
  const { start, durationMinutes } = session;
  const { chosen, unmet } = chooseResources(profile, start, durationMinutes, named, pool, taken.busy);
  const [missing] = unmet;
  if (missing !== undefined) return unavailable(session, missing.need.resourceKind.replace('-', ' '));
  const planned = plannedHolds(profile, start, durationMinutes, chosen);
  for (const hold of planned) {
    const by = taken.by(hold.resourceId, hold.interval);
    if (by === null) continue;
    const name =
      hold.resourceKind === 'patient' ? 'The patient' : hold.resourceId.slice(hold.resourceKind.length + 1);
    return {
      file: 'sessions.csv',
      line: session.line,
      field: columnOf[hold.resourceKind] ?? 'start_local',
      code: 'resource-overlap',
      facts: { name, taken: by },
    };
  }
  return planned;
}

function unavailable(session: SessionOfBook, name: string): Fault {
  return {
    file: 'sessions.csv',
    line: session.line,
    field: 'start_local',
    code: 'resource-unavailable',
    facts: { name },
  };
}

/** Every resource of the clinic's row but the patients, in the order in which the book names them. */
export function resourcesOf(clinic: ClinicOfBook): Resource[] {
  return [
    ...clinic.physicians.map((name) => resource('physician', name)),
    ...clinic.rooms.map((name) => resource('room', name)),
    ...clinic.cArms.map((name) => resource('c-arm', name)),
    ...clinic.sedationNurses.map((name) => resource('sedation-nurse', name)),
    ...clinic.recoveryBays.map((name) => resource('recovery-bay', name)),
  ];
}

function resource(kind: ResourceKind, name: string): Resource {
  return { id: resourceKey(kind, name), kind, name };
}
