import { Body, Controller, HttpCode, Post, UseInterceptors } from '@nestjs/common';
import { CheckBookRequest, ImportBookRequest, type BookReportView } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Can, CurrentMember } from '../../platform/http/access.js';
import { LargeBody } from '../../platform/http/large-body.js';
import { BookUploadService } from './book-upload.service.js';

/** A clinic's book from a browser; its bodies are the only large ones. */
@Controller()
@UseInterceptors(LargeBody)
export class BookUploadController {
  constructor(private readonly books: BookUploadService) {}

  @Can('setup', 'bring-book')
  @Post('book-checks')
  @HttpCode(200)
  check(
    @CurrentMember() member: MemberPrincipal,
    @Body() request: CheckBookRequest,
  ): Promise<BookReportView> {
    return this.books.check(member, request);
  }

  @Can('setup', 'bring-book')
  @Post('book-imports')
  @HttpCode(200)
  import(
    @CurrentMember() member: MemberPrincipal,
    @Body() request: ImportBookRequest,
  ): Promise<BookReportView> {
    return this.books.import(member, request);
  }
}
