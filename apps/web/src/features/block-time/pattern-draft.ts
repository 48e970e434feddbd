import type {
  BlockTimePatternView,
  BlockTimeRepeats,
  ChangeBlockTimeRequest,
  ClinicView,
  CreateBlockTimeRequest,
} from '@lull/contracts';
import { weekdayOf, type BlockTimeScope } from '@lull/domain';

/** Block time as it stands in the form; numbers as they are typed. */
export interface PatternDraft {
  readonly physicianId: string;
  readonly roomId: string;
  readonly weekday: number;
  readonly from: string;
  readonly to: string;
  readonly repeats: BlockTimeRepeats;
  readonly everyWeeks: number;
  readonly anchorDate: string;
  readonly nths: readonly number[];
  readonly procedureTypeIds: readonly string[];
  readonly mostSessions: number | '';
  readonly releaseLeadDays: number | '';
  readonly validFrom: string;
  readonly validTo: string;
}

/** The requests as plain values: the classes are the server's. */
export type NewBlockTime = Pick<CreateBlockTimeRequest, keyof CreateBlockTimeRequest>;
export type BlockTimeChange = Pick<ChangeBlockTimeRequest, keyof ChangeBlockTimeRequest>;

const usualLeadDays = 5;

export function newDraft(clinic: ClinicView, tomorrow: string): PatternDraft {
  const first = (kind: string): string => clinic.resources.find((each) => each.kind === kind)?.id ?? '';
  return {
    physicianId: first('physician'),
    roomId: first('room'),
    weekday: weekdayOf(tomorrow),
    from: '08:00',
    to: '12:00',
    repeats: 'weekly',
    everyWeeks: 2,
    anchorDate: tomorrow,
    nths: [1, 3],
    procedureTypeIds: [],
    mostSessions: '',
    releaseLeadDays: usualLeadDays,
    validFrom: tomorrow,
    validTo: '',
  };
}

export function draftOf(pattern: BlockTimePatternView): PatternDraft {
  return {
    ...pattern,
    everyWeeks: pattern.everyWeeks ?? 2,
    anchorDate: pattern.anchorDate ?? pattern.validFrom,
    mostSessions: pattern.mostSessions ?? '',
    releaseLeadDays: pattern.releaseLeadDays ?? '',
    validTo: pattern.validTo ?? '',
  };
}

export function newRequest(draft: PatternDraft): NewBlockTime {
  const { everyWeeks, anchorDate, nths, mostSessions, releaseLeadDays, validTo, ...said } = draft;
  return {
    ...said,
    procedureTypeIds: [...draft.procedureTypeIds],
    ...(draft.repeats === 'every-n-weeks' && { everyWeeks, anchorDate }),
    ...(draft.repeats === 'nth-weekdays' && { nths: [...nths] }),
    mostSessions: mostSessions === '' ? null : mostSessions,
    releaseLeadDays: releaseLeadDays === '' ? null : releaseLeadDays,
    validTo: validTo === '' ? null : validTo,
  };
}

export function changeRequest(
  draft: PatternDraft,
  scope: BlockTimeScope,
  date: string,
  ends: boolean,
): BlockTimeChange {
  const when = { scope, ...(scope !== 'pattern' && { date }) };
  if (ends) return { ...when, ends };
  const { from, to, roomId } = draft;
  return scope === 'this-week-only' ? { ...when, from, to, roomId } : { ...when, ...newRequest(draft) };
}
