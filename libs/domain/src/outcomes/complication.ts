/** How often a complication is met: the tiers of the patient leaflet, and `clinic` for those the clinic added. */
export type ComplicationTier = 'common' | 'less-common' | 'very-rare' | 'clinic';

/** What the product does when it is reported; the texts and telephone numbers are the clinic's. */
export type ComplicationAction =
  | 'self-care'
  | 'nurse-call'
  | 'rest-and-observe'
  | 'urgent-if-it-lasts'
  | 'same-day-review'
  | 'physician-review'
  | 'resuscitation'
  | 'emergency-call';

export type ComplicationCircumstance = 'anticoagulated' | 'postural';

export interface Complication {
  readonly tier: ComplicationTier;
  /** Hours after the injection in which it is looked out for; null where the clinic has set none. */
  readonly watchHours: number | null;
  readonly action: ComplicationAction;
  /** Goes to a clinician under this circumstance, although its action alone does not ask for it. */
  readonly escalatesWhen?: ComplicationCircumstance;
  /** ICD-10-CM candidates; the coder chooses. Numbers only: descriptors are not shipped. */
  readonly icd10: readonly string[];
}

const DAY = 24;

/**
 * COM-01: what can go wrong with an injection, as configuration (clinical reference 3.11 and the tiers of its
 * section 0). The codes are those of the clinic's book. No rates: none reliable are known.
 */
export const complications = {
  bruising: { tier: 'common', watchHours: 3 * DAY, action: 'self-care', icd10: ['L76.32'] },
  swelling: { tier: 'common', watchHours: 3 * DAY, action: 'self-care', icd10: ['T81.89XA'] },
  soreness: { tier: 'common', watchHours: 3 * DAY, action: 'self-care', icd10: ['G89.18'] },

  bleeding: {
    tier: 'less-common',
    watchHours: 48,
    action: 'nurse-call',
    escalatesWhen: 'anticoagulated',
    icd10: ['L76.22'],
  },
  dizziness: { tier: 'less-common', watchHours: DAY, action: 'rest-and-observe', icd10: ['R42'] },
  headache: {
    tier: 'less-common',
    watchHours: 5 * DAY,
    action: 'nurse-call',
    escalatesWhen: 'postural',
    icd10: ['R51.9', 'G97.1'],
  },
  'temporary-numbness': {
    tier: 'less-common',
    watchHours: DAY,
    action: 'urgent-if-it-lasts',
    icd10: ['R20.0'],
  },
  'weakness-injected-side': {
    tier: 'less-common',
    watchHours: DAY,
    action: 'urgent-if-it-lasts',
    icd10: ['M62.81', 'R53.1'],
  },

  infection: { tier: 'very-rare', watchHours: 30 * DAY, action: 'same-day-review', icd10: ['T81.40XA'] },
  'intravascular-injection': {
    tier: 'very-rare',
    watchHours: 1,
    action: 'resuscitation',
    icd10: ['T41.3X5A'],
  },
  'lymphatic-injection': {
    tier: 'very-rare',
    watchHours: DAY,
    action: 'physician-review',
    icd10: ['T81.89XA'],
  },
  'ureter-injury': { tier: 'very-rare', watchHours: 14 * DAY, action: 'same-day-review', icd10: ['N99.72'] },
  'kidney-injury': {
    tier: 'very-rare',
    watchHours: 14 * DAY,
    action: 'same-day-review',
    icd10: ['N99.72', 'R31.0'],
  },
  'horner-syndrome': { tier: 'very-rare', watchHours: DAY, action: 'physician-review', icd10: ['G90.2'] },
  'drug-allergy': { tier: 'very-rare', watchHours: DAY, action: 'emergency-call', icd10: ['T88.6XXA'] },

  'increased-pain': addedByClinic('nurse-call'),
  'groin-pain': addedByClinic('nurse-call'),
  'genitofemoral-neuralgia': addedByClinic('physician-review'),
  nausea: addedByClinic('rest-and-observe'),
  hypotension: addedByClinic('rest-and-observe'),
  vasovagal: addedByClinic('rest-and-observe'),
  'ejaculation-failure': addedByClinic('physician-review'),
  'raised-glucose': addedByClinic('nurse-call'),
  'sedation-desaturation': addedByClinic('physician-review'),
  'sedation-apnoea': addedByClinic('physician-review'),
  'sedation-airway': addedByClinic('physician-review'),
  'sedation-reversal': addedByClinic('physician-review'),
  'retroperitoneal-haematoma': addedByClinic('emergency-call'),
  'psoas-injection': addedByClinic('physician-review'),
  discitis: addedByClinic('same-day-review'),
  'neuraxial-spread': addedByClinic('resuscitation'),
} as const satisfies Readonly<Record<string, Complication>>;

export type ComplicationCode = keyof typeof complications;

function addedByClinic(action: ComplicationAction): Complication {
  return { tier: 'clinic', watchHours: null, action, icd10: [] };
}

/** Whether a code, for instance from an imported book, is in the catalogue. */
export function isComplicationCode(code: string): code is ComplicationCode {
  return Object.hasOwn(complications, code);
}

const REVIEWED = new Set<ComplicationAction>([
  'same-day-review',
  'physician-review',
  'resuscitation',
  'emergency-call',
]);

/** What is known of one report. */
export interface ComplicationReport {
  readonly code: ComplicationCode;
  /** Null while it is not known. */
  readonly lastedHours: number | null;
  readonly circumstances: readonly ComplicationCircumstance[];
}

/**
 * COM-02: does this report go to a clinician? Always when it is very rare, whatever its action; else when its
 * action asks for one, when the circumstances escalate it, or when it outlasts its watch (an expected effect
 * inside its window is no adverse event). Source: clinical reference 3.11 and S25 of its section 0.
 */
export function needsClinicianReview({ code, lastedHours, circumstances }: ComplicationReport): boolean {
  const { tier, action, watchHours, escalatesWhen }: Complication = complications[code];
  const outlasted = lastedHours !== null && watchHours !== null && lastedHours > watchHours;
  const escalated = escalatesWhen !== undefined && circumstances.includes(escalatesWhen);
  return tier === 'very-rare' || REVIEWED.has(action) || escalated || outlasted;
}

export type ComplicationTiming = 'immediate' | 'early' | 'late' | 'after-follow-up';

/** COM-03: immediate under 1 h, early to 72 h, late to 30 days; in minutes after t0 (clinical reference 3.11). */
export function complicationTiming(onset: number): ComplicationTiming {
  if (onset < 60) return 'immediate';
  if (onset <= 72 * 60) return 'early';
  return onset <= 30 * DAY * 60 ? 'late' : 'after-follow-up';
}
