import { Controller, Get, Res } from '@nestjs/common';
import { ApiProduces } from '@nestjs/swagger';
import type { Response } from 'express';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { PathId } from '../../platform/http/path-id.js';
import { ChangeStreams } from './change-streams.js';
import { ClinicService } from './clinic.service.js';

@Controller('clinics')
export class ChangeStreamController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly streams: ChangeStreams,
  ) {}

  /**
   * Server-sent events: `change` for each session, closure or setting of the clinic that changed, `resync` when some
   * may have been missed, `here` every twenty seconds. A notice holds ids and instants, no patient's data, so there is
   * nothing to put in the trail; what changed is then read by a call that does.
   */
  @Can('closure', 'read')
  @ApiProduces('text/event-stream')
  @Get(':clinicId/changes')
  async changes(
    @CurrentMember() member: MemberPrincipal,
    @PathId('clinicId') clinicId: string,
    @Res() response: Response,
  ): Promise<void> {
    await this.clinics.mustExist(member, clinicId);
    this.streams.admit(member);
    response.status(200).setHeader('Content-Type', 'text/event-stream');
    // A proxy in front must not wait for more before it passes an event on.
    response.setHeader('X-Accel-Buffering', 'no');
    response.flushHeaders();
    const end = this.streams.begin(member, clinicId, {
      write: (text) => void response.write(text),
      end: () => void response.end(),
    });
    response.on('close', end);
  }
}
