import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import {
  ListMessagesRequest,
  SettleMessageRequest,
  type MessageDetailView,
  type MessageFiguresView,
  type MessageView,
  type Page,
} from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { IdempotencyKey, IfMatch, type Once } from '../../platform/http/preconditions.js';
import { MessageService } from './message.service.js';

@Controller('messages')
export class MessageController {
  constructor(private readonly messages: MessageService) {}

  @Can('message', 'read')
  @Get()
  page(
    @CurrentMember() member: MemberPrincipal,
    @Query() asked: ListMessagesRequest,
  ): Promise<Page<MessageView>> {
    return this.messages.page(member, asked);
  }

  @Can('message', 'read-figures')
  @Get('figures')
  figures(@CurrentMember() member: MemberPrincipal): Promise<MessageFiguresView> {
    return this.messages.figures(member);
  }

  @Can('message', 'read')
  @Get(':id')
  one(@CurrentMember() member: MemberPrincipal, @PathId() id: string): Promise<MessageDetailView> {
    return this.messages.one(member, id);
  }

  /** A person's word: the patient may have it already. */
  @Can('message', 'send-again')
  @Post(':id/resends')
  @HttpCode(200)
  sendAgain(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
  ): Promise<MessageDetailView> {
    return this.messages.sendAgain(member, once, id, version);
  }

  @Can('message', 'settle')
  @Post(':id/settlements')
  @HttpCode(200)
  settle(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @IdempotencyKey() once: Once,
    @IfMatch() version: number,
    @Body() request: SettleMessageRequest,
  ): Promise<MessageDetailView> {
    return this.messages.settle(member, once, id, version, request);
  }
}
