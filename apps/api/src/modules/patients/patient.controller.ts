import { Body, Controller, Get, HttpCode, Patch, Post, Put } from '@nestjs/common';
import {
  CreatePatientRequest,
  SearchPatientsRequest,
  UpdateContactsRequest,
  UpdatePatientRequest,
  type Page,
  type PatientRowView,
  type PatientView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { PatientService } from './patient.service.js';

@Controller('patients')
export class PatientController {
  constructor(private readonly patients: PatientService) {}

  /** Names and birth dates have no place in an address, which others write down. */
  @Can('patient', 'read')
  @Post('searches')
  @HttpCode(200)
  search(
    @CurrentMember() member: MemberPrincipal,
    @Body() { q = '', cursor }: SearchPatientsRequest,
  ): Promise<Page<PatientRowView>> {
    return this.patients.search(member, q, cursor ?? null);
  }

  @Can('patient', 'create')
  @Post()
  create(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: CreatePatientRequest,
  ): Promise<PatientView> {
    return this.patients.create(member, once, request);
  }

  @Can('patient', 'read')
  @Get(':id')
  one(@CurrentMember() member: MemberPrincipal, @PathId() id: string): Promise<PatientView> {
    return this.patients.one(member, id);
  }

  @Can('patient', 'update')
  @Patch(':id')
  change(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() request: UpdatePatientRequest,
  ): Promise<PatientView> {
    return this.patients.change(member, id, version, request);
  }

  @Can('patient', 'update-contacts')
  @Put(':id/contacts')
  changeContacts(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() request: UpdateContactsRequest,
  ): Promise<PatientView> {
    return this.patients.change(member, id, version, request);
  }
}
