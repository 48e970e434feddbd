import { Body, Controller, Get, Patch, Post } from '@nestjs/common';
import {
  AddResourceRequest,
  ChangeResourceRequest,
  type PhysicianMemberView,
  type ResourceSettingsView,
  type StandingSessionsView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { ResourceService } from './resource.service.js';

/** Rooms, devices, nurses and bays, as settings. */
@Controller()
export class ResourceController {
  constructor(private readonly resources: ResourceService) {}

  @Can('resource', 'read')
  @Get('clinics/:clinicId/resources')
  ofClinic(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
  ): Promise<ResourceSettingsView[]> {
    return this.resources.ofClinic(member, clinicId);
  }

  @Can('resource', 'change')
  @Post('clinics/:clinicId/resources')
  add(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @IdempotencyKey() once: Once,
    @Body() request: AddResourceRequest,
  ): Promise<ResourceSettingsView[]> {
    return this.resources.add(member, once, clinicId, request);
  }

  /** Times alone: it names no patient. */
  @Can('resource', 'change')
  @Get('resources/:id/bookings')
  bookings(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
  ): Promise<StandingSessionsView> {
    return this.resources.bookings(member, id);
  }

  @Can('resource', 'change')
  @Get('physician-members')
  physicianMembers(@CurrentMember() member: MemberPrincipal): Promise<PhysicianMemberView[]> {
    return this.resources.physicianMembers(member);
  }

  @Can('resource', 'change')
  @Patch('resources/:id')
  change(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IfMatch() version: number,
    @Body() request: ChangeResourceRequest,
  ): Promise<ResourceSettingsView> {
    return this.resources.change(member, id, version, request);
  }
}
