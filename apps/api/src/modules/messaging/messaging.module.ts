import { Module } from '@nestjs/common';
import { ReadinessModule } from '../readiness/readiness.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { MessageChannels } from './message-channels.js';
import { MessageController } from './message.controller.js';
import { MessagePlanner } from './message-planner.js';
import { MessagePolicyController } from './message-policy.controller.js';
import { MessagePolicyRepository } from './message-policy.repository.js';
import { MessagePolicyService } from './message-policy.service.js';
import { MessagePreviewController } from './message-preview.controller.js';
import { MessagePreviewRepository } from './message-preview.repository.js';
import { MessagePreviewService } from './message-preview.service.js';
import { MessageRepository } from './message.repository.js';
import { MessageService } from './message.service.js';
import { Messages } from './messaging.public.js';
import { Outbox } from './outbox.js';
import { OutboxRepository } from './outbox.repository.js';
import { OutboxWorker } from './outbox-worker.js';
import { PlanRepository } from './plan.repository.js';
import { StaffMail } from './staff-mail.public.js';
import { StaffOutbox } from './staff-outbox.js';
import { StaffOutboxRepository } from './staff-outbox.repository.js';

@Module({
  imports: [ReadinessModule, SchedulingModule],
  controllers: [MessageController, MessagePolicyController, MessagePreviewController],
  providers: [
    MessageChannels,
    MessagePlanner,
    MessagePolicyRepository,
    MessagePolicyService,
    MessagePreviewRepository,
    MessagePreviewService,
    MessageRepository,
    MessageService,
    Messages,
    Outbox,
    OutboxRepository,
    OutboxWorker,
    PlanRepository,
    StaffMail,
    StaffOutbox,
    StaffOutboxRepository,
  ],
  exports: [Messages, StaffMail],
})
export class MessagingModule {}
