import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { SignInController } from './sign-in.controller.js';
import { SignInRepository } from './sign-in.repository.js';
import { SignInService } from './sign-in.service.js';
import { SignInWatch } from './sign-in-watch.public.js';

@Module({
  controllers: [SignInController],
  providers: [SignInService, SignInWatch, SignInRepository, { provide: APP_GUARD, useClass: AccessGuard }],
  exports: [SignInWatch],
})
export class IdentityModule {}
