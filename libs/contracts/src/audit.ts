import { IsIn, Matches } from 'class-validator';
import { IsId, IsInstant, IsLine, IsOmittable } from './field-rules.js';
import type { Role } from './access-matrix.js';
import type { AuditFault } from './audit-texts.js';

export const auditActions = ['create', 'read', 'update', 'delete', 'execute'] as const;
export type AuditAction = (typeof auditActions)[number];

/** What narrows the trail; GET /audit-events.csv takes just these. */
export class AuditFilterQuery {
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

  /** The noun of the event: a table or a page of the product, with hyphens. */
  @IsOmittable()
  @Matches(/^[a-z]{2,30}(-[a-z]{1,30}){0,4}$/, { message: 'Not a noun of the trail.' })
  resource?: string;
}

/** GET /audit-events: newest first; every filter narrows. */
export class AuditEventsQuery extends AuditFilterQuery {
  /** `next` of the page before. */
  @IsOmittable()
  @Matches(/^[1-9][0-9]{0,14}-[1-9][0-9]{0,14}$/, { message: 'Take the cursor from the page before.' })
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

/** GET /audit-patients/:id/access-report: the period of the report, at most 400 days. */
export class AccessReportQuery {
  /** From this instant on. */
  @IsInstant()
  from!: string;

  /** Before this instant. */
  @IsInstant()
  until!: string;
}

/** What one person did with one thing of a patient's record on one day, as often as it was. */
export interface AccessLineView {
  /** The day, by the calendar of the practice's first clinic. */
  readonly day: string;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly times: number;
  /** Null: the patient, or the system itself. */
  readonly member: string | null;
  readonly byPatient: boolean;
  readonly roles: readonly Role[];
  readonly purpose: string;
  readonly action: AuditAction;
  readonly resource: string;
}

/** GET /audit-patients/:id/access-report: who saw or changed what of one patient, newest day first; for the patient. */
export interface AccessReportView {
  readonly patientId: string;
  readonly mrn: string;
  readonly practice: string;
  /** The zone whose calendar the days are of. */
  readonly timeZone: string;
  /** Epoch ms. */
  readonly from: number;
  readonly until: number;
  /** Up to which instant the trail had been read, and its last event then. */
  readonly asOf: number;
  readonly lines: readonly AccessLineView[];
  /** There were more lines than a report holds: ask for a shorter period. */
  readonly truncated: boolean;
}

/** GET /audit-members: whom the trail can be narrowed to. */
export interface AuditMemberView {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

/** GET /audit-events */
export interface AuditPageView {
  readonly rows: readonly AuditEventView[];
  readonly next: string | null;
  /** Names of the members, places, devices and procedures whose ids stand in the changes of these rows; of no patient. */
  readonly names: Readonly<Record<string, string>>;
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
