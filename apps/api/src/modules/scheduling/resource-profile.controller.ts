import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import {
  ChangeProcedureTypeRequest,
  ChangeResourceProfileRequest,
  CreateProcedureTypeRequest,
  CreateResourceProfileRequest,
  PreviewResourceProfileRequest,
  type ProcedureTypeSettingsView,
  type ProfileBookingsView,
  type ProfilePreviewView,
  type ResourceProfileView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { ResourceProfileService } from './resource-profile.service.js';

/** What can be done, and what each visit holds. */
@Controller()
export class ResourceProfileController {
  constructor(private readonly profiles: ResourceProfileService) {}

  @Can('resource-profile', 'read')
  @Get('procedure-types')
  types(@CurrentMember() member: MemberPrincipal): Promise<ProcedureTypeSettingsView[]> {
    return this.profiles.types(member);
  }

  @Can('resource-profile', 'change')
  @Post('procedure-types')
  createType(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: CreateProcedureTypeRequest,
  ): Promise<ProcedureTypeSettingsView> {
    return this.profiles.createType(member, once, request);
  }

  @Can('resource-profile', 'change')
  @Patch('procedure-types/:id')
  changeType(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IfMatch() version: number,
    @Body() request: ChangeProcedureTypeRequest,
  ): Promise<ProcedureTypeSettingsView> {
    return this.profiles.changeType(member, id, version, request);
  }

  @Can('resource-profile', 'change')
  @Post('procedure-types/:id/profile-previews')
  @HttpCode(200)
  preview(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @Body() request: PreviewResourceProfileRequest,
  ): Promise<ProfilePreviewView> {
    return this.profiles.preview(member, id, request);
  }

  @Can('resource-profile', 'change')
  @Post('procedure-types/:id/profiles')
  create(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @Body() request: CreateResourceProfileRequest,
  ): Promise<ResourceProfileView> {
    return this.profiles.create(member, once, id, request);
  }

  @Can('resource-profile', 'change')
  @Patch('resource-profiles/:id')
  change(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IfMatch() version: number,
    @Body() request: ChangeResourceProfileRequest,
  ): Promise<ResourceProfileView> {
    return this.profiles.change(member, id, version, request);
  }

  /** Times and resources alone: it names no patient. */
  @Can('resource-profile', 'change')
  @Get('resource-profiles/:id/bookings')
  bookings(@CurrentMember() member: MemberPrincipal, @PathId('id') id: string): Promise<ProfileBookingsView> {
    return this.profiles.bookings(member, id);
  }
}
