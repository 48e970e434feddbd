import { Controller, Get } from '@nestjs/common';
import type { AboutView, LicencesView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { AboutService } from './about.service.js';

@Controller()
export class AboutController {
  constructor(private readonly about: AboutService) {}

  @Can('about', 'read')
  @Get('about')
  all(@CurrentMember() member: MemberPrincipal): Promise<AboutView> {
    return this.about.all(member);
  }

  @Can('about', 'read')
  @Get('about/licences')
  licences(): LicencesView {
    return this.about.licences();
  }
}
