import { Body, Controller, Get, Post } from '@nestjs/common';
import { AddAuthorisationRequest, type AuthorisationsView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { AuthorisationService } from './authorisation.service.js';

@Controller()
export class AuthorisationController {
  constructor(private readonly authorisations: AuthorisationService) {}

  @Can('authorisation', 'read')
  @Get('series/:id/authorisations')
  ofSeries(
    @CurrentMember() member: MemberPrincipal,
    @PathId() seriesId: string,
  ): Promise<AuthorisationsView> {
    return this.authorisations.ofSeries(member, seriesId);
  }

  @Can('authorisation', 'add')
  @Post('series/:id/authorisations')
  add(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @PathId() seriesId: string,
    @Body() request: AddAuthorisationRequest,
  ): Promise<AuthorisationsView> {
    return this.authorisations.add(member, once, seriesId, request);
  }
}
