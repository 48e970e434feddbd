import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import {
  BookPlanRequest,
  PlanSeriesRequest,
  type BookedPlanView,
  type SeriesPlanView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, type Once } from '../../platform/http/preconditions.js';
import { SeriesPlanService } from './series-plan.service.js';

@Controller('series')
export class SeriesPlanController {
  constructor(private readonly plans: SeriesPlanService) {}

  @Can('session', 'book')
  @Post(':id/plans')
  @HttpCode(200)
  plan(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @Body() request: PlanSeriesRequest,
  ): Promise<SeriesPlanView> {
    return this.plans.plan(member, id, request);
  }

  @Can('session', 'book')
  @Post(':id/plan-bookings')
  book(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @Body() request: BookPlanRequest,
  ): Promise<BookedPlanView> {
    return this.plans.book(member, once, id, request);
  }
}
