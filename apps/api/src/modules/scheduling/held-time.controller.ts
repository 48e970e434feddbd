import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import { BookHeldTimeRequest, HoldTimeRequest, type HeldTimeView, type SessionView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { HeldTimeService } from './held-time.service.js';

@Controller('held-times')
export class HeldTimeController {
  constructor(private readonly heldTimes: HeldTimeService) {}

  @Can('held-time', 'hold')
  @Post()
  hold(
    @CurrentMember() member: MemberPrincipal,
    @IdempotencyKey() once: Once,
    @Body() request: HoldTimeRequest,
  ): Promise<HeldTimeView> {
    return this.heldTimes.hold(member, once, request);
  }

  @Can('held-time', 'read')
  @Get(':id')
  one(@CurrentMember() member: MemberPrincipal, @PathId() id: string): Promise<HeldTimeView> {
    return this.heldTimes.one(member, id);
  }

  @Can('held-time', 'book')
  @Post(':id/book')
  book(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: BookHeldTimeRequest,
  ): Promise<SessionView> {
    return this.heldTimes.book(member, once, id, version, request);
  }

  @Can('held-time', 'give-back')
  @Post(':id/give-back')
  @HttpCode(200)
  giveBack(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
  ): Promise<HeldTimeView> {
    return this.heldTimes.giveBack(member, once, id, version);
  }
}
