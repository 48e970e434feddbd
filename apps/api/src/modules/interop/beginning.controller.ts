import { Body, Controller, Get, Post, Req } from '@nestjs/common';
import { BeginPracticeRequest, type BeginningView, type BegunPracticeView } from '@lull/contracts';
import type { Request } from 'express';
import { Public } from '../../platform/http/access.js';
import { BeginningService } from './beginning.service.js';

/** Nobody can be signed in yet: the code on the console stands for it, and with the first practice this is over. */
@Controller('practice-beginnings')
export class BeginningController {
  constructor(private readonly beginnings: BeginningService) {}

  @Public()
  @Get()
  async look(): Promise<BeginningView> {
    return { open: await this.beginnings.isOpen() };
  }

  @Public()
  @Post()
  begin(@Body() body: BeginPracticeRequest, @Req() request: Request): Promise<BegunPracticeView> {
    return this.beginnings.begin(body, request.ip ?? 'unknown');
  }
}
