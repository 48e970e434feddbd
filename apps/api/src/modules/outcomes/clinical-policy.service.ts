import { Injectable } from '@nestjs/common';
import {
  advisoryOf,
  reasonOf,
  type AddClinicalPolicyRequest,
  type ClinicalPolicyPreviewView,
  type ClinicalPolicyView,
  type FiguresAnewView,
  type PreviewClinicalPolicyRequest,
  type StandingSessionsView,
} from '@lull/contracts';
import {
  checkClinicalFigures,
  clinicalPolicyKinds,
  comingUnder,
  differencesBetween,
  isFiguresOf,
  nextVersionOf,
  reliefDefinitionsOf,
  versionOn,
  type ClinicalFigures,
  type ClinicalPolicyKind,
  type ClinicalVersion,
  type Decision,
} from '@lull/domain';
import { clinicalPolicy, type ClinicalPolicy } from '../../platform/database/clinical-policies.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { IdempotentCalls } from '../../platform/database/once.js';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { decided, reasonsAgainst } from '../../platform/decided.js';
import { notFound, Refused, stale } from '../../platform/errors.js';
import type { Once } from '../../platform/http/preconditions.js';
import { standingSessions } from '../scheduling/scheduling.public.js';
import { ClinicalPolicyRepository } from './clinical-policy.repository.js';
import { clinicalPolicyViews, figuresAnew } from './clinical-policy.view.js';
import { ReliefFiguresRepository, type KeptFigure } from './relief-figures.repository.js';
import { reliefFiguresOf } from './relief-figures.js';

/** Whose figures are held side by side while somebody waits: those injected last, some at a time. */
const mostPatients = 200;
const patientsAtATime = 25;

type Policy = ClinicalPolicy<ClinicalPolicyKind>;
type Version = ClinicalVersion<ClinicalPolicyKind>;

/** Clinical rules as versions: written by a physician, never overwritten, each brought back as a new one. */
@Injectable()
export class ClinicalPolicyService {
  constructor(
    private readonly database: Database,
    private readonly calls: IdempotentCalls,
    private readonly policies: ClinicalPolicyRepository,
    private readonly figures: ReliefFiguresRepository,
  ) {}

  all(member: MemberPrincipal, asked: string): Promise<ClinicalPolicyView[]> {
    const kind = kindOf(asked);
    return this.database.run(member, (tx) => this.views(tx, kind));
  }

  /** The coming sessions on whose day a version is in force. */
  sessions(member: MemberPrincipal, asked: string, version: string): Promise<StandingSessionsView> {
    const kind = kindOf(asked);
    return this.database.run(member, async (tx) => {
      const { versions } = await clinicalPolicy(tx, kind);
      if (versions.every((each: Version) => each.version !== version))
        throw notFound('version of the policy');
      return standingSessions(comingUnder(await this.policies.sessionsAhead(tx), versions, version));
    });
  }

  preview(
    member: MemberPrincipal,
    asked: string,
    request: PreviewClinicalPolicyRequest,
  ): Promise<ClinicalPolicyPreviewView> {
    const kind = kindOf(asked);
    return this.database.run(member, async (tx) => {
      const policy = await clinicalPolicy(tx, kind);
      const newest = mustBeNewest(policy, request.basedOnVersion);
      const decision = judge(kind, policy, newest, request);
      const differences = isFiguresOf(kind, request.figures)
        ? differencesBetween(newest.figures, request.figures)
        : [];
      if (!decision.accepted) {
        const refusals = reasonsAgainst(decision).map(reasonOf);
        const applies = standingSessions([]);
        return { accepted: false, refusals, advisories: [], differences, applies, figuresAnew: null };
      }
      const { effectiveFrom } = request;
      const next = { version: nextVersionOf(policy.versions), author: member.name, effectiveFrom };
      const supposed = [...policy.versions, { ...next, figures: decision.value }] as Policy['versions'];
      return {
        accepted: true,
        refusals: [],
        advisories: decision.advisories.map(advisoryOf),
        differences,
        applies: standingSessions(comingUnder(await this.policies.sessionsAhead(tx), supposed, next.version)),
        figuresAnew: kind === 'relief' ? await this.anew(tx, effectiveFrom, supposed) : null,
      };
    });
  }

  add(
    member: MemberPrincipal,
    once: Once,
    asked: string,
    request: AddClinicalPolicyRequest,
  ): Promise<ClinicalPolicyView[]> {
    const kind = kindOf(asked);
    return this.calls.run(member, once, async (tx) => {
      const policy = await clinicalPolicy(tx, kind);
      const newest = mustBeNewest(policy, request.basedOnVersion);
      const { value: body } = decided(judge(kind, policy, newest, request));
      mustBringBack(policy, request.revertsTo, body);
      await this.policies.add(
        tx,
        kind,
        {
          version: nextVersionOf(policy.versions),
          author: member.name,
          effectiveFrom: request.effectiveFrom,
          body,
          source: request.source.trim(),
          revertsTo: request.revertsTo ?? null,
        },
        member.memberId,
      );
      return this.views(tx, kind);
    });
  }

  /** By the version in force on its first day, and by the supposed one; nothing is written. */
  private async anew(tx: Tx, effectiveFrom: string, supposed: Policy['versions']): Promise<FiguresAnewView> {
    const versions = supposed as ClinicalPolicy<'relief'>['versions'];
    const [proposed, ...own] = versions;
    const after = reliefDefinitionsOf(own.at(-1) ?? proposed);
    const before = reliefDefinitionsOf(
      versionOn<ClinicalVersion<'relief'>>(effectiveFrom, [proposed, ...own.slice(0, -1)]),
    );
    const { patientIds, everybody } = await this.figures.lastInjected(tx, mostPatients);
    const was: KeptFigure[] = [];
    const would: KeptFigure[] = [];
    for (let from = 0; from < patientIds.length; from += patientsAtATime) {
      const records = await this.figures.records(tx, patientIds.slice(from, from + patientsAtATime));
      was.push(...records.flatMap((each) => reliefFiguresOf(each, before)));
      would.push(...records.flatMap((each) => reliefFiguresOf(each, after)));
    }
    return { patients: patientIds.length, everyPatient: everybody, ...figuresAnew(was, would) };
  }

  private async views(tx: Tx, kind: ClinicalPolicyKind): Promise<ClinicalPolicyView[]> {
    const { versions, today } = await clinicalPolicy(tx, kind);
    const recorded = await this.policies.recorded(tx, kind);
    return clinicalPolicyViews({
      kind,
      versions,
      recorded,
      ahead: await this.policies.sessionsAhead(tx),
      today,
    });
  }
}

function kindOf(asked: string): ClinicalPolicyKind {
  const kind = clinicalPolicyKinds.find((each) => each === asked);
  if (kind === undefined) throw notFound('kind of policy');
  return kind;
}

/** Somebody else wrote a version meanwhile: theirs is to be seen first. */
function mustBeNewest({ versions }: Policy, basedOn: string): Version {
  const newest = versions.at(-1) ?? versions[0];
  if (newest.version !== basedOn) throw stale('clinical policy', versions.length);
  return newest;
}

function judge(
  kind: ClinicalPolicyKind,
  { today }: Policy,
  { figures: before }: Version,
  { figures, effectiveFrom }: PreviewClinicalPolicyRequest,
): Decision<ClinicalFigures[ClinicalPolicyKind]> {
  return checkClinicalFigures(kind, figures, { before, effectiveFrom, today });
}

/** A version that says that it brings another back has the figures of that one. */
function mustBringBack({ versions }: Policy, revertsTo: string | undefined, figures: unknown): void {
  if (revertsTo === undefined) return;
  const meant = versions.find((each: Version) => each.version === revertsTo);
  if (meant === undefined) throw notFound('version of the policy');
  if (differencesBetween(meant.figures, figures).length > 0)
    throw new Refused({ code: 'policy.not-the-version-it-names', pointer: '/revertsTo' });
}
