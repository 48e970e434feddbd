import {
  clinicalVersions,
  civilDateAt,
  versionOn,
  type CivilDate,
  type ClinicalPolicyKind,
  type ClinicalVersion,
  type ClinicalVersions,
  type StoredClinicalVersion,
} from '@lull/domain';
import type { Tx } from './database.js';

/** All versions of one kind of clinical rule of a practice, at a moment. */
export interface ClinicalPolicy<Kind extends ClinicalPolicyKind> {
  readonly versions: ClinicalVersions<Kind>;
  /** By the clinics' clocks; of several the earliest. */
  readonly today: CivilDate;
  readonly inForce: ClinicalVersion<Kind>;
}

/** The rules that a practice judges by. They stand here because many modules judge, and only one writes them. */
export async function clinicalPolicy<Kind extends ClinicalPolicyKind>(
  tx: Tx,
  kind: Kind,
): Promise<ClinicalPolicy<Kind>> {
  const [row] = await tx.query<{ zones: readonly string[]; stored: readonly StoredClinicalVersion[] }>(
    `SELECT (SELECT coalesce(json_agg(DISTINCT c.time_zone), '[]') FROM clinic c WHERE c.practice_id = $1) AS zones,
            (SELECT coalesce(json_agg(json_build_object('version', p.version, 'author', p.author,
                 'effectiveFrom', p.effective_from, 'body', p.body) ORDER BY p.recorded_at, p.id), '[]')
               FROM clinical_policy p WHERE p.practice_id = $1 AND p.kind = $2) AS stored`,
    [tx.principal.practiceId, kind],
  );
  const versions = clinicalVersions(kind, row?.stored ?? []);
  if (versions === null) throw new Error(`A version of the ${kind} policy cannot be judged by.`);
  const now = tx.now.epochMilliseconds;
  const days = (row?.zones ?? []).map((zone) => civilDateAt(now, zone)).toSorted();
  const today = days[0] ?? civilDateAt(now, 'UTC');
  return { versions, today, inForce: versionOn<ClinicalVersion<Kind>>(today, versions) };
}
