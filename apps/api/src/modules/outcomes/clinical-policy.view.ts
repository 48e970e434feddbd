import type { ClinicalPolicyView, FiguresAnewView } from '@lull/contracts';
import {
  clinicalPolicies,
  comingUnder,
  policyStanding,
  type ClinicalPolicyKind,
  type ClinicalVersion,
  type ClinicalVersions,
  type CivilDate,
} from '@lull/domain';
import type { ComingSession, RecordedVersion } from './clinical-policy.repository.js';
import type { KeptFigure } from './relief-figures.repository.js';

interface VersionsShown<Kind extends ClinicalPolicyKind> {
  readonly kind: Kind;
  readonly versions: ClinicalVersions<Kind>;
  readonly recorded: readonly RecordedVersion[];
  readonly ahead: readonly ComingSession[];
  readonly today: CivilDate;
}

/** The newest first; what Lull proposes was never written down by anybody here. */
export function clinicalPolicyViews<Kind extends ClinicalPolicyKind>({
  kind,
  versions,
  recorded,
  ahead,
  today,
}: VersionsShown<Kind>): ClinicalPolicyView[] {
  return versions
    .map((policy: ClinicalVersion<Kind>): ClinicalPolicyView => {
      const { version, author, effectiveFrom, figures } = policy;
      const own = recorded.find((each) => each.version === version);
      return {
        kind,
        version,
        author,
        source: own?.source ?? clinicalPolicies[kind].source,
        effectiveFrom,
        recordedAt: own?.recordedAt ?? null,
        revertsTo: own?.revertsTo ?? null,
        state: policyStanding(policy, versions, today),
        figures,
        applies: comingUnder(ahead, versions, version).length,
      };
    })
    .toReversed();
}

type Judged = Pick<FiguresAnewView, 'injections' | 'changed' | 'otherResponse'>;

/** What two versions of the definitions make of the same injections, held side by side. */
export function figuresAnew(before: readonly KeptFigure[], after: readonly KeptFigure[]): Judged {
  const known = new Map(before.map((figure) => [keyOf(figure), figure]));
  const changed = new Set<string>();
  const otherResponse = new Set<string>();
  for (const figure of after) {
    const was = known.get(keyOf(figure));
    if (was === undefined || saidBy(was) === saidBy(figure)) continue;
    changed.add(figure.injection.id);
    if (figure.definition === 'relief50' && was.response !== figure.response)
      otherResponse.add(figure.injection.id);
  }
  return {
    injections: new Set(after.map(({ injection }) => injection.id)).size,
    changed: changed.size,
    otherResponse: otherResponse.size,
  };
}

const keyOf = ({ injection, definition }: KeptFigure): string => `${injection.id} ${definition}`;

/** Everything that the definition says, and not which version says it. */
function saidBy({
  version: _version,
  patientId: _patient,
  series: _series,
  injection: _injection,
  ...said
}: KeptFigure): string {
  return JSON.stringify(said);
}
