import type { RecordInjectionRequest } from '@lull/contracts';
import { kermaAreaGycm2 } from '@lull/domain';
import { drugRequests } from './drug-draft.js';
import { needleOutOf, readingsOf, type InjectionDraft } from './injection-draft.js';
import { isoOf } from './moment.js';
import { amount } from './typed.js';

/** A record, or with its reason the correction of one. */
export type InjectionRequest = RecordInjectionRequest & { amendReason?: string };

/** Precondition: `injectionFaults` found nothing. Null only without a side. */
export function injectionRequest(
  draft: InjectionDraft,
  zone: string,
  amending: boolean,
): InjectionRequest | null {
  const { side, status } = draft;
  if (side === null) return null;
  return {
    side,
    status,
    ...(status === 'not-done' && { statusReason: draft.statusReason.trim() }),
    ...(draft.overMaximumReason !== '' && { overMaximumReason: draft.overMaximumReason }),
    ...(amending && { amendReason: draft.amendReason.trim() }),
    levels: [...draft.levels],
    needleInAt: isoOf(draft.needleIn, zone),
    needleOutAt: isoOf(needleOutOf(draft), zone),
    needleOutReason: written(draft.needleOutReason),
    ...(draft.needleOutBegan !== null && {
      needleOutStampedAt: isoOf({ text: draft.needleOutBegan, recordedAt: null }, zone),
    }),
    contrastUsed: draft.contrast === null ? null : draft.contrast === 'yes',
    fluoroSeconds: amount(draft.fluoroSeconds),
    airKermaMgy: amount(draft.airKermaMgy),
    kermaAreaGycm2: kermaAreaOf(draft),
    note: written(draft.note),
    drugs: drugRequests(draft.drugs),
    temperatures: readingsOf(draft.temperatures),
    complications: draft.complications.map(({ code, grade, causality, onset, note }) => ({
      code,
      grade: grade === null ? null : Number(grade),
      causality,
      onsetAt: isoOf(onset, zone),
      note: written(note),
    })),
  };
}

function kermaAreaOf({ kermaAreaGycm2: typed, kermaAreaUnit }: InjectionDraft): number | null {
  const value = amount(typed);
  return value === null ? null : kermaAreaGycm2(value, kermaAreaUnit);
}

function written(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
