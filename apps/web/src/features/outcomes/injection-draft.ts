import type { InjectionView, SpineLevel } from '@lull/contracts';
import type { KermaAreaUnit } from '@lull/domain';
import { drugDrafts, firstDrugs, isBlankDrug, type DrugDraft } from './drug-draft.js';
import { isBlank, momentOf, noMoment, type Moment } from './moment.js';
import type { Typed } from './typed.js';

export interface ComplicationDraft {
  readonly code: string;
  readonly grade: string | null;
  readonly causality: string | null;
  readonly onset: Moment;
  readonly note: string;
}

/** What was done, while it is being written down. Side, contrast and drugs begin unanswered. */
export interface InjectionDraft {
  readonly side: 'left' | 'right' | null;
  readonly status: 'completed' | 'not-done';
  readonly statusReason: string;
  readonly levels: readonly SpineLevel[];
  readonly needleIn: Moment;
  readonly needleOut: Moment;
  /** The server's present time with which needle-out began; null where it did not. */
  readonly needleOutBegan: string | null;
  /** Why needle-out is another time than that (hazard H24). */
  readonly needleOutReason: string;
  readonly drugs: readonly DrugDraft[];
  readonly contrast: 'yes' | 'no' | null;
  readonly fluoroSeconds: Typed;
  readonly airKermaMgy: Typed;
  readonly kermaAreaGycm2: Typed;
  /** In which unit it is typed: what the device shows is chosen, never computed in one's head (hazard H25). */
  readonly kermaAreaUnit: KermaAreaUnit;
  /** By foot and minute, `left 0`. */
  readonly temperatures: Readonly<Record<string, Typed>>;
  readonly complications: readonly ComplicationDraft[];
  readonly note: string;
  /** Why local anaesthetic above the maximum was given: asked before such a record is saved. */
  readonly overMaximumReason: string;
  readonly amendReason: string;
}

export function emptyInjectionDraft(sedated: boolean): InjectionDraft {
  return {
    side: null,
    status: 'completed',
    statusReason: '',
    levels: [],
    needleIn: noMoment,
    needleOut: noMoment,
    needleOutBegan: null,
    needleOutReason: '',
    drugs: firstDrugs(sedated),
    contrast: null,
    fluoroSeconds: '',
    airKermaMgy: '',
    kermaAreaGycm2: '',
    kermaAreaUnit: 'Gycm2',
    temperatures: {},
    complications: [],
    note: '',
    overMaximumReason: '',
    amendReason: '',
  };
}

/** The record as it stands, every field of it, to be corrected. The side is entered anew: it is never copied (product rule 5). */
export function draftOfInjection(injection: InjectionView, zone: string): InjectionDraft {
  return {
    ...emptyInjectionDraft(false),
    status: injection.status === 'not-done' ? 'not-done' : 'completed',
    statusReason: injection.statusReason ?? '',
    levels: injection.levels,
    needleIn: momentOf(injection.needleInAt, zone),
    needleOut: momentOf(injection.needleOutAt, zone),
    needleOutReason: injection.needleOutReason ?? '',
    drugs: drugDrafts(injection.drugs),
    contrast: injection.contrastUsed === null ? null : injection.contrastUsed ? 'yes' : 'no',
    fluoroSeconds: injection.fluoroSeconds ?? '',
    airKermaMgy: injection.airKermaMgy ?? '',
    kermaAreaGycm2: injection.kermaAreaGycm2 ?? '',
    temperatures: Object.fromEntries(
      injection.temperatures.map(({ foot, minute, celsius }) => [`${foot} ${minute}`, celsius]),
    ),
    complications: injection.complications.map(({ code, grade, causality, onsetAt, note }) => ({
      code,
      grade: grade === null ? null : String(grade),
      causality,
      onset: momentOf(onsetAt, zone),
      note: note ?? '',
    })),
    note: injection.note ?? '',
    overMaximumReason: injection.overMaximumReason ?? '',
  };
}

/** Needle-out as it is meant: the present time that the form put there says nothing of an injection that was not done. */
export function needleOutOf({ status, needleOut, needleOutBegan }: InjectionDraft): Moment {
  return status === 'not-done' && needleOut.text === needleOutBegan ? noMoment : needleOut;
}

/** Whether somebody wrote another time of needle-out over the server's: that asks for a reason. */
export function needleOutMoved({ status, needleOut, needleOutBegan }: InjectionDraft): boolean {
  return status === 'completed' && needleOutBegan !== null && needleOut.text !== needleOutBegan;
}

/** Whether anything of the procedure is written down: a sedation, say, before it was given up. */
export function somethingWasGiven(draft: InjectionDraft): boolean {
  return (
    draft.levels.length > 0 ||
    !isBlank(draft.needleIn) ||
    !isBlank(needleOutOf(draft)) ||
    draft.drugs.some((row) => !isBlankDrug(row)) ||
    draft.contrast !== null ||
    [draft.fluoroSeconds, draft.airKermaMgy, draft.kermaAreaGycm2, ...Object.values(draft.temperatures)].some(
      (typed) => typed !== '',
    )
  );
}

/** The readings that are there, for the request and for the rise. */
export function readingsOf(temperatures: InjectionDraft['temperatures']) {
  return Object.entries(temperatures).flatMap(([reading, celsius]) => {
    const [foot, minute] = reading.split(' ');
    if (celsius === '' || (foot !== 'left' && foot !== 'right')) return [];
    return [{ foot, minute: Number(minute), celsius: Number(celsius) } as const];
  });
}
