import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  BlockTimeOccurrencesQuery,
  ChangeBlockTimeRequest,
  CreateBlockTimeRequest,
  KeepBlockTimeRequest,
  PreviewReleaseRequest,
  ReleaseBlockTimeRequest,
  type BlockTimeChangedView,
  type BlockTimeOccurrenceView,
  type BlockTimePatternView,
  type BlockTimePreviewView,
  type ReleasePreviewView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { BlockTimeReleaseService } from './block-time-release.service.js';
import { BlockTimeService } from './block-time.service.js';

/** Block time of one clinic. */
@Controller('clinics/:clinicId/block-times')
export class ClinicBlockTimeController {
  constructor(private readonly blockTimes: BlockTimeService) {}

  @Can('block-time', 'read')
  @Get()
  patterns(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
  ): Promise<BlockTimePatternView[]> {
    return this.blockTimes.patterns(member, clinicId);
  }

  @Can('block-time', 'read')
  @Get('occurrences')
  occurrences(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Query() { from, to }: BlockTimeOccurrencesQuery,
  ): Promise<BlockTimeOccurrenceView[]> {
    return this.blockTimes.occurrences(member, clinicId, from, to);
  }

  @Can('block-time', 'change')
  @Post('previews')
  @HttpCode(200)
  preview(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Body() request: CreateBlockTimeRequest,
  ): Promise<BlockTimePreviewView> {
    return this.blockTimes.previewNew(member, clinicId, request);
  }

  @Can('block-time', 'change')
  @Post()
  create(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @IdempotencyKey() once: Once,
    @Body() request: CreateBlockTimeRequest,
  ): Promise<BlockTimePatternView> {
    return this.blockTimes.create(member, once, clinicId, request);
  }
}

/** One block time. Whose it is decides whether a physician may release it; the service looks. */
@Controller('block-times')
export class BlockTimeController {
  constructor(
    private readonly blockTimes: BlockTimeService,
    private readonly releases: BlockTimeReleaseService,
  ) {}

  @Can('block-time', 'change')
  @Post(':id/change-previews')
  @HttpCode(200)
  previewChange(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IfMatch() version: number,
    @Body() request: ChangeBlockTimeRequest,
  ): Promise<BlockTimePreviewView> {
    return this.blockTimes.previewChange(member, id, version, request);
  }

  @Can('block-time', 'change')
  @Post(':id/changes')
  @HttpCode(200)
  change(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: ChangeBlockTimeRequest,
  ): Promise<BlockTimeChangedView> {
    return this.blockTimes.change(member, once, id, version, request);
  }

  @Can('block-time', 'change', 'release-own')
  @Post(':id/release-previews')
  @HttpCode(200)
  previewRelease(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @Body() { date }: PreviewReleaseRequest,
  ): Promise<ReleasePreviewView> {
    return this.releases.preview(member, id, date);
  }

  @Can('block-time', 'change', 'release-own')
  @Post(':id/releases')
  @HttpCode(200)
  release(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: ReleaseBlockTimeRequest,
  ): Promise<BlockTimePatternView> {
    return this.releases.release(member, once, id, version, request);
  }

  @Can('block-time', 'change', 'release-own')
  @Post(':id/keeps')
  @HttpCode(200)
  keep(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: KeepBlockTimeRequest,
  ): Promise<BlockTimePatternView> {
    return this.releases.keep(member, once, id, version, request);
  }

  @Can('block-time', 'change', 'release-own')
  @Post(':id/reclaims')
  @HttpCode(200)
  reclaim(
    @CurrentMember() member: MemberPrincipal,
    @PathId('id') id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: KeepBlockTimeRequest,
  ): Promise<BlockTimePatternView> {
    return this.releases.reclaim(member, once, id, version, request);
  }
}
