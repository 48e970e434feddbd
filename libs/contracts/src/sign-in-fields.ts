import { IsObject, IsString, Matches, MaxLength, MinLength } from 'class-validator';

/** One address, as mail servers take it; kept in small letters. */
export const IsEmailAddress = (): PropertyDecorator => (target, property) => {
  IsString()(target, property);
  MaxLength(254)(target, property);
  Matches(/^[^\s@<>"(),:;\\[\]]{1,64}@[^\s@<>"(),:;\\[\]]{1,189}$/u, {
    message: 'Write an e-mail address such as anna@clinic.example.',
  })(target, property);
};

/** A password that is set, or that was set so: how good it is, is judged by another rule. */
export const IsNewPassword = (): PropertyDecorator => (target, property) => {
  IsString()(target, property);
  MinLength(1)(target, property);
  MaxLength(256)(target, property);
};

/** The 256 random bits of a link. */
export const IsLinkToken = (): PropertyDecorator => (target, property) => {
  IsString()(target, property);
  Matches(/^[\w-]{43}$/, { message: 'Open the link as a whole.' })(target, property);
};

/** An object as it came, for a library that knows its form. */
export const IsJsonObject = (): PropertyDecorator => (target, property) => {
  IsObject()(target, property);
};
