import { Injectable } from '@nestjs/common';
import {
  advisoryOf,
  reasonOf,
  type AddReadinessPolicyRequest,
  type PreviewReadinessPolicyRequest,
  type ReadinessFiguresRequest,
  type ReadinessPolicyPreviewView,
  type ReadinessPolicyView,
  type StandingSessionsView,
} from '@lull/contracts';
import {
  checkReadinessFigures,
  civilDateAt,
  fastsOtherwise,
  figureDifferences,
  figuresOf,
  judgedBy,
  policiesWith,
  policyBody,
  type Accepted,
  type CivilDate,
  type Decision,
  type ReadinessFigures,
  type ReadinessPolicies,
  type ReadinessPolicy,
} from '@lull/domain';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided, reasonsAgainst } from '../../platform/decided.js';
import { notFound, Refused, stale } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { standingSessions } from '../scheduling/scheduling.public.js';
import {
  ReadinessPolicyRepository,
  type RecordedPolicy,
  type SessionAhead,
} from './readiness-policy.repository.js';
import { policyView } from './readiness-policy.view.js';

/** All versions of a practice at a moment. */
interface Versions {
  readonly recorded: readonly RecordedPolicy[];
  readonly policies: ReadinessPolicies;
  readonly newest: ReadinessPolicy;
  readonly today: CivilDate;
}

/** By what readiness is judged, as versions: written by a physician, never overwritten, each brought back as a new one. */
@Injectable()
export class ReadinessPolicyService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly policies: ReadinessPolicyRepository,
  ) {}

  all(member: MemberPrincipal): Promise<ReadinessPolicyView[]> {
    return this.database.run(member, (tx) => this.views(tx));
  }

  /** The coming sessions that a version judges. */
  sessions(member: MemberPrincipal, version: string): Promise<StandingSessionsView> {
    return this.database.run(member, async (tx) => {
      const { policies } = await this.versions(tx);
      if (policies.every((each) => each.version !== version)) throw notFound('version of the policy');
      return standingSessions(judgedBy(await this.policies.sessionsAhead(tx), policies, version));
    });
  }

  preview(
    member: MemberPrincipal,
    request: PreviewReadinessPolicyRequest,
  ): Promise<ReadinessPolicyPreviewView> {
    return this.database.run(member, async (tx) => {
      const versions = await this.versions(tx);
      mustBeNewest(versions, request.basedOnVersion);
      const decision = judge(versions, request);
      const nobody = standingSessions([]);
      const differences = figureDifferences(figuresOf(versions.newest), plain(request.figures));
      if (!decision.accepted) {
        const refusals = reasonsAgainst(decision).map(reasonOf);
        return { accepted: false, refusals, advisories: [], differences, applies: nobody, otherFast: nobody };
      }
      const next = nextOf(versions, member.name, request.effectiveFrom, decision);
      const supposed: ReadinessPolicies = [...versions.policies, next];
      const ahead = judgedBy(await this.policies.sessionsAhead(tx), supposed, next.version);
      return {
        accepted: true,
        refusals: [],
        advisories: decision.advisories.map(advisoryOf),
        differences,
        applies: standingSessions(ahead),
        otherFast: standingSessions(fastsOtherwise<SessionAhead>(ahead, versions.policies, supposed)),
      };
    });
  }

  add(
    member: MemberPrincipal,
    once: Once,
    request: AddReadinessPolicyRequest,
  ): Promise<ReadinessPolicyView[]> {
    return this.calls.run(member, once, async (tx) => {
      const versions = await this.versions(tx);
      mustBeNewest(versions, request.basedOnVersion);
      const accepted = decided(judge(versions, request));
      mustBringBack(versions, request.revertsTo, accepted.value);
      const { version, author, effectiveFrom, ...body } = nextOf(
        versions,
        member.name,
        request.effectiveFrom,
        accepted,
      );
      const source = request.source.trim();
      const revertsTo = request.revertsTo ?? null;
      await this.policies.add(
        tx,
        { version, author, effectiveFrom, body, source, revertsTo },
        member.memberId,
      );
      return this.views(tx);
    });
  }

  private async versions(tx: Tx): Promise<Versions> {
    const recorded = await this.policies.recorded(tx);
    const policies = policiesWith(recorded);
    if (policies === null) throw new Error('A version of the readiness policy cannot be judged by.');
    const zones = await this.policies.zones(tx);
    const days = zones.map((zone) => civilDateAt(tx.now.epochMilliseconds, zone)).toSorted();
    const today = days[0] ?? civilDateAt(tx.now.epochMilliseconds, 'UTC');
    return { recorded, policies, newest: policies.at(-1) ?? policies[0], today };
  }

  private async views(tx: Tx): Promise<ReadinessPolicyView[]> {
    const { recorded, policies, today } = await this.versions(tx);
    const ahead = await this.policies.sessionsAhead(tx);
    return policies
      .map((policy) =>
        policyView(
          policy,
          recorded.find(({ version }) => version === policy.version) ?? null,
          policies,
          today,
          judgedBy(ahead, policies, policy.version).length,
        ),
      )
      .toReversed();
  }
}

/** Somebody else wrote a version meanwhile: theirs is to be seen first. */
function mustBeNewest({ newest, policies }: Versions, basedOn: string): void {
  if (newest.version !== basedOn) throw stale('readiness policy', policies.length);
}

function judge(
  { newest, today }: Versions,
  { figures, effectiveFrom }: PreviewReadinessPolicyRequest,
): Decision<ReadinessFigures> {
  return checkReadinessFigures(plain(figures), { before: figuresOf(newest), effectiveFrom, today });
}

/** A version that says that it brings another back has the figures of that one. */
function mustBringBack(
  { policies }: Versions,
  revertsTo: string | undefined,
  figures: ReadinessFigures,
): void {
  if (revertsTo === undefined) return;
  const meant = policies.find(({ version }) => version === revertsTo);
  if (meant === undefined) throw notFound('version of the policy');
  if (figureDifferences(figuresOf(meant), figures).length > 0)
    throw new Refused({ code: 'policy.not-the-version-it-names', pointer: '/revertsTo' });
}

function nextOf(
  { policies }: Versions,
  author: string,
  effectiveFrom: CivilDate,
  { value }: Accepted<ReadinessFigures>,
): ReadinessPolicy {
  return { version: String(policies.length + 1), author, effectiveFrom, ...policyBody(value) };
}

/** Ingredients as allergies are matched with them: in small letters, each once. */
function plain({ substances, valid, ...figures }: ReadinessFiguresRequest): ReadinessFigures {
  const matched = (names: readonly string[]): string[] => [
    ...new Set(names.map((name) => name.trim().toLowerCase())),
  ];
  return {
    ...figures,
    valid: {
      anticoagulantAnswer: valid.anticoagulantAnswer,
      pregnancyTest: valid.pregnancyTest,
      inr: valid.inr,
      consent: valid.consent ?? null,
    },
    substances: {
      always: matched(substances.always),
      withContrast: matched(substances.withContrast),
      withSteroid: matched(substances.withSteroid),
    },
  };
}
