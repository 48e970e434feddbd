import type {
  CivilDate,
  ClockTime,
  ComplicationCode,
  CancelReason,
  SedationLevel,
  SeriesPurpose,
  SeriesState,
  SessionState,
  Side,
  Weekday,
} from '@lull/domain';

/** A clinic's book as it was read: references are those of the book, instants are epoch milliseconds. */
export interface ClinicOfBook {
  readonly name: string;
  readonly zone: string;
  readonly asOf: CivilDate;
  readonly rooms: readonly string[];
  readonly physicians: readonly string[];
  readonly cArms: readonly string[];
  readonly sedationNurses: readonly string[];
  readonly recoveryBays: readonly string[];
  readonly opens: ClockTime;
  readonly closes: ClockTime;
}

export interface BlockTimeOfBook {
  readonly weekday: Weekday;
  readonly room: string;
  readonly physician: string;
  readonly from: ClockTime;
  readonly to: ClockTime;
}

export interface PatientOfBook {
  readonly mrn: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: CivilDate;
  readonly sexAtBirth: 'female' | 'male' | 'other' | 'unknown';
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: string;
  /** Null: not asked. Empty: asked, and none known. */
  readonly allergies: readonly string[] | null;
  readonly anticoagulant: string | null;
  readonly diabetes: 'present' | 'absent' | null;
  readonly weightKg: number | null;
}

export interface SeriesOfBook {
  readonly reference: string;
  readonly mrn: string;
  readonly procedure: string;
  readonly side: Side;
  readonly purpose: SeriesPurpose;
  readonly conditionLabel: string;
  readonly icd10: string;
  readonly plannedCount: number;
  readonly minimumIntervalDays: number;
  readonly targetIntervalDays: number;
  readonly maximumIntervalDays: number;
  readonly physician: string;
  readonly openedOn: CivilDate;
  readonly state: SeriesState;
  readonly endReason: string | null;
}

export interface InjectionOfBook {
  readonly needleOutAt: number;
  readonly levels: readonly string[];
  readonly localAnaesthetic: {
    readonly drug: string;
    readonly percent: number | null;
    readonly volumeMl: number | null;
  } | null;
  readonly steroid: { readonly drug: string; readonly doseMg: number | null } | null;
  readonly fluoroSeconds: number | null;
  readonly temperatureBeforeC: number | null;
  readonly temperatureAfterC: number | null;
  readonly complication: ComplicationCode | null;
}

export interface SessionOfBook {
  readonly reference: string;
  readonly line: number;
  readonly seriesReference: string;
  readonly room: string;
  readonly physician: string;
  readonly start: number;
  readonly durationMinutes: number;
  readonly sedation: SedationLevel;
  readonly state: SessionState;
  readonly cancelReason: CancelReason | null;
  readonly arrivedAt: number | null;
  readonly roomInAt: number | null;
  readonly roomOutAt: number | null;
  readonly dischargedAt: number | null;
  /** What was done in it; null for a session that was not completed. */
  readonly injection: InjectionOfBook | null;
}

export interface ScoreOfBook {
  readonly seriesReference: string;
  readonly at: number;
  /** End of the day of a date-only statement. */
  readonly until: number | null;
  readonly kind: 'now' | 'avg24h' | 'pain-returned';
  readonly value: number | null;
  readonly source: 'clinic' | 'diary' | 'phone';
  readonly rescue: boolean;
  /** What tells this row from every other of the book: its own words, and which of several equal ones it is. */
  readonly key: string;
}
