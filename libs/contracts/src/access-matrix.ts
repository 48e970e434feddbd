/**
 * Who may do what: product.md section 3 as data. One source for the API's guard, the screens, the tests and
 * docs/access.md. Deny by default: what does not stand here is allowed to nobody. There are no deny rules;
 * a member with several roles may do what any of them may.
 */
export const roles = ['scheduler', 'nurse', 'physician', 'administrator', 'auditor'] as const;
export type Role = (typeof roles)[number];

const everyone: readonly Role[] = roles;
const clinicStaff: readonly Role[] = ['scheduler', 'nurse', 'physician'];
const staff: readonly Role[] = ['scheduler', 'nurse', 'physician', 'administrator'];
const clinical: readonly Role[] = ['nurse', 'physician'];
const booking: readonly Role[] = ['scheduler', 'physician'];

export const accessMatrix = {
  'own-sign-in': { read: everyone, end: everyone },
  /** One's own password, second factors and sign-ins. */
  'own-account': { read: everyone, change: everyone },
  /** What this product is, and by which versions it judges: nobody's record, so everybody's to read. */
  about: { read: everyone },
  /** A clinic's name, zone, hours and contact are an administrator's setting. */
  clinic: { read: everyone, change: ['administrator'] },
  patient: {
    create: ['scheduler'],
    read: staff,
    update: booking,
    'update-contacts': clinicStaff,
  },
  /** Two records of one person: of whoever may change both; what treats is settled by who may record it (ADR 18). */
  'patient-merge': { read: booking, join: booking, 'take-back': booking },
  /** A record that is kept from colleagues: of whoever answers for treatment, or for the practice. */
  'record-restriction': { place: ['physician', 'administrator'], lift: ['physician', 'administrator'] },
  /** Breaking the glass is of those who treat; whether it was right, of those who watch over the trail. */
  'record-opening': { open: clinical, end: clinical, read: ['auditor'], review: ['auditor'] },
  'clinical-flag': { read: clinical, record: clinical },
  /** What booking needs to know of the flags, without their notes; what was done about each requirement. */
  readiness: { read: clinicStaff, 'record-desk': clinicStaff, 'record-clinical': clinical },
  series: {
    read: clinicStaff,
    propose: ['scheduler'],
    create: ['physician'],
    change: ['physician'],
    decide: ['physician'],
  },
  session: {
    read: staff,
    book: booking,
    move: booking,
    cancel: booking,
    confirm: booking,
    override: booking,
    advance: clinical,
  },
  /** A time that is kept for some minutes. The answer to an offer is its booking or its giving back. */
  'held-time': { read: staff, hold: booking, book: booking, 'give-back': booking },
  /** `match` tells who could be ready for a time, and so of anticoagulants: not for administrators. */
  waitlist: {
    read: staff,
    change: ['scheduler', 'administrator'],
    match: clinicStaff,
    offer: ['scheduler'],
  },
  'follow-up-task': { read: clinicStaff, close: clinicStaff },
  /** That a symptom from home waits past its hour, not whose: an administrator sees to it that somebody answers. */
  escalation: { read: staff },
  /** What patients are told. An administrator sees how much, not whom. */
  message: {
    read: clinicStaff,
    'read-figures': staff,
    'send-again': clinicStaff,
    settle: clinicStaff,
  },
  'message-policy': { read: staff, change: ['administrator'] },
  /** What a patient is asked on arrival, and measured before the needle. */
  arrival: { read: clinical, record: clinical },
  'vital-signs': { read: clinical, record: clinical },
  /** Two different members confirm, each by a sign-in of their own. */
  'time-out': { read: clinical, confirm: clinical },
  /** What payers authorised, and of it what is left: whoever books asks for more. */
  authorisation: { read: clinicStaff, add: booking },
  /** What payers ask for: an administrator's setting. */
  'payer-rule': { read: staff, write: ['administrator'] },
  /** What adds up over a patient's injections; the rows behind a sum are for those who read injections. */
  ledger: { read: clinicStaff, record: clinical },
  injection: { read: clinical, record: ['physician'], amend: ['physician'], 'record-recovery': clinical },
  /** Steps of the procedure, readings and the going home: of those who lead through the day. */
  recovery: { read: clinical, record: clinical, discharge: clinical },
  'pain-score': { 'read-overdue': clinicStaff, read: clinical, record: clinical },
  relief: { read: clinical },
  /** The address of a patient's own page, and how the diary behind it is kept. */
  'patient-link': { create: clinicStaff, read: clinicStaff, revoke: clinicStaff },
  'block-time': { read: staff, change: ['scheduler', 'administrator'], 'release-own': ['physician'] },
  closure: { read: staff, change: ['scheduler', 'administrator'] },
  /** What a visit of each procedure holds: a physician's clinical default and an administrator's setting. */
  'resource-profile': { read: everyone, change: ['physician', 'administrator'] },
  /** Fasting, lead times, ages and limits, by versions: a physician's word, which everybody may look up. */
  'clinical-policy': { read: everyone, change: ['physician'] },
  /** Rooms, devices, nurses and bays with what they can do. */
  resource: { read: everyone, change: ['administrator'] },
  /** What failed is closed by whoever changes closures; its sessions are placed again by who moves sessions as well. */
  displacement: {
    read: ['scheduler', 'administrator'],
    close: ['scheduler', 'administrator'],
    settle: ['scheduler'],
  },
  /**
   * `relief`: what injections did, as figures; whose they were is `clinical`. `clinical-figures`: complications, as
   * figures; whose they were is for who reads injections.
   */
  report: {
    operational: staff,
    clinical: ['physician'],
    relief: ['physician', 'administrator'],
    'clinical-figures': ['nurse', 'physician', 'administrator'],
  },
  member: { read: ['administrator', 'auditor'], change: ['administrator'] },
  /** How far a new practice has come, and the book it brings along: an administrator's. */
  setup: { read: ['administrator'], change: ['administrator'], 'bring-book': ['administrator'] },
  audit: { read: ['auditor'], export: ['auditor'] },
} as const satisfies Record<string, Record<string, readonly Role[]>>;

export type AccessResource = keyof typeof accessMatrix;
export type AccessAction<R extends AccessResource> = keyof (typeof accessMatrix)[R] & string;

/**
 * What the holder of a patient's link may do on that patient's own page (product.md section 3, the last column). It
 * opens nothing of the matrix above, and no member's sign-in opens any of this.
 */
export const patientPage = {
  'own-page': ['read', 'end'],
  'diary-entry': ['create'],
  'symptom-report': ['create'],
  'own-session': ['confirm', 'ask-for-change', 'name-escort'],
} as const;

export type PatientThing = keyof typeof patientPage;
export type PatientAction<T extends PatientThing> = (typeof patientPage)[T][number];

/** Whether a member with these roles may do `action` to `resource` of their own practice. */
export function may<R extends AccessResource>(
  held: readonly Role[],
  resource: R,
  action: AccessAction<R>,
): boolean {
  const cells: Readonly<Record<string, readonly Role[]>> = accessMatrix[resource];
  const allowed = cells[action];
  return allowed !== undefined && held.some((role) => allowed.includes(role));
}

/** Before a closed record whoever treats sees what booking needs, as a scheduler does, and records no more (ADR 24). */
export function rolesBefore(held: readonly Role[], closed: boolean): readonly Role[] {
  const treats = held.filter((role) => clinical.includes(role));
  if (!closed || treats.length === 0) return held;
  return [...new Set<Role>([...held.filter((role) => !clinical.includes(role)), 'scheduler'])];
}

/** Resources whose reading or writing must leave an audit event, or nothing is served. */
export const audited: ReadonlySet<AccessResource> = new Set<AccessResource>([
  'patient',
  'patient-merge',
  'record-restriction',
  'record-opening',
  'clinical-flag',
  'readiness',
  'series',
  'session',
  'held-time',
  'waitlist',
  'follow-up-task',
  'message',
  'displacement',
  'arrival',
  'vital-signs',
  'time-out',
  'authorisation',
  'ledger',
  'injection',
  'recovery',
  'pain-score',
  'relief',
  'patient-link',
  'audit',
]);
