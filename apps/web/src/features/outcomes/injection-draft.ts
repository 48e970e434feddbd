import type { InjectionView, RecordInjectionRequest, SpineLevel } from '@lull/contracts';
import { problemTexts } from '@lull/contracts/plain';
import { instantOf, wallTimeAt, type ComplicationCode } from '@lull/domain';
import type { FormFault } from '../../ui/form-summary.js';
import { anaestheticKey, anaesthetics } from './drug-catalogue.js';

type Typed = number | string;

export interface ComplicationDraft {
  readonly code: ComplicationCode;
  readonly grade: string | null;
  readonly causality: string | null;
  readonly note: string;
}

/** What was done, while it is being written down. Side, contrast and steroid begin unanswered. */
export interface InjectionDraft {
  readonly side: 'left' | 'right' | null;
  readonly status: 'completed' | 'not-done';
  readonly statusReason: string;
  readonly levels: readonly SpineLevel[];
  /** Wall times of the clinic, `2026-12-01T08:30`; empty while unknown. */
  readonly needleOut: string;
  readonly anaesthetic: string | null;
  readonly anaestheticMl: Typed;
  /** `none` is an answer, null is not. */
  readonly steroid: string | null;
  readonly steroidMg: Typed;
  readonly sedative: string | null;
  readonly sedativeMg: Typed;
  readonly contrast: 'yes' | 'no' | null;
  readonly fluoroSeconds: Typed;
  readonly airKermaMgy: Typed;
  readonly kermaAreaGycm2: Typed;
  /** By foot and minute, `left 0`. */
  readonly temperatures: Readonly<Record<string, Typed>>;
  readonly complications: readonly ComplicationDraft[];
  readonly note: string;
  readonly amendReason: string;
}

export const emptyInjectionDraft: InjectionDraft = {
  side: null,
  status: 'completed',
  statusReason: '',
  levels: [],
  needleOut: '',
  anaesthetic: null,
  anaestheticMl: '',
  steroid: null,
  steroidMg: '',
  sedative: null,
  sedativeMg: '',
  contrast: null,
  fluoroSeconds: '',
  airKermaMgy: '',
  kermaAreaGycm2: '',
  temperatures: {},
  complications: [],
  note: '',
  amendReason: '',
};

/** The record as it stands, to be corrected. The side is entered anew: it is never copied (product rule 5). */
export function draftOfInjection(injection: InjectionView, zone: string, complicationCodes: (code: string) => ComplicationCode[]): InjectionDraft {
  const drug = (role: string) => injection.drugs.find((each) => each.role === role);
  const anaesthetic = drug('local-anaesthetic');
  const steroid = drug('steroid');
  const sedative = drug('sedative');
  const known = anaesthetics.find((each) => each.drug === anaesthetic?.drug && each.percent === anaesthetic.concentrationPercent);
  return {
    ...emptyInjectionDraft,
    status: injection.status === 'not-done' ? 'not-done' : 'completed',
    statusReason: injection.statusReason ?? '',
    levels: injection.levels,
    needleOut: injection.needleOutAt === null ? '' : wallTimeAt(injection.needleOutAt, zone),
    anaesthetic: known === undefined ? null : anaestheticKey(known),
    anaestheticMl: anaesthetic?.volumeMl ?? '',
    steroid: steroid?.drug ?? 'none',
    steroidMg: steroid?.doseMg ?? '',
    sedative: sedative?.drug ?? null,
    sedativeMg: sedative?.doseMg ?? '',
    contrast: injection.contrastUsed === null ? null : injection.contrastUsed ? 'yes' : 'no',
    fluoroSeconds: injection.fluoroSeconds ?? '',
    airKermaMgy: injection.airKermaMgy ?? '',
    kermaAreaGycm2: injection.kermaAreaGycm2 ?? '',
    temperatures: Object.fromEntries(injection.temperatures.map(({ foot, minute, celsius }) => [`${foot} ${minute}`, celsius])),
    complications: injection.complications.flatMap(({ code, grade, causality, note }) =>
      complicationCodes(code).map((each) => ({ code: each, grade: grade === null ? null : String(grade), causality, note: note ?? '' })),
    ),
    note: injection.note ?? '',
  };
}

/** What is missing or cannot be; the server asks the rest. */
export function injectionFaults(draft: InjectionDraft, zone: string, now: number, amending: boolean): readonly FormFault[] {
  const faults: FormFault[] = [];
  const fault = (field: string, sentence: string): number => faults.push({ field, sentence });
  if (draft.side === null) fault('side', problemTexts['series.side-missing'].detail({}));
  if (amending && draft.amendReason.trim() === '') fault('amendReason', 'Say why the record is corrected.');
  if (draft.status === 'not-done') {
    if (draft.statusReason.trim() === '') fault('statusReason', 'Say why it was not done.');
    return faults;
  }
  if (draft.levels.length === 0) fault('levels', 'Choose the level.');
  const at = needleOutOf(draft, zone);
  if (draft.needleOut === '') fault('needleOutAt', 'Enter the time of needle-out: relief is counted from it.');
  else if (!at.accepted) fault('needleOutAt', at.sentence);
  else if (at.value > now + 2 * 60_000) fault('needleOutAt', 'The needle-out lies in the future.');
  if (draft.anaesthetic === null) fault('anaesthetic', 'Choose the local anaesthetic.');
  if (draft.anaestheticMl === '') fault('anaestheticMl', 'Enter the volume.');
  if (draft.steroid === null) fault('steroid', 'Choose the steroid, or "none".');
  else if (draft.steroid !== 'none' && draft.steroidMg === '') fault('steroidMg', 'Enter the dose.');
  for (const [reading, celsius] of Object.entries(draft.temperatures)) {
    if (celsius !== '' && (Number(celsius) < 10 || Number(celsius) > 45)) fault(`temperature-${reading}`, 'A skin temperature lies between 10 and 45 °C.');
  }
  return faults;
}

function needleOutOf({ needleOut }: InjectionDraft, zone: string) {
  const decision = instantOf(needleOut.slice(0, 16), zone);
  if (decision.accepted) return decision;
  const [first] = decision.refusals;
  const sentence = first === undefined ? 'This time cannot be read.' : problemTexts[first.code].detail(first.facts);
  return { accepted: false, sentence } as const;
}

/** A record, or with its reason the correction of one. */
export type InjectionRequest = RecordInjectionRequest & { amendReason?: string };

/** Precondition: `injectionFaults` found nothing. */
export function injectionRequest(draft: InjectionDraft, zone: string, amending: boolean): InjectionRequest | null {
  const { side, status } = draft;
  if (side === null) return null;
  const at = needleOutOf(draft, zone);
  const done = status === 'completed';
  return {
    side,
    status,
    ...(done ? {} : { statusReason: draft.statusReason.trim() }),
    ...(amending && { amendReason: draft.amendReason.trim() }),
    levels: done ? [...draft.levels] : [],
    needleOutAt: done && at.accepted ? new Date(at.value).toISOString() : null,
    contrastUsed: draft.contrast === null ? null : draft.contrast === 'yes',
    fluoroSeconds: amount(draft.fluoroSeconds),
    airKermaMgy: amount(draft.airKermaMgy),
    kermaAreaGycm2: amount(draft.kermaAreaGycm2),
    note: draft.note.trim() === '' ? null : draft.note.trim(),
    drugs: done ? drugsOf(draft) : [],
    temperatures: Object.entries(draft.temperatures).flatMap(([reading, celsius]) => {
      const [foot, minute] = reading.split(' ');
      if (celsius === '' || (foot !== 'left' && foot !== 'right')) return [];
      return [{ foot, minute: Number(minute), celsius: Number(celsius) }];
    }),
    complications: draft.complications.map(({ code, grade, causality, note }) => ({
      code,
      ...(grade !== null && { grade: Number(grade) }),
      ...(causality !== null && { causality }),
      ...(note.trim() !== '' && { note: note.trim() }),
    })),
  };
}

function drugsOf(draft: InjectionDraft): RecordInjectionRequest['drugs'] {
  const anaesthetic = anaesthetics.find((each) => anaestheticKey(each) === draft.anaesthetic);
  return [
    ...(anaesthetic === undefined
      ? []
      : [{ role: 'local-anaesthetic' as const, drug: anaesthetic.drug, concentrationPercent: anaesthetic.percent, volumeMl: amount(draft.anaestheticMl) }]),
    ...(draft.steroid === null || draft.steroid === 'none' ? [] : [{ role: 'steroid' as const, drug: draft.steroid, doseMg: amount(draft.steroidMg) }]),
    ...(draft.sedative === null ? [] : [{ role: 'sedative' as const, drug: draft.sedative, doseMg: amount(draft.sedativeMg) }]),
  ];
}

function amount(typed: Typed): number | null {
  return typed === '' ? null : Number(typed);
}
