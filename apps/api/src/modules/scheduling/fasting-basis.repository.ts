import { policiesWith, type FastingBasis, type ReadinessPolicies, type StoredPolicy } from '@lull/domain';

/** By what a patient fasts, as the database tells it. */
export interface StoredFasting {
  readonly glp1: boolean;
  readonly policies: readonly StoredPolicy[];
}

/** The clinic's own versions of the readiness policy, as `StoredPolicy`s. */
export const policiesSql = (
  practiceId: string,
): string => `(SELECT coalesce(json_agg(json_build_object('version', o.version,
    'author', o.author, 'effectiveFrom', o.effective_from, 'body', o.body) ORDER BY o.recorded_at, o.id), '[]')
  FROM readiness_policy o WHERE o.practice_id = ${practiceId})`;

/** The patient's answer about GLP-1 drugs, and the clinic's own versions of the readiness policy, as `StoredFasting`. */
export const fastingSql = (practiceId: string, patientId: string): string => `json_build_object(
  'glp1', EXISTS (SELECT 1 FROM clinical_flag g WHERE g.practice_id = ${practiceId} AND g.patient_id = ${patientId}
     AND g.active AND g.kind = 'glp-1' AND g.state = 'present'),
  'policies', ${policiesSql(practiceId)})`;

/** A policy that cannot be read is nobody's to guess. */
export function judgeable(policies: readonly StoredPolicy[]): ReadinessPolicies {
  const all = policiesWith(policies);
  if (all === null) throw new Error('A version of the readiness policy cannot be judged by.');
  return all;
}

export function fastingBasisOf({ glp1, policies }: StoredFasting): FastingBasis {
  return { glp1, policies: judgeable(policies) };
}
