import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import {
  AddToWaitlistRequest,
  BookFreedTimeRequest,
  ChangeWaitlistEntryRequest,
  OfferFreedTimeRequest,
  type FreedTimeCandidatesView,
  type FreedTimeView,
  type SessionView,
  type WaitlistEntryView,
  type WaitlistView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { FreedTimeService } from './freed-time.service.js';
import { WaitlistService } from './waitlist.service.js';

@Controller()
export class WaitlistController {
  constructor(
    private readonly waitlist: WaitlistService,
    private readonly freedTimes: FreedTimeService,
  ) {}

  @Can('waitlist', 'read')
  @Get('clinics/:clinicId/waitlist')
  all(@CurrentMember() member: MemberPrincipal, @PathId('clinicId') clinicId: string): Promise<WaitlistView> {
    return this.waitlist.all(member, clinicId);
  }

  @Can('waitlist', 'change')
  @Post('waitlist-entries')
  add(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: AddToWaitlistRequest,
  ): Promise<WaitlistEntryView> {
    return this.waitlist.add(member, once, request);
  }

  @Can('waitlist', 'change')
  @Patch('waitlist-entries/:id')
  change(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IfMatch() version: number,
    @Body() request: ChangeWaitlistEntryRequest,
  ): Promise<WaitlistEntryView> {
    return this.waitlist.change(member, id, version, request);
  }

  @Can('waitlist', 'change')
  @Post('waitlist-entries/:id/withdraw')
  @HttpCode(200)
  withdraw(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
  ): Promise<WaitlistEntryView> {
    return this.waitlist.withdraw(member, once, id, version);
  }

  @Can('waitlist', 'match')
  @Get('freed-times/:id/candidates')
  candidates(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
  ): Promise<FreedTimeCandidatesView> {
    return this.freedTimes.candidates(member, id);
  }

  @Can('waitlist', 'offer')
  @Post('freed-times/:id/offers')
  offer(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: OfferFreedTimeRequest,
  ): Promise<FreedTimeView> {
    return this.freedTimes.offer(member, once, id, version, request);
  }

  @Can('waitlist', 'offer')
  @Post('freed-times/:id/bookings')
  book(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @Body() request: BookFreedTimeRequest,
  ): Promise<SessionView> {
    return this.freedTimes.book(member, once, id, request);
  }

  @Can('waitlist', 'change')
  @Post('freed-times/:id/close')
  @HttpCode(200)
  close(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
  ): Promise<FreedTimeView> {
    return this.freedTimes.close(member, once, id, version);
  }
}
