import { IsIn, Matches } from 'class-validator';
import { IsId, IsInstant, IsLine, IsOmittable } from './field-rules.js';
import type { Role } from './access-matrix.js';

export const auditActions = ['create', 'read', 'update', 'delete', 'execute'] as const;
export type AuditAction = (typeof auditActions)[number];

/** GET /audit-events: newest first; every filter narrows. */
export class AuditEventsQuery {
  /** From this instant on. */
  @IsOmittable()
  @IsInstant()
  from?: string;

  /** Before this instant. */
  @IsOmittable()
  @IsInstant()
  until?: string;

  @IsOmittable()
  @IsId()
  memberId?: string;

  @IsOmittable()
  @IsId()
  patientId?: string;

  @IsOmittable()
  @IsIn(auditActions)
  action?: AuditAction;

  /** `next` of the page before. */
  @IsOmittable()
  @Matches(/^[1-9][0-9]{0,14}$/, { message: 'Take the cursor from the page before.' })
  cursor?: string;

  @IsOmittable()
  @Matches(/^([1-9][0-9]?|100)$/, { message: 'A page holds 1 to 100 rows.' })
  limit?: string;
}

/**
 * POST /audit-patients/searches: whose trail is looked for; an auditor asks by the MRN, and sees nothing else of the
 * person.
 */
export class SearchAuditPatientRequest {
  @IsLine(40)
  mrn!: string;
}

/** The patient as the trail names them. */
export interface AuditPatientView {
  readonly patientId: string;
}

/** One read or write of a patient's record. */
export interface AuditEventView {
  readonly sequence: number;
  /** Epoch ms, by the database's clock. */
  readonly at: number;
  /** Null: the patient, or the system itself. */
  readonly member: { readonly id: string; readonly name: string } | null;
  /** The patient, through a link of their own. */
  readonly byPatient: boolean;
  /** The roles held at that moment. */
  readonly roles: readonly Role[];
  readonly purpose: string;
  readonly action: AuditAction;
  readonly resource: string;
  readonly resourceId: string | null;
  readonly patientIds: readonly string[];
  readonly requestId: string | null;
  /** Changed columns with old and new value for a write; filters and counts for a read. */
  readonly change: unknown;
}

export const auditFaults = ['edited', 'inserted', 'deleted', 'rewritten', 'head-missing'] as const;
export type AuditFault = (typeof auditFaults)[number];

/** What is wrong with the first broken row, as the second half of "Event 57 ...". A missing text is a compile error. */
export const auditFaultTexts: Readonly<Record<AuditFault, string>> = {
  edited: 'does not have the content that was sealed',
  inserted: 'was put in later: the trail goes past it',
  deleted: 'is missing',
  rewritten: 'was replaced: what follows was sealed upon another event',
  'head-missing': 'cannot be judged: the end of the trail is not known',
};

/** GET /audit-chain: whether the newest part of the trail is whole; `audit:verify` judges all of it. */
export interface AuditChainView {
  readonly from: number;
  /** The last event that follows from those before; 0 in an empty trail. */
  readonly wholeTo: number;
  readonly fault: AuditFaultView | null;
}

/** The first broken row. `at` is its own time; of a missing row, that of the one after it, if there is one. */
export interface AuditFaultView {
  readonly sequence: number;
  readonly at: number | null;
  readonly fault: AuditFault;
}
