import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { SignInController } from './sign-in.controller.js';
import { SignInRepository } from './sign-in.repository.js';
import { SignInService } from './sign-in.service.js';

@Module({
  controllers: [SignInController],
  providers: [SignInService, SignInRepository, { provide: APP_GUARD, useClass: AccessGuard }],
})
export class IdentityModule {}
