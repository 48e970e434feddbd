import { Controller, Get, Query } from '@nestjs/common';
import { ListSeriesToPlaceRequest, type Page, type SeriesToPlaceView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { SeriesToPlaceService } from './series-to-place.service.js';

@Controller('clinics/:clinicId/series-to-place')
export class SeriesToPlaceController {
  constructor(private readonly series: SeriesToPlaceService) {}

  @Can('series', 'read')
  @Get()
  page(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Query() asked: ListSeriesToPlaceRequest,
  ): Promise<Page<SeriesToPlaceView>> {
    return this.series.page(member, clinicId, asked);
  }
}
