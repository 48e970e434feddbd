import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  AddClinicalPolicyRequest,
  PreviewClinicalPolicyRequest,
  type ClinicalPolicyPreviewView,
  type ClinicalPolicyView,
  type StandingSessionsView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { ClinicalPolicyService } from './clinical-policy.service.js';

/** The definitions of relief, the decision rules, and when symptoms are told further; each kind with its versions. */
@Controller('clinical-policies/:kind')
export class ClinicalPolicyController {
  constructor(private readonly policies: ClinicalPolicyService) {}

  @Can('clinical-policy', 'read')
  @Get()
  all(@CurrentMember() member: MemberPrincipal, @Param('kind') kind: string): Promise<ClinicalPolicyView[]> {
    return this.policies.all(member, kind);
  }

  /** Times alone: it names no patient. */
  @Can('clinical-policy', 'read')
  @Get(':version/sessions')
  sessions(
    @CurrentMember() member: MemberPrincipal,
    @Param('kind') kind: string,
    @Param('version') version: string,
  ): Promise<StandingSessionsView> {
    return this.policies.sessions(member, kind, version);
  }

  @Can('clinical-policy', 'change')
  @Post('previews')
  @HttpCode(200)
  preview(
    @CurrentMember() member: MemberPrincipal,
    @Param('kind') kind: string,
    @Body() request: PreviewClinicalPolicyRequest,
  ): Promise<ClinicalPolicyPreviewView> {
    return this.policies.preview(member, kind, request);
  }

  @Can('clinical-policy', 'change')
  @Post()
  add(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Param('kind') kind: string,
    @Body() request: AddClinicalPolicyRequest,
  ): Promise<ClinicalPolicyView[]> {
    return this.policies.add(member, once, kind, request);
  }
}
