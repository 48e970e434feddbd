import { Injectable } from '@nestjs/common';
import { may, type ParticularsRequest, type Role } from '@lull/contracts';
import {
  checkEvidence,
  judgeFinding,
  type Evidence,
  type EvidenceOutcome,
  type Found,
  type Refusal,
  type RequirementKind,
} from '@lull/domain';
import type { Tx } from '../../platform/database/database.js';
import {
  RequirementEvidenceRepository,
  type NewEvidence,
  type RecordedBefore,
} from './requirement-evidence.repository.js';
import type { JudgedSession } from './requirements.service.js';

/** What somebody says of a requirement, as it was sent. */
export interface SaidOfRequirement {
  readonly kind: RequirementKind;
  readonly outcome: EvidenceOutcome;
  readonly reason?: string;
  readonly particulars?: Partial<ParticularsRequest>;
  readonly fromPatient?: boolean;
}

/** What the desk sees to itself; all else is the clinicians' (product.md section 3). */
const ofTheDesk: readonly RequirementKind[] = ['escort-confirmed', 'fasting-told', 'authorisation'];

export function mayRecord(roles: readonly Role[], kind: RequirementKind): boolean {
  return may(roles, 'readiness', ofTheDesk.includes(kind) ? 'record-desk' : 'record-clinical');
}

/** Takes evidence, or says why not. Precondition of writing: the session is locked. */
@Injectable()
export class EvidenceService {
  constructor(private readonly evidence: RequirementEvidenceRepository) {}

  /** What would be written, or every reason against it (READY-40, READY-48). */
  judge(
    judged: JudgedSession,
    said: SaidOfRequirement,
    now: number,
  ): { readonly evidence: NewEvidence } | { readonly refusals: readonly Refusal[] } {
    const requirement = judged.requirements.find(({ kind }) => kind === said.kind);
    if (requirement === undefined)
      return {
        refusals: [{ code: 'readiness.not-required', facts: { kind: said.kind }, overridable: false }],
      };
    const { outcome, reason = null, particulars = {} } = said;
    const decision = checkEvidence(requirement, {
      at: now,
      outcome,
      reason,
      particulars: textsOf(particulars),
    });
    if (!decision.accepted) return { refusals: decision.refusals };
    return {
      evidence: {
        ...this.byItsLimit(judged, decision.value, particulars),
        sessionId: judged.row.sessionId,
        particulars: { ...particulars },
        reason,
        fromPatient: said.fromPatient ?? false,
      },
    };
  }

  write(tx: Tx, evidence: readonly (NewEvidence | RecordedBefore)[]): Promise<void> {
    return this.evidence.add(tx, evidence);
  }

  /** What was found is never lost: where its limit says no, it is recorded as failed. */
  private byItsLimit(
    { visit, cutOffs, policy }: JudgedSession,
    evidence: Evidence,
    particulars: Partial<ParticularsRequest>,
  ): Evidence {
    if (evidence.outcome !== 'met') return evidence;
    const { at, kind } = evidence;
    const finding = judgeFinding(kind, foundIn(particulars), { at, start: visit.start, cutOffs }, policy);
    return finding.accepted ? evidence : { ...evidence, outcome: 'failed' };
  }
}

/** Whether it is there is all that the rule asks of a particular; a side is compared as it is. */
function textsOf(particulars: Partial<ParticularsRequest>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(particulars).map(([name, value]) => [
      name,
      typeof value === 'object' ? JSON.stringify(value) : String(value),
    ]),
  );
}

function foundIn(particulars: Partial<ParticularsRequest>): Found {
  const { inr, asaClass, airwayAssessed, approvedByPhysician, score, analgesicAt, lastIntakes } = particulars;
  return {
    ...(inr !== undefined && { inr }),
    ...(asaClass !== undefined && { asaClass }),
    ...(airwayAssessed !== undefined && { airwayAssessed }),
    ...(approvedByPhysician !== undefined && { approvedByPhysician }),
    ...(score !== undefined && { score }),
    ...(analgesicAt !== undefined && { analgesicAt: epoch(analgesicAt) }),
    ...(lastIntakes !== undefined && {
      lastIntakes: Object.fromEntries(lastIntakes.map(({ intake, at }) => [intake, epoch(at)])),
    }),
  };
}

function epoch(text: string | null): number | null {
  return text === null ? null : Date.parse(text);
}
