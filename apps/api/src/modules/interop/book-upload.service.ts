import { Injectable } from '@nestjs/common';
import type { BookReportView, CheckBookRequest, ImportBookRequest } from '@lull/contracts';
import type { MemberPrincipal } from '../../platform/database/principal.js';
import { Proofs } from '../identity/identity.public.js';
import { BookImport } from './book-import.service.js';
import { bookReportView } from './book-report.view.js';
import { bookInMemory, type BookSource } from './book-source.js';

const plainly = { skipFaulty: false, shiftToToday: false } as const;

/** A clinic's book that a browser brings: the same import as the command line's, from memory. */
@Injectable()
export class BookUploadService {
  constructor(
    private readonly books: BookImport,
    private readonly proofs: Proofs,
  ) {}

  async check({ practiceId }: MemberPrincipal, request: CheckBookRequest): Promise<BookReportView> {
    return bookReportView(await this.books.run(practiceId, sourceOf(request), { ...plainly, check: true }));
  }

  /** Taking the same book over again adds nothing, so it needs no key; a whole book is grave, so it needs a proof. */
  async import(member: MemberPrincipal, request: ImportBookRequest): Promise<BookReportView> {
    await this.proofs.require(member);
    const report = await this.books.run(member.practiceId, sourceOf(request), {
      ...plainly,
      check: false,
      skipFaulty: request.leaveOutFaulty,
      by: member,
    });
    return bookReportView(report);
  }
}

function sourceOf({ files }: CheckBookRequest): BookSource {
  return bookInMemory(
    new Map(
      files.map(({ name, text, columns = [] }) => [
        name,
        { text, columns: Object.fromEntries(columns.map(({ column, from }) => [column, from])) },
      ]),
    ),
  );
}
