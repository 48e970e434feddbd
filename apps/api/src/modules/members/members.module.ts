import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { MessagingModule } from '../messaging/messaging.module.js';
import { AdministratorRequestService } from './administrator-request.service.js';
import { InvitationService } from './invitation.service.js';
import { MemberController } from './member.controller.js';
import { MemberLinkController } from './member-link.controller.js';
import { MemberLinkRepository } from './member-link.repository.js';
import { MemberLinkService } from './member-link.service.js';
import { MemberRepository } from './member.repository.js';
import { MemberService } from './member.service.js';

@Module({
  imports: [IdentityModule, MessagingModule],
  controllers: [MemberController, MemberLinkController],
  providers: [
    AdministratorRequestService,
    InvitationService,
    MemberLinkRepository,
    MemberLinkService,
    MemberRepository,
    MemberService,
  ],
})
export class MembersModule {}
