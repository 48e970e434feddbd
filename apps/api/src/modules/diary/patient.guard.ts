import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Refused } from '../../platform/errors.js';
import { patientPageKey, type PatientRule, type SignedInRequest } from '../../platform/http/access.js';
import { requestContext } from '../../platform/http/request-context.js';
import { hashOfToken, RateLimits } from '../identity/identity.public.js';
import { PatientAccessRepository } from './patient-access.repository.js';
import { PatientCookie } from './patient-cookie.js';

/** The routes of the patient's page, and no other: an access that stands opens them. Asked anew on each call. */
@Injectable()
export class PatientGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly accesses: PatientAccessRepository,
    private readonly limits: RateLimits,
    private readonly cookie: PatientCookie,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.reflector.get<PatientRule | undefined>(patientPageKey, context.getHandler());
    if (rule === undefined) return true;
    const request = context.switchToHttp().getRequest<SignedInRequest>();
    const token = this.cookie.tokenOf(request);
    const patient = token === undefined ? undefined : await this.accesses.authenticate(hashOfToken(token));
    if (patient === undefined) throw new Refused({ code: 'access-ended' });
    request.patient = patient;
    const called = requestContext();
    if (called !== undefined) called.purpose = 'treatment';
    await this.limits.admitCall(patient.accessId);
    return true;
  }
}
