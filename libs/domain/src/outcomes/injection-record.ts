/** What was done on one side, as the physician writes it down. Instants are epoch milliseconds. */
export interface InjectionRecord {
  readonly side: 'left' | 'right';
  readonly status: 'completed' | 'not-done';
  readonly statusReason: string | null;
  readonly levels: readonly string[];
  readonly needleInAt: number | null;
  /** t0: when the therapeutic injectate was finished. */
  readonly needleOutAt: number | null;
  /** Why the needle came out at another time than it is recorded at. */
  readonly needleOutReason: string | null;
  /** The server's present time when the entry began, which stands for needle-out until somebody says otherwise; null: not told. */
  readonly needleOutStampedAt: number | null;
  readonly fluoroSeconds: number | null;
  readonly kermaAreaGycm2: number | null;
  readonly drugs: readonly DrugGiven[];
  /** Why a local anaesthetic above the maximum is written down all the same. */
  readonly overMaximumReason: string | null;
  readonly temperatures: readonly { readonly foot: 'left' | 'right'; readonly minute: number }[];
  readonly complications: readonly { readonly code: string; readonly onsetAt: number | null }[];
}

/** One drug; null amounts were not recorded. */
export interface DrugGiven {
  readonly role: string;
  readonly drug: string;
  readonly concentrationPercent: number | null;
  readonly volumeMl: number | null;
  readonly doseMg: number | null;
}

/** What stands when the record is made. */
export interface InjectionFacts {
  readonly now: number;
  /** It corrects a record, and says why by itself. */
  readonly amending: boolean;
  readonly seriesSide: 'left' | 'right' | 'both';
  readonly sessionState: string;
  /** When the patient was in the room, as far as it was stamped. */
  readonly roomInAt: number | null;
  readonly roomOutAt: number | null;
  /** Sides with a completed time-out; null: none is asked for (DAY-23). */
  readonly timeOutSides: readonly ('left' | 'right')[] | null;
  /** Sides that this session has a record of already; not the one that is being amended. */
  readonly recordedSides: readonly ('left' | 'right')[];
  /** Needle-out of the completed injections of this series and side in other sessions. */
  readonly otherNeedleOuts: readonly number[];
  /** What the other side was given in this session. */
  readonly otherSideDrugs: readonly DrugGiven[];
  readonly weightKg: number | null;
  /** Of the patient, in other sessions of any series. */
  readonly steroidExposures: readonly { readonly drug: string; readonly at: number }[];
}
