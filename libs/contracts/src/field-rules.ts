import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsISO8601,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';

/** Several rules as one, named for what the field is. */
const all =
  (...rules: PropertyDecorator[]): PropertyDecorator =>
  (target, property) =>
    rules.forEach((rule) => rule(target, property));

/** Control and bidirectional characters hide or forge text; nobody types them (trust.md 3.7). */
const visible = /^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]*$/u;

/** The same, with something to see in it. */
const visibleLine = new RegExp(String.raw`^(?=.*\S)${visible.source.slice(1)}`, 'u');

/** May be absent, which changes nothing; but is never null. (`IsOptional` lets null pass, which clears.) */
export const IsOmittable = () => ValidateIf((_, value) => value !== undefined);

/** The opaque id of a row. */
export const IsId = () => IsUUID(undefined, { message: 'Not an id of this product.' });

/** One line of text that must be there: blanks alone are nothing. */
export const IsLine = (most = 100) =>
  all(
    IsString(),
    Length(1, most),
    Matches(visibleLine, { message: 'Must be filled in, without characters that cannot be seen.' }),
  );

/** The same of every text of a list. */
export const IsLineEach = (most = 100) =>
  all(
    IsString({ each: true }),
    Length(1, most, { each: true }),
    Matches(visibleLine, {
      each: true,
      message: 'Each must be filled in, without characters that cannot be seen.',
    }),
  );

/** A longer text; may be empty. */
export const IsNote = (most = 4000) =>
  all(IsString(), MaxLength(most), Matches(visible, { message: 'Contains characters that cannot be seen.' }));

/** An instant with its offset, such as 2026-12-01T13:30:00Z. */
export const IsInstant = () =>
  all(
    IsISO8601(
      { strict: true, strictSeparator: true },
      { message: 'Write an instant such as 2026-12-01T13:30:00Z.' },
    ),
    Matches(
      /^(19|20)\d{2}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-4]):[0-5]\d)$/,
      { message: 'Write an instant with its offset, such as 2026-12-01T13:30:00Z.' },
    ),
  );

/** A day of the calendar, such as 2026-12-01. */
export const IsCivilDate = () =>
  all(
    Matches(/^\d{4}-\d{2}-\d{2}$/, { message: 'Write a date such as 2026-12-01.' }),
    IsISO8601({ strict: true }, { message: 'This day is not in the calendar.' }),
  );

/** A reading of the clock, such as 08:30. */
export const IsClockTime = () =>
  Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'Write a time of day such as 08:30.' });

/** Days of the week, 1 is Monday, each once. */
export const IsWeekdays = () =>
  all(
    IsArray(),
    ArrayMaxSize(7),
    ArrayUnique(),
    IsInt({ each: true }),
    Min(1, { each: true }),
    Max(7, { each: true }),
  );

/** The length of a session. */
export const IsSessionMinutes = () => all(IsInt(), Min(5), Max(480));
