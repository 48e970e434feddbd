import { Module } from '@nestjs/common';
import { IdentityModule } from '../identity/identity.module.js';
import { BeginningController } from './beginning.controller.js';
import { BeginningService } from './beginning.service.js';
import { BookImport } from './book-import.service.js';
import { BookRepository } from './book.repository.js';
import { BookUploadController } from './book-upload.controller.js';
import { BookUploadService } from './book-upload.service.js';
import { SetupCode } from './setup-code.js';
import { SetupController } from './setup.controller.js';
import { SetupRepository } from './setup.repository.js';
import { SetupService } from './setup.service.js';

/** What comes in from other systems, and how a practice begins. */
@Module({
  imports: [IdentityModule],
  controllers: [BeginningController, SetupController, BookUploadController],
  providers: [
    BookImport,
    BookRepository,
    BookUploadService,
    BeginningService,
    SetupCode,
    SetupRepository,
    SetupService,
  ],
})
export class InteropModule {}
