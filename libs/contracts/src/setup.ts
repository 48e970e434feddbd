import {
  bookFiles,
  mostLettersOfBookFile,
  omittableSteps,
  type BookFile,
  type OmittableStep,
  type SetupStep,
} from '@lull/domain';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { ClockTime } from './clock-time.js';
import { IsLine, IsOmittable } from './field-rules.js';
import { IsEmailAddress, IsNewPassword } from './sign-in-fields.js';
import type { Sedation } from './values.js';

/** GET /practice-beginnings: whether this installation waits for its first practice. */
export interface BeginningView {
  readonly open: boolean;
}

const furtherRoles = ['scheduler', 'nurse', 'physician'] as const;

/** POST /practice-beginnings: the first practice and its first administrator, by the code that start-up printed. */
export class BeginPracticeRequest {
  /** As it was printed; blanks, hyphens and capitals do not matter. */
  @IsString()
  @Matches(/^[\s\w-]{12,40}$/, { message: 'Copy the code as it stands on the console.' })
  code!: string;

  @IsLine(80)
  practice!: string;

  @IsLine()
  name!: string;

  @IsEmailAddress()
  email!: string;

  @IsNewPassword()
  password!: string;

  /** What the first administrator does besides, in a practice where nobody else is yet. */
  @IsArray()
  @ArrayMaxSize(furtherRoles.length)
  @ArrayUnique()
  @IsIn(furtherRoles, { each: true })
  alsoAs!: (typeof furtherRoles)[number][];
}

export interface BegunPracticeView {
  readonly practice: string;
  readonly email: string;
}

/** GET /setup: how far the practice has come. */
export interface SetupView {
  readonly practice: string;
  readonly steps: readonly { readonly step: SetupStep; readonly state: 'done' | 'left-out' | 'open' }[];
  readonly next: SetupStep;
  /** Nothing stands in the way of the first booking. */
  readonly ready: boolean;
  /** Whether the assistant is offered: until somebody says that it is done with. */
  readonly running: boolean;
  readonly counts: Readonly<Record<SetupCount, number>>;
}

export type SetupCount =
  | 'clinics'
  | 'openingHours'
  | 'rooms'
  | 'recoveryBays'
  | 'procedures'
  | 'physicians'
  | 'members'
  | 'blockTimes'
  | 'patients'
  | 'sessions';

/** PUT /setup/omissions: what is left out for now; the whole list. */
export class SetOmissionsRequest {
  @IsArray()
  @ArrayMaxSize(omittableSteps.length)
  @ArrayUnique()
  @IsIn(omittableSteps, { each: true })
  leftOut!: OmittableStep[];
}

/** PUT /setup/running: whether the assistant is still offered. */
export class SetRunningRequest {
  @IsBoolean()
  running!: boolean;
}

/** GET /clinics/:clinicId/first-bookable: where the first visit of a new patient would fit. */
export interface FirstBookableView {
  /** Null: nowhere within eight weeks. */
  readonly slot: {
    readonly date: string;
    readonly start: ClockTime;
    readonly roomName: string;
    readonly physicianName: string;
    readonly procedureCode: string;
    readonly sedation: Sedation;
  } | null;
  /** What stands in the way most, in words; empty where there is a slot. */
  readonly inTheWay: readonly string[];
}

class ColumnRequest {
  /** A column of the book. */
  @IsString()
  @MaxLength(40)
  column!: string;

  /** The column of the file that stands for it; null: the file has none, and it stays empty. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  from!: string | null;
}

class BookFileRequest {
  @IsIn(bookFiles)
  name!: BookFile;

  /** The file as it is. */
  @IsString()
  @MaxLength(mostLettersOfBookFile)
  text!: string;

  /** Which columns of the file stand for those of the book; absent: they bear the book's names. */
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(40)
  @ArrayUnique((each: ColumnRequest) => each.column)
  @ValidateNested({ each: true })
  @Type(() => ColumnRequest)
  columns?: ColumnRequest[];
}

/** POST /book-checks: what is wrong with a book; nothing is written. */
export class CheckBookRequest {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(bookFiles.length)
  @ArrayUnique((each: BookFileRequest) => each.name)
  @ValidateNested({ each: true })
  @Type(() => BookFileRequest)
  files!: BookFileRequest[];
}

/** POST /book-imports: takes the book over, all of it or, where it is said so, all but what is faulty. */
export class ImportBookRequest extends CheckBookRequest {
  /** Leave out the faulty rows and what belongs to them; otherwise one of them stops everything. */
  @IsBoolean()
  leaveOutFaulty!: boolean;
}

export interface BookReportView {
  readonly files: readonly BookFileCounts[];
  /** The first of them, in the order of files and lines. */
  readonly faults: readonly BookFaultView[];
  readonly faultCount: number;
  /** Things to know that are nobody's fault. */
  readonly notes: readonly { readonly sentence: string; readonly rows: number }[];
  readonly written: boolean;
  /** Rows added, by table; empty where nothing was written. */
  readonly added: readonly { readonly table: string; readonly rows: number }[];
}

interface BookFileCounts {
  readonly file: BookFile;
  readonly rows: number;
  readonly faulty: number;
  /** Nothing is wrong with them, but they belong to a faulty row. */
  readonly dependent: number;
}

export interface BookFaultView {
  readonly file: BookFile;
  /** The header is line 1. */
  readonly line: number;
  /** Empty: the row as a whole. */
  readonly field: string;
  readonly code: string;
  /** What is wrong, and what to do about it. */
  readonly sentence: string;
}
