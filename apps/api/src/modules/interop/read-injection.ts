import { complications, isComplicationCode, type ComplicationCode } from '@lull/domain';
import type { InjectionOfBook } from './book.js';
import type { RowReader } from './row-reader.js';

const levels = { L1: 'L1', L2: 'L2', L3: 'L3', L4: 'L4', L5: 'L5', S1: 'S1' } as const;
const complicationCodes: Readonly<Record<string, ComplicationCode>> = Object.fromEntries(
  Object.keys(complications)
    .filter(isComplicationCode)
    .map((code) => [code, code]),
);
const celsius = { least: 10, most: 45 } as const;

/** The columns that only a completed session may fill. */
export const injectionColumns = [
  'needle_out_local',
  'level',
  'local_anaesthetic',
  'volume_ml',
  'steroid',
  'steroid_mg',
  'fluoro_seconds',
  'temp_before_c',
  'temp_after_c',
  'complication',
] as const;

/** What was done; null when nothing was, or when it is not known when. */
export function injectionOf(read: RowReader, needleOutAt: number | null): InjectionOfBook | null {
  if (needleOutAt === null) return null;
  const level = read.optionalCoded('level', levels);
  const localAnaesthetic = read.optional('local_anaesthetic');
  const volumeMl = read.number('volume_ml', { least: 0, most: 200 });
  const steroid = read.optional('steroid');
  const doseMg = read.number('steroid_mg', { least: 0, most: 2000 });
  if (localAnaesthetic === null && volumeMl !== null)
    read.fault('local_anaesthetic', 'inconsistent', { why: 'A volume was given, yet no drug is named.' });
  if (steroid === null && doseMg !== null)
    read.fault('steroid', 'inconsistent', { why: 'A dose was given, yet no drug is named.' });
  return {
    needleOutAt,
    levels: level === null ? [] : [level],
    localAnaesthetic: localAnaesthetic === null ? null : { ...solution(localAnaesthetic), volumeMl },
    steroid: steroid === null ? null : { drug: steroid, doseMg },
    fluoroSeconds: read.whole('fluoro_seconds', { least: 0, most: 7200 }),
    temperatureBeforeC: read.number('temp_before_c', celsius),
    temperatureAfterC: read.number('temp_after_c', celsius),
    complication: read.optionalCoded('complication', complicationCodes),
  };
}

/** `bupivacaine 0.25%` as drug and concentration. */
function solution(text: string): { readonly drug: string; readonly percent: number | null } {
  const parts = /^(.+?)\s+(\d+(?:\.\d+)?)\s*%$/.exec(text);
  return parts === null
    ? { drug: text, percent: null }
    : { drug: parts[1] ?? text, percent: Number(parts[2]) };
}
