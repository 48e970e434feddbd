import { Body, Controller, Delete, Get, HttpCode, Patch, Post, Put, Req, Res } from '@nestjs/common';
import {
  ChangePasswordRequest,
  ConfirmTotpRequest,
  NewPasskeyRequest,
  ProofRequest,
  RenamePasskeyRequest,
  type FactorAddedView,
  type OwnAccountView,
  type PasskeyOptionsView,
  type RecoveryCodesView,
  type TotpSeedView,
} from '@lull/contracts';
import type { Request, Response } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { OwnAccountService } from './own-account.service.js';
import { SignInCookie } from './sign-in-cookie.js';

/**
 * One's own account. None of these takes an Idempotency-Key: a kept answer would keep secrets with it, and each of them
 * sent twice comes to the same.
 */
@Controller('own-account')
export class OwnAccountController {
  constructor(
    private readonly accounts: OwnAccountService,
    private readonly cookie: SignInCookie,
  ) {}

  @Can('own-account', 'read')
  @Get()
  account(@CurrentMember() member: MemberPrincipal): Promise<OwnAccountView> {
    return this.accounts.account(member);
  }

  @Can('own-account', 'change')
  @Put('password')
  @HttpCode(204)
  async changePassword(
    @CurrentMember() member: MemberPrincipal,
    @Body() body: ChangePasswordRequest,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const { address } = this.cookie.browserOf(request);
    this.cookie.give(response, await this.accounts.changePassword(member, address, body));
  }

  @Can('own-account', 'change')
  @Post('proofs')
  @HttpCode(204)
  async prove(
    @CurrentMember() member: MemberPrincipal,
    @Body() body: ProofRequest,
    @Req() request: Request,
  ): Promise<void> {
    await this.accounts.prove(member, this.cookie.browserOf(request).address, body.password);
  }

  @Can('own-account', 'change')
  @Delete('sign-ins/:id')
  @HttpCode(204)
  endSignIn(@CurrentMember() member: MemberPrincipal, @PathId() id: string): Promise<void> {
    return this.accounts.endSignIn(member, id);
  }

  @Can('own-account', 'change')
  @Post('totp-seeds')
  newTotpSeed(@CurrentMember() member: MemberPrincipal): Promise<TotpSeedView> {
    return this.accounts.newTotpSeed(member);
  }

  @Can('own-account', 'change')
  @Put('totp')
  confirmTotp(
    @CurrentMember() member: MemberPrincipal,
    @Body() body: ConfirmTotpRequest,
  ): Promise<FactorAddedView> {
    return this.accounts.confirmTotp(member, body);
  }

  @Can('own-account', 'change')
  @Delete('totp')
  removeTotp(@CurrentMember() member: MemberPrincipal): Promise<OwnAccountView> {
    return this.accounts.removeTotp(member);
  }

  @Can('own-account', 'change')
  @Post('recovery-codes')
  renewRecoveryCodes(@CurrentMember() member: MemberPrincipal): Promise<RecoveryCodesView> {
    return this.accounts.renewRecoveryCodes(member);
  }

  @Can('own-account', 'change')
  @Post('passkey-options')
  @HttpCode(200)
  async passkeyOptions(
    @CurrentMember() member: MemberPrincipal,
    @Req() request: Request,
  ): Promise<PasskeyOptionsView> {
    const { origin } = this.cookie.browserOf(request);
    return { options: await this.accounts.passkeyOptions(member, origin) };
  }

  @Can('own-account', 'change')
  @Post('passkeys')
  addPasskey(
    @CurrentMember() member: MemberPrincipal,
    @Body() body: NewPasskeyRequest,
    @Req() request: Request,
  ): Promise<FactorAddedView> {
    return this.accounts.addPasskey(member, body, this.cookie.browserOf(request).origin);
  }

  @Can('own-account', 'change')
  @Patch('passkeys/:id')
  renamePasskey(
    @CurrentMember() member: MemberPrincipal,
    @PathId() id: string,
    @Body() { name }: RenamePasskeyRequest,
  ): Promise<OwnAccountView> {
    return this.accounts.renamePasskey(member, id, name);
  }

  @Can('own-account', 'change')
  @Delete('passkeys/:id')
  removePasskey(@CurrentMember() member: MemberPrincipal, @PathId() id: string): Promise<OwnAccountView> {
    return this.accounts.removePasskey(member, id);
  }
}
