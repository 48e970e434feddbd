import { Module } from '@nestjs/common';
import { BookImport } from './book-import.service.js';
import { BookRepository } from './book.repository.js';

/** What comes in from other systems. A clinic's book comes in by the command line: nothing is uploaded. */
@Module({
  providers: [BookImport, BookRepository],
})
export class InteropModule {}
