import { BadRequestException, ValidationPipe, type ValidationError } from '@nestjs/common';
import { Refused, type Refusal } from '../errors.js';

/** Every broken field at once, each with its pointer and the name of the rule it broke. */
function refusalsOf(errors: readonly ValidationError[], path: string): Refusal[] {
  return errors.flatMap((error) => {
    const pointer = `${path}/${error.property}`;
    const own = Object.entries(error.constraints ?? {}).map(([rule, message]): Refusal => ({
      code: rule === 'whitelistValidation' ? 'field-unknown' : 'field-invalid',
      pointer,
      facts: { field: error.property, rule, message },
    }));
    return [...own, ...refusalsOf(error.children ?? [], pointer)];
  });
}

/** Requests are checked against the class that declares them; unknown keys are refused, values never coerced. */
export function requestValidation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: true,
    stopAtFirstError: false,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => {
      const [first, ...rest] = refusalsOf(errors, '');
      return first === undefined ? new BadRequestException() : new Refused(first, ...rest);
    },
  });
}
