import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { Accounts } from './accounts.js';
import { DemonstrationSignInController } from './demonstration-sign-in.controller.js';
import { FactorsOfMembers } from './factors-of-members.js';
import { OwnAccountController } from './own-account.controller.js';
import { OwnAccountService } from './own-account.service.js';
import { Passkeys } from './passkeys.js';
import { Proofs } from './proofs.js';
import { RateLimits } from './rate-limits.js';
import { SecondFactorRepository } from './second-factor.repository.js';
import { SecondFactors } from './second-factors.js';
import { SignInAttemptRepository } from './sign-in-attempt.repository.js';
import { SignInCookie } from './sign-in-cookie.js';
import { SignInController } from './sign-in.controller.js';
import { SignInEnd } from './sign-in-end.js';
import { SignInRepository } from './sign-in.repository.js';
import { SignInService } from './sign-in.service.js';
import { SignInWatch } from './sign-in-watch.js';

@Module({
  controllers: [SignInController, DemonstrationSignInController, OwnAccountController],
  providers: [
    SignInService,
    SignInRepository,
    SignInCookie,
    RateLimits,
    Accounts,
    SignInWatch,
    SignInAttemptRepository,
    SignInEnd,
    SecondFactorRepository,
    SecondFactors,
    FactorsOfMembers,
    Passkeys,
    Proofs,
    OwnAccountService,
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Accounts, FactorsOfMembers, Proofs, RateLimits, SignInEnd, SignInWatch],
})
export class IdentityModule {}
