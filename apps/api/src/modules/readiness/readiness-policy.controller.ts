import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  AddReadinessPolicyRequest,
  PreviewReadinessPolicyRequest,
  type ReadinessPolicyPreviewView,
  type ReadinessPolicyView,
  type StandingSessionsView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { ReadinessPolicyService } from './readiness-policy.service.js';

/** The numbers behind readiness. */
@Controller()
export class ReadinessPolicyController {
  constructor(private readonly policies: ReadinessPolicyService) {}

  @Can('clinical-policy', 'read')
  @Get('readiness-policies')
  all(@CurrentMember() member: MemberPrincipal): Promise<ReadinessPolicyView[]> {
    return this.policies.all(member);
  }

  /** Times alone: it names no patient. */
  @Can('clinical-policy', 'read')
  @Get('readiness-policies/:version/sessions')
  sessions(
    @CurrentMember() member: MemberPrincipal,
    @Param('version') version: string,
  ): Promise<StandingSessionsView> {
    return this.policies.sessions(member, version);
  }

  @Can('clinical-policy', 'change')
  @Post('readiness-policy-previews')
  @HttpCode(200)
  preview(
    @CurrentMember() member: MemberPrincipal,
    @Body() request: PreviewReadinessPolicyRequest,
  ): Promise<ReadinessPolicyPreviewView> {
    return this.policies.preview(member, request);
  }

  @Can('clinical-policy', 'change')
  @Post('readiness-policies')
  add(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: AddReadinessPolicyRequest,
  ): Promise<ReadinessPolicyView[]> {
    return this.policies.add(member, once, request);
  }
}
