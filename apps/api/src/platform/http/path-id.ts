import { Injectable, Param, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';
import { validate as isUuid } from 'uuid';
import { Refused } from '../errors.js';

@Injectable()
class PathIdPipe implements PipeTransform<unknown, string> {
  transform(value: unknown, { data: name = 'id' }: ArgumentMetadata): string {
    if (typeof value !== 'string' || !isUuid(value))
      throw new Refused({ code: 'parameter-malformed', facts: { name } });
    return value;
  }
}

/** An id in the path. What is no id at all is refused before anybody looks for it. */
export const PathId = (name = 'id') => Param(name, PathIdPipe);
