import { Controller, Get, HttpCode, Post, Req } from '@nestjs/common';
import type { DiaryFiguresView, NewPatientLinkView, PatientLinkView } from '@lull/contracts';
import type { Request } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { PatientLinkService } from './patient-link.service.js';

/** Where the patient's page is, as the browser of the member reaches the product. */
const pageOf = (request: Request) => `${request.protocol}://${request.header('host') ?? 'localhost'}/d`;

@Controller('patients/:id')
export class PatientLinkController {
  constructor(private readonly links: PatientLinkService) {}

  @Can('patient-link', 'create')
  @Post('patient-links')
  create(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() patientId: string,
    @Req() request: Request,
  ): Promise<NewPatientLinkView> {
    return this.links.create(member, once, patientId, pageOf(request));
  }

  @Can('patient-link', 'read')
  @Get('patient-link')
  one(@CurrentMember() member: MemberPrincipal, @PathId() patientId: string): Promise<PatientLinkView> {
    return this.links.one(member, patientId);
  }

  @Can('patient-link', 'revoke')
  @Post('patient-link/revoke')
  @HttpCode(200)
  revoke(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() patientId: string,
  ): Promise<PatientLinkView> {
    return this.links.revoke(member, once, patientId);
  }
}

@Controller('clinics/:clinicId')
export class DiaryFiguresController {
  constructor(private readonly links: PatientLinkService) {}

  /** Enrolment and response, without anybody's name. */
  @Can('report', 'operational')
  @Get('diary-figures')
  figures(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
  ): Promise<DiaryFiguresView> {
    return this.links.figures(member, clinicId);
  }
}
