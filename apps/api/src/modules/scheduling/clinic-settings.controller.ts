import { Body, Controller, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import {
  ChangeClinicRequest,
  CreateClinicRequest,
  SetOpeningHoursRequest,
  type ClinicSettingsView,
  type OpeningHoursPreviewView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { ClinicSettingsService } from './clinic-settings.service.js';

/** Clinics as settings; what boards and bookings read of them is `ClinicController`'s. */
@Controller()
export class ClinicSettingsController {
  constructor(private readonly clinics: ClinicSettingsService) {}

  @Can('clinic', 'read')
  @Get('clinic-settings')
  all(@CurrentMember() member: MemberPrincipal): Promise<ClinicSettingsView[]> {
    return this.clinics.all(member);
  }

  @Can('clinic', 'change')
  @Post('clinics')
  create(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: CreateClinicRequest,
  ): Promise<ClinicSettingsView> {
    return this.clinics.create(member, once, request);
  }

  @Can('clinic', 'change')
  @Patch('clinics/:clinicId')
  change(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @IfMatch() version: number,
    @Body() request: ChangeClinicRequest,
  ): Promise<ClinicSettingsView> {
    return this.clinics.change(member, clinicId, version, request);
  }

  @Can('clinic', 'change')
  @Post('clinics/:clinicId/opening-hours-previews')
  @HttpCode(200)
  previewHours(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Body() request: SetOpeningHoursRequest,
  ): Promise<OpeningHoursPreviewView> {
    return this.clinics.previewHours(member, clinicId, request);
  }

  @Can('clinic', 'change')
  @Put('clinics/:clinicId/opening-hours')
  setHours(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @IfMatch() version: number,
    @Body() request: SetOpeningHoursRequest,
  ): Promise<ClinicSettingsView> {
    return this.clinics.setHours(member, clinicId, version, request);
  }
}
