import type { RefusalCode } from '@lull/domain';

/** What explains a problem, flat, so that a sentence can be made of it in any language. Never a patient's data. */
export type ProblemFacts = Readonly<Record<string, string | number | boolean | null>>;

/** Problems of the call itself, with the status each is answered with. */
export const callProblemStatuses = {
  'body-malformed': 400,
  'parameter-malformed': 400,
  'sign-in-required': 401,
  'sign-in-refused': 401,
  'access-ended': 401,
  'second-factor-required': 401,
  'second-factor-refused': 401,
  'passkey-refused': 401,
  'not-allowed': 403,
  'second-factor-to-set-up': 403,
  'proof-required': 403,
  'cross-site-refused': 403,
  'not-found': 404,
  'link-not-accepted': 404,
  'member-link-not-accepted': 404,
  conflict: 409,
  'second-factor-not-available': 409,
  stale: 412,
  'body-too-large': 413,
  'media-type-unsupported': 415,
  'field-invalid': 422,
  'field-unknown': 422,
  'idempotency-key-reused': 422,
  'version-required': 428,
  'idempotency-key-required': 428,
  'too-many-requests': 429,
  internal: 500,
  busy: 503,
  unavailable: 503,
  'outcome-unknown': 503,
} as const;

export type CallProblemCode = keyof typeof callProblemStatuses;

/** The closed list: what is wrong with a call, and why a rule says no. */
export type ProblemCode = CallProblemCode | RefusalCode;

/** Rules about a field that look at other rows: those collide, the others cannot be true. */
const conflicts: ReadonlySet<string> = new Set<RefusalCode>([
  'patients.mrn-taken',
  'patients.likely-duplicate',
  'patients.flag-contradicts-finding',
  'profile.exists-already',
  'profile.code-taken',
  'profile.resource-name-taken',
  'profile.resource-still-held',
  'settings.zone-settled',
  'settings.clinic-name-taken',
  'settings.closure-over-sessions',
  'settings.closure-stands-already',
]);

/** Codes that begin so say that a field itself cannot be true. */
const untrueFields: readonly string[] = [
  'time.',
  'patients.',
  'profile.',
  'settings.',
  'policy.',
  'outcomes.record-',
  'outcomes.score-',
  'readiness.evidence-',
  'readiness.settled-by-the-record',
  'readiness.waiver-',
  'outcomes.vitals-implausible',
  'outcomes.vitals-pressure-',
  'outcomes.vitals-nothing-measured',
  'outcomes.vitals-change-unexplained',
  'arrival.answer-',
  'procedure.step-',
  'recovery.reading-',
  'ledger.entry-',
];

/** A rule's no is a conflict with the state of the clinic, unless the field itself cannot be true. */
export function statusOfProblem(code: ProblemCode): number {
  if (code in callProblemStatuses) return callProblemStatuses[code as CallProblemCode];
  if (conflicts.has(code)) return 409;
  return untrueFields.some((prefix) => code.startsWith(prefix)) ? 422 : 409;
}
