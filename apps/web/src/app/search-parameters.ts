import {
  clinicalPolicyKinds,
  followUpTaskKinds,
  isClockTime,
  messageKinds,
  messageLanguages,
  messageStates,
  reliefDimensions,
  reliefFigureNames,
  sedationLevels,
  setupSteps,
  worklistKinds,
} from '@lull/domain';

/**
 * What the address bar may hold of each page: dates, ids, filters, which drawer is open. Never a name, a
 * birth date or an MRN (trust.md): an address is copied, logged and remembered.
 */
type Raw = Readonly<Record<string, unknown>>;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
const id = (value: unknown): string | undefined => {
  const given = text(value);
  return given !== undefined && /^[0-9a-f-]{36}$/i.test(given) ? given : undefined;
};
/** A text that reads like a number arrives as one. */
const words = (value: unknown): string | undefined => text(typeof value === 'number' ? String(value) : value);
const whole = (value: unknown): number | undefined => {
  const given = typeof value === 'string' ? Number(value) : value;
  return typeof given === 'number' && Number.isSafeInteger(given) ? given : undefined;
};
const flag = (value: unknown): true | undefined =>
  value === true || value === 'true' || value === 1 ? true : undefined;
const oneOf = <const Choice extends string>(value: unknown, choices: readonly Choice[]): Choice | undefined =>
  choices.find((choice) => choice === value);
const date = (value: unknown): string | undefined => {
  const given = text(value);
  return given !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(given) ? given : undefined;
};

/** A noun of the trail: the server knows which there are. */
const noun = (value: unknown): string | undefined => {
  const given = text(value);
  return given !== undefined && /^[a-z]{2,30}(-[a-z]{1,30}){0,4}$/.test(given) ? given : undefined;
};
const clock = (value: unknown): string | undefined => {
  const given = text(value);
  return given !== undefined && isClockTime(given) ? given : undefined;
};
const weekdays = (value: unknown): readonly number[] | undefined => {
  const given = Array.isArray(value) ? value.filter((day) => [1, 2, 3, 4, 5, 6, 7].includes(day)) : [];
  return given.length > 0 ? [...new Set<number>(given)] : undefined;
};

/** Leaves out what is not set, so that an address holds only what differs from the plain page. */
function set<Parameters extends Record<string, unknown>>(
  parameters: Parameters,
): { [K in keyof Parameters]?: Exclude<Parameters[K], undefined> } {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined)) as {
    [K in keyof Parameters]?: Exclude<Parameters[K], undefined>;
  };
}

/** `to` is where to go after signing in: a path of our own, never another origin. */
export const signInSearch = (raw: Raw) => {
  const to = text(raw['to']);
  return set({
    to: to !== undefined && /^\/(?![/\\])/.test(to) ? to : undefined,
    /** A sign-in of this tab has ended. */
    ended: flag(raw['ended']),
  });
};

/** What is looked for in the help: a word of the product, never of a patient. */
export const helpSearch = (raw: Raw) => set({ find: words(raw['find'])?.slice(0, 60) });

/** The booking drawer, wherever it is opened: with what it is filled in. */
const bookingSearch = (raw: Raw) => ({
  /** Open to find a slot, for a new session at a time of one's own, or for the move of `session`. */
  book: oneOf(raw['book'], ['find', 'new', 'move']),
  at: whole(raw['at']),
  room: id(raw['room']),
  physician: id(raw['physician']),
  /** The series that is being put on the waitlist. */
  wait: id(raw['wait']),
});

export const boardSearch = (raw: Raw) =>
  set({
    by: oneOf(raw['by'], ['room', 'physician', 'list']),
    clinic: id(raw['clinic']),
    /** The session whose panel is open. */
    session: id(raw['session']),
    /** The room or physician at whose column the board opens. */
    column: id(raw['column']),
    /** The day sheet prints initials instead of names. */
    initials: flag(raw['initials']),
    /** The series that a session is booked for, once it is chosen. */
    series: id(raw['series']),
    /** The held time whose panel is open. */
    held: id(raw['held']),
    ...bookingSearch(raw),
  });

export const weekSearch = (raw: Raw) =>
  set({ by: oneOf(raw['by'], ['room', 'physician']), clinic: id(raw['clinic']) });

export const monthSearch = (raw: Raw) => set({ clinic: id(raw['clinic']) });

export const waitlistSearch = (raw: Raw) =>
  set({
    clinic: id(raw['clinic']),
    /** The freed time whose candidates are shown. */
    freed: id(raw['freed']),
    held: id(raw['held']),
  });

/** Of a preparation sheet; without a language each patient's own. */
export const preparationSearch = (raw: Raw) =>
  set({ clinic: id(raw['clinic']), language: oneOf(raw['language'], ['en', 'es']) });

export const patientsSearch = (raw: Raw) => set({ new: flag(raw['new']) });

export const patientSearch = (raw: Raw) =>
  set({
    edit: flag(raw['edit']),
    /** A new series is being planned. */
    plan: flag(raw['plan']),
    series: id(raw['series']),
    session: id(raw['session']),
    ...bookingSearch(raw),
  });

export const seriesSearch = (raw: Raw) =>
  set({
    session: id(raw['session']),
    edit: flag(raw['edit']),
    /** Relief by the secondary definition; absent: by the primary. */
    relief: oneOf(raw['relief'], ['30']),
    span: oneOf(raw['span'], ['last-3']),
    record: oneOf(raw['record'], ['injection', 'score', 'instrument']),
    /** The injection whose record is being corrected. */
    injection: id(raw['injection']),
    ...bookingSearch(raw),
  });

/** What is asked of a series' plan; Monday is day 1. */
export const planSearch = (raw: Raw) => {
  const count = whole(raw['count']);
  return set({
    count: count !== undefined && count >= 1 && count <= 24 ? count : undefined,
    first: date(raw['first']),
    days: weekdays(raw['days']),
    from: clock(raw['from']),
    to: clock(raw['to']),
    others: flag(raw['others']),
    clinic: id(raw['clinic']),
  });
};

const volumeDimensions = [
  'month',
  'week',
  'day',
  'clinic',
  'physician',
  'procedure-type',
  'room',
  'sedation',
  'purpose',
  'side',
  'condition',
  'payer',
  'status',
] as const;

export const volumeSearch = (raw: Raw) =>
  set({
    measure: oneOf(raw['measure'], ['injections']),
    by: oneOf(raw['by'], volumeDimensions),
    split: oneOf(raw['split'], volumeDimensions),
    compare: oneOf(raw['compare'], ['before']),
    from: date(raw['from']),
    to: date(raw['to']),
    clinic: id(raw['clinic']),
    /** The figure whose rows are open: a key of a row and of a column, absent for the total over them. */
    open: flag(raw['open']),
    row: text(raw['row']),
    column: text(raw['column']),
  });

/** Of every report of one shape. */
export const reportSearch = (raw: Raw) =>
  set({
    from: date(raw['from']),
    to: date(raw['to']),
    by: text(raw['by']),
    clinic: id(raw['clinic']),
    /** The figure whose rows are open: its table, its column and its row, absent for the total. */
    table: text(raw['table']),
    figure: text(raw['figure']),
    row: words(raw['row']),
  });

export const reliefReportSearch = (raw: Raw) => {
  const ordinal = whole(raw['ordinal']);
  const intervalDays = whole(raw['intervalDays']);
  return set({
    from: date(raw['from']),
    to: date(raw['to']),
    definition: oneOf(raw['definition'], ['relief50', 'relief30', 'hdss2', 'hdss1']),
    version: words(raw['version']),
    clinicId: id(raw['clinicId']),
    procedureTypeId: id(raw['procedureTypeId']),
    physicianId: id(raw['physicianId']),
    condition: text(raw['condition']),
    side: oneOf(raw['side'], ['left', 'right']),
    sedation: oneOf(raw['sedation'], sedationLevels),
    steroid: oneOf(raw['steroid'], ['with', 'without']),
    ordinal: ordinal !== undefined && ordinal >= 1 && ordinal <= 99 ? ordinal : undefined,
    compare: oneOf(raw['compare'], reliefDimensions),
    intervalDays:
      intervalDays !== undefined && intervalDays >= 1 && intervalDays <= 365 ? intervalDays : undefined,
    /** The figure whose rows are open: its name, its group, and of what. */
    open: flag(raw['open']),
    figure: oneOf(raw['figure'], reliefFigureNames),
    group: words(raw['group']),
    of: words(raw['of']),
  });
};

export const tasksSearch = (raw: Raw) =>
  set({
    state: oneOf(raw['state'], ['open', 'done', 'dismissed']),
    kind: oneOf(raw['kind'], followUpTaskKinds),
    dueFrom: date(raw['dueFrom']),
    patient: id(raw['patient']),
  });

export const mailboxSearch = (raw: Raw) =>
  set({
    state: oneOf(raw['state'], messageStates),
    kind: oneOf(raw['kind'], messageKinds),
    patient: id(raw['patient']),
    /** Only those that a person has to look after. */
    person: flag(raw['person']),
    /** The message whose panel is open. */
    message: id(raw['message']),
  });

export const worklistsSearch = (raw: Raw) =>
  set({
    list: oneOf(raw['list'], worklistKinds),
    clinic: id(raw['clinic']),
    owner: oneOf(raw['owner'], ['scheduler', 'nurse', 'physician']),
    due: oneOf(raw['due'], ['overdue', 'today']),
    sort: oneOf(raw['sort'], ['due', 'session', 'patient']),
    until: date(raw['until']),
  });

export const trailSearch = (raw: Raw) =>
  set({
    from: date(raw['from']),
    to: date(raw['to']),
    by: id(raw['by']),
    patient: id(raw['patient']),
    action: oneOf(raw['action'], ['create', 'read', 'update', 'delete', 'execute']),
    noun: noun(raw['noun']),
  });

export const openingsSearch = (raw: Raw) => set({ state: oneOf(raw['state'], ['waiting', 'reviewed']) });

/** The record that would be kept, and the one that would be joined into it. */
export const mergeSearch = (raw: Raw) => set({ kept: id(raw['kept']), joined: id(raw['joined']) });

export const accessReportSearch = (raw: Raw) =>
  set({
    patient: id(raw['patient']),
    from: date(raw['from']),
    to: date(raw['to']),
    language: oneOf(raw['language'], ['en', 'es']),
  });

export const displacementSearch = (raw: Raw) =>
  set({
    clinic: id(raw['clinic']),
    /** What fails; absent, with a day: the whole clinic. */
    resource: id(raw['resource']),
    from: date(raw['from']),
    to: date(raw['to']),
    fromTime: clock(raw['fromTime']),
    toTime: clock(raw['toTime']),
  });

export const blockTimeSearch = (raw: Raw) =>
  set({
    clinic: id(raw['clinic']),
    /** Any day of the week that is shown. */
    week: date(raw['week']),
    new: flag(raw['new']),
    /** The block time that is being changed, and the day on which that was asked. */
    change: id(raw['change']),
    date: date(raw['date']),
  });

export const proceduresSearch = (raw: Raw) =>
  set({
    clinic: id(raw['clinic']),
    type: id(raw['type']),
    level: oneOf(raw['level'], sedationLevels),
    /** What is being changed or made. */
    open: oneOf(raw['open'], ['profile', 'type', 'new-type', 'new-resource', 'resource']),
    resource: id(raw['resource']),
  });

export const payersSearch = (raw: Raw) =>
  set({
    /** What is being written: a further payer's rules, or another version after this one. */
    write: oneOf(raw['write'], ['new']) ?? id(raw['write']),
  });

export const clinicsSearch = (raw: Raw) =>
  set({ open: oneOf(raw['open'], ['new', 'clinic', 'hours']), clinic: id(raw['clinic']) });

export const closuresSearch = (raw: Raw) =>
  set({ clinic: id(raw['clinic']), open: oneOf(raw['open'], ['new', 'holidays']) });

export const resourcesSearch = (raw: Raw) =>
  set({
    clinic: id(raw['clinic']),
    /** The resource that is open, or a further one. */
    open: oneOf(raw['open'], ['new']) ?? id(raw['open']),
  });

export const clinicalSearch = (raw: Raw) =>
  set({
    /** Which rules; readiness where none is named. */
    kind: oneOf(raw['kind'], clinicalPolicyKinds),
    /** The version that is shown, and the one beside it. */
    version: words(raw['version']),
    against: words(raw['against']),
    open: oneOf(raw['open'], ['new', 'revert', 'sessions']),
  });

export const messageTextsSearch = (raw: Raw) =>
  set({
    clinic: id(raw['clinic']),
    language: oneOf(raw['language'], messageLanguages),
    sedation: oneOf(raw['sedation'], sedationLevels),
  });

export const membersSearch = (raw: Raw) =>
  set({
    /** Whose panel is open. */
    member: id(raw['member']),
    /** The invitation form is open. */
    invite: flag(raw['invite']),
  });

/** Which step of the set-up is shown; absent: where there is still something to do. */
export const setupSearch = (raw: Raw) =>
  set({ step: oneOf(raw['step'], setupSteps), invite: flag(raw['invite']) });
