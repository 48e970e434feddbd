import { Controller, Get, Query } from '@nestjs/common';
import { MessagePreviewsQuery, type MessagePreviewsView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { MessagePreviewService } from './message-preview.service.js';

/** What patients would read: of an example, never of a patient. */
@Controller()
export class MessagePreviewController {
  constructor(private readonly previews: MessagePreviewService) {}

  @Can('message-policy', 'read')
  @Get('clinics/:clinicId/message-previews')
  ofClinic(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Query() query: MessagePreviewsQuery,
  ): Promise<MessagePreviewsView> {
    return this.previews.ofClinic(member, clinicId, query);
  }
}
