import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  AddClosureRequest,
  AddHolidaysRequest,
  ClosuresQuery,
  PreviewHolidaysRequest,
  RemoveClosuresRequest,
  type ClosureSettingsView,
  type ClosuresRemovedView,
  type HolidayPreviewView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { ClosureService } from './closure.service.js';

/** Days off. What fails while sessions stand is closed at the displacement desk. */
@Controller('clinics/:clinicId')
export class ClosureController {
  constructor(private readonly closures: ClosureService) {}

  @Can('closure', 'read')
  @Get('closures')
  from(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Query() { from }: ClosuresQuery,
  ): Promise<ClosureSettingsView[]> {
    return this.closures.from(member, clinicId, from);
  }

  @Can('closure', 'change')
  @Post('closures')
  add(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @IdempotencyKey() once: Once,
    @Body() request: AddClosureRequest,
  ): Promise<ClosureSettingsView> {
    return this.closures.add(member, once, clinicId, request);
  }

  @Can('closure', 'change')
  @Post('closure-removals')
  @HttpCode(200)
  remove(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @IdempotencyKey() once: Once,
    @Body() request: RemoveClosuresRequest,
  ): Promise<ClosuresRemovedView> {
    return this.closures.remove(member, once, clinicId, request);
  }

  @Can('closure', 'change')
  @Post('holiday-previews')
  @HttpCode(200)
  previewHolidays(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Body() request: PreviewHolidaysRequest,
  ): Promise<HolidayPreviewView> {
    return this.closures.previewHolidays(member, clinicId, request);
  }

  @Can('closure', 'change')
  @Post('holidays')
  addHolidays(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @IdempotencyKey() once: Once,
    @Body() request: AddHolidaysRequest,
  ): Promise<ClosureSettingsView[]> {
    return this.closures.addHolidays(member, once, clinicId, request);
  }
}
