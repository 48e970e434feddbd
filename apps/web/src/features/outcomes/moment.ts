import { problemTexts } from '@lull/contracts/plain';
import { instantOf, wallTimeAt } from '@lull/domain';

/**
 * A time of the clinic while it is being written down. A recorded instant is kept beside its reading as long as
 * nobody changes it: what the reading cannot tell (fractions of a second, the second of two equal hours when the
 * clocks go back) is not lost by correcting something else.
 */
export interface Moment {
  /** `2026-12-01T08:30` or `2026-12-01T08:30:15`; either part may still be empty. */
  readonly text: string;
  readonly recordedAt: number | null;
}

export const noMoment: Moment = { text: '', recordedAt: null };

export function momentOf(recordedAt: number | null, zone: string): Moment {
  if (recordedAt === null) return noMoment;
  const second = Math.floor(recordedAt / 1000) % 60;
  return {
    text: `${wallTimeAt(recordedAt, zone)}${second === 0 ? '' : `:${String(second).padStart(2, '0')}`}`,
    recordedAt,
  };
}

export function isBlank({ text }: Moment): boolean {
  return text === '' || text === 'T';
}

/** The instant (epoch ms), null while nothing is written; or why the reading is none. */
export function readMoment(
  moment: Moment,
  zone: string,
): { readonly at: number | null; readonly fault: string | null } {
  if (moment.recordedAt !== null) return { at: moment.recordedAt, fault: null };
  if (isBlank(moment)) return { at: null, fault: null };
  // Seconds that are none make the whole unreadable.
  const seconds = /^(?::[0-5]\d)?$/.test(moment.text.slice(16));
  const decision = instantOf(seconds ? moment.text.slice(0, 16) : moment.text, zone);
  if (decision.accepted) return { at: decision.value + Number(moment.text.slice(17)) * 1000, fault: null };
  const [first] = decision.refusals;
  return {
    at: null,
    fault: first === undefined ? 'This time cannot be read.' : problemTexts[first.code].detail(first.facts),
  };
}

/** As a request says it. */
export function isoOf(moment: Moment, zone: string): string | null {
  const { at } = readMoment(moment, zone);
  return at === null ? null : new Date(at).toISOString();
}
