import { Controller, Get } from '@nestjs/common';
import type {
  PatientReliefView,
  SeriesReliefView,
  SeriesReviewView,
  SeriesSummaryView,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { ReliefService } from './relief.service.js';

@Controller()
export class ReliefController {
  constructor(private readonly relief: ReliefService) {}

  @Can('relief', 'read')
  @Get('series/:id/relief')
  ofSeries(@CurrentMember() member: MemberPrincipal, @PathId() seriesId: string): Promise<SeriesReliefView> {
    return this.relief.ofSeries(member, seriesId);
  }

  @Can('relief', 'read')
  @Get('series/:id/review')
  review(@CurrentMember() member: MemberPrincipal, @PathId() seriesId: string): Promise<SeriesReviewView> {
    return this.relief.review(member, seriesId);
  }

  @Can('relief', 'read')
  @Get('series/:id/summary')
  summary(@CurrentMember() member: MemberPrincipal, @PathId() seriesId: string): Promise<SeriesSummaryView> {
    return this.relief.summary(member, seriesId);
  }

  @Can('relief', 'read')
  @Get('patients/:id/relief')
  ofPatient(
    @CurrentMember() member: MemberPrincipal,
    @PathId() patientId: string,
  ): Promise<PatientReliefView> {
    return this.relief.ofPatient(member, patientId);
  }
}
