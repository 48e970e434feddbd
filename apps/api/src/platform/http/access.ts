import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { AccessAction, AccessResource, PatientAction, PatientThing } from '@lull/contracts';
import type { Request } from 'express';
import type { MemberPrincipal, PatientPrincipal } from '../database/principal.js';

export interface AccessRule {
  readonly resource: AccessResource;
  /** Any one of these cells opens the route; what else it decides, the service asks of the matrix again. */
  readonly actions: readonly string[];
}

export const accessRuleKey = 'lull:access';
export const publicKey = 'lull:public';
export const patientPageKey = 'lull:patient-page';

/**
 * The cell of the access matrix that this route asks for, or the cells of which one suffices (a scheduler
 * proposes what a physician creates). A route without exactly one of these stops the start.
 */
export const Can = <R extends AccessResource>(
  resource: R,
  action: AccessAction<R>,
  ...orActions: readonly AccessAction<R>[]
) => SetMetadata(accessRuleKey, { resource, actions: [action, ...orActions] } satisfies AccessRule);

/** A route that answers before anybody signed in. */
export const Public = () => SetMetadata(publicKey, true);

/** What a patient asks of their own, as a cell of `patientPage`. */
export interface PatientRule {
  readonly thing: PatientThing;
  readonly action: string;
}

/** A route of the patient's own page: it opens to a patient's access and to no member's sign-in. */
export const PatientPage = <T extends PatientThing>(thing: T, action: PatientAction<T>) =>
  SetMetadata(patientPageKey, { thing, action } satisfies PatientRule);

export interface SignedInRequest extends Request {
  principal?: MemberPrincipal;
  patient?: PatientPrincipal;
}

/** The patient who asks; the guard put it there. */
export const CurrentPatient = createParamDecorator(
  (_: unknown, context: ExecutionContext): PatientPrincipal => {
    const { patient } = context.switchToHttp().getRequest<SignedInRequest>();
    if (patient === undefined)
      throw new Error("A route asks for the patient, but is none of the patient's page.");
    return patient;
  },
);

/** The member who asks; the guard put it there. */
export const CurrentMember = createParamDecorator(
  (_: unknown, context: ExecutionContext): MemberPrincipal => {
    const { principal } = context.switchToHttp().getRequest<SignedInRequest>();
    if (principal === undefined) throw new Error('A route asks for the member, but is public.');
    return principal;
  },
);
