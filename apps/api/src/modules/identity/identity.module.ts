import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { DemonstrationSignInController } from './demonstration-sign-in.controller.js';
import { Accounts } from './identity.public.js';
import { RateLimits } from './rate-limits.js';
import { SignInCookie } from './sign-in-cookie.js';
import { SignInController } from './sign-in.controller.js';
import { SignInRepository } from './sign-in.repository.js';
import { SignInService } from './sign-in.service.js';
import { SignInWatch } from './sign-in-watch.js';

@Module({
  controllers: [SignInController, DemonstrationSignInController],
  providers: [
    SignInService,
    SignInRepository,
    SignInCookie,
    RateLimits,
    Accounts,
    SignInWatch,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Accounts, RateLimits, SignInWatch],
})
export class IdentityModule {}
