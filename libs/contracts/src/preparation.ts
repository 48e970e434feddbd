import type { PreparationCode, PreparationNote } from '@lull/domain';
import type { PreparationGroup, PreparationLanguage } from './preparation-texts.js';
import type { SessionStateName } from './values.js';

/** The same words in every language in which they are written. */
export type InEachLanguage = { readonly [Language in PreparationLanguage]: string };

export interface PreparationLineView {
  readonly code: PreparationCode;
  readonly group: PreparationGroup;
  readonly at: number | null;
  readonly text: InEachLanguage;
}

/** GET /sessions/:id/preparation-sheet; of a day: GET /clinics/:clinicId/days/:date/preparation-sheets */
export interface PreparationSheetView {
  readonly sessionId: string;
  readonly sessionVersion: number;
  readonly state: SessionStateName;
  /** The visit still lies ahead: only then is the sheet handed out. */
  readonly asked: boolean;
  readonly patientId: string;
  readonly patientName: string;
  readonly birthDate: string;
  readonly spokenLanguage: string;
  /** Null: the sheet is not written in the language that the patient speaks. */
  readonly language: PreparationLanguage | null;
  readonly clinic: {
    readonly id: string;
    readonly name: string;
    readonly phone: string | null;
    readonly outOfHoursText: string | null;
    readonly timeZone: string;
  };
  readonly startsAt: { readonly at: number; readonly text: InEachLanguage };
  readonly madeAt: { readonly at: number; readonly text: InEachLanguage };
  readonly lines: readonly PreparationLineView[];
  /** For staff: what is lacking, and why a line stands as it does. */
  readonly notes: readonly { readonly code: PreparationNote; readonly text: string }[];
  readonly texts: { readonly version: string; readonly author: string; readonly effectiveFrom: string };
  readonly policy: { readonly version: string; readonly author: string; readonly effectiveFrom: string };
}
