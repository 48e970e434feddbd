import { causesOfVoid, preparationFor, type Preparation } from '@lull/domain';
import type { JudgedSession } from './requirements.service.js';

/** What the patient of a judged session is told (READY-50). */
export function preparationOf(judged: JudgedSession, now: number): Preparation {
  const { visit, flags, cutOffs, readiness, row } = judged;
  return preparationFor({
    visit,
    durationMinutes: row.durationMinutes,
    flags,
    cutOffs,
    requirements: readiness.requirements,
    escortName: escortOf(judged)?.name ?? null,
    now,
  });
}

/** Whoever was named for this very time; the word for another hour is void, and nobody is said to come then. */
export function escortOf({
  requirements,
  row,
}: JudgedSession): { readonly name: string; readonly phone: string } | null {
  const requirement = requirements.find(({ kind }) => kind === 'escort-confirmed');
  const latest = row.evidence.findLast(({ kind }) => kind === 'escort-confirmed');
  if (requirement === undefined || latest === undefined) return null;
  const { name, phone } = latest.particulars;
  const settled = latest.outcome === 'met' || latest.outcome === 'requested';
  if (!settled || causesOfVoid(requirement, latest).length > 0) return null;
  return typeof name === 'string' ? { name, phone: typeof phone === 'string' ? phone : '' } : null;
}
